from pathlib import Path

import pytest

from kg.build.provenance import current_provenance
from kg.lexicon.installed import VARIABLE


def test_provenance_is_the_same_twice_and_names_version_rules_and_model() -> None:
    first = current_provenance()
    assert first == current_provenance()
    assert first.version
    assert len(first.rules) == 32
    assert first.model.startswith("en_core_web_sm")
    assert len(first.model_sha256) == 64


def test_provenance_changes_with_a_dictionary(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "own.dict"
    path.write_text("one")
    without = current_provenance()
    monkeypatch.setenv(VARIABLE, str(path))
    one = current_provenance()
    path.write_text("two")
    assert len({without, one, current_provenance()}) == 3

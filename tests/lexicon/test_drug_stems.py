from __future__ import annotations

import pytest

from kg.lexicon.drug_stems import DrugStem, drug_names
from kg.lexicon.loading import load_entries

STEMS = load_entries("drug_stems", DrugStem)


def _is_drug(word: str) -> bool:
    return (0, len(word)) in list(drug_names(word))


@pytest.mark.parametrize("entry", STEMS, ids=lambda entry: entry.id)
def test_stem_tells_drugs_from_words(entry: DrugStem) -> None:
    assert entry.positive
    assert entry.negative
    assert [word for word in entry.positive if not _is_drug(word)] == []
    assert [word for word in entry.negative if _is_drug(word)] == []


def test_drug_names_are_found_in_order() -> None:
    text = "After vincristine he took cloxacillin in April."
    assert [text[a:b] for a, b in drug_names(text)] == ["vincristine", "cloxacillin"]

"""Extraction on the annotated articles never falls below its floors, and floors never fall."""

import hashlib
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation.measuring import gold_files, measure, total

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold"
FLOORS = "tests/quality/floors.toml"
HALVES = ("dev", "heldout")


def floors() -> dict[str, Any]:
    return tomllib.loads((ROOT / FLOORS).read_text(encoding="utf-8"))


def corpus_digest() -> str:
    digest = hashlib.sha256()
    for path in sorted(p for half in HALVES for p in (GOLD / half).iterdir()):
        digest.update(f"{path.relative_to(GOLD).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


@pytest.fixture(scope="module")
def figures() -> dict[str, dict[str, float]]:
    return {half: total(measure(gold_files([str(GOLD / half)]))).figures() for half in HALVES}


def test_gold_is_the_corpus_that_the_floors_were_measured_on() -> None:
    assert floors()["corpus"]["sha256"] == corpus_digest()


def test_gold_quotes_stand_in_their_documents() -> None:
    from kg.build.pipeline import read_documents, source_files  # noqa: PLC0415 - reads, not parses
    from kg.evaluation.gold import load_gold, source_of  # noqa: PLC0415
    from kg.model.document import Document  # noqa: PLC0415

    for gold in gold_files([str(GOLD)]):
        (document,) = read_documents(*source_files([str(source_of(gold))]))
        assert isinstance(document, Document)
        text = " ".join(document.text.split())
        lost = [row.quote for row in load_gold(gold) if " ".join(row.quote.split()) not in text]
        assert lost == [], gold.name


def test_gold_names_predicates_and_designs_of_the_contract() -> None:
    from kg.evaluation.gold import load_gold  # noqa: PLC0415
    from kg.model.claim import Predicate  # noqa: PLC0415

    predicates = {predicate.value for predicate in Predicate}
    designs = set(
        "review rct human animal in-vitro research expert traditional none".split()  # noqa: SIM905
    )
    for gold in gold_files([str(GOLD)]):
        rows = load_gold(gold)
        assert {name for row in rows for name in row.predicates} <= predicates, gold.name
        assert {name for row in rows for name in row.designs} <= designs, gold.name


@pytest.mark.slow
@pytest.mark.parametrize("half", HALVES)
def test_figures_reach_their_floors(half: str, figures: dict[str, dict[str, float]]) -> None:
    fallen = {
        name: (figures[half][name], floor)
        for name, floor in floors()[half].items()
        if figures[half][name] < floor
    }
    assert fallen == {}


@pytest.mark.slow
def test_held_out_half_is_not_further_behind(figures: dict[str, dict[str, float]]) -> None:
    """The goal is .05; ``gap.f1`` is what has been reached, and may only shrink."""
    assert figures["dev"]["f1"] - figures["heldout"]["f1"] <= floors()["gap"]["f1"]


def test_no_floor_was_ever_higher() -> None:
    """Compare with every version of the file in the history, for the same corpus."""
    now = floors()
    for text in _history():
        past = tomllib.loads(text)
        if past["corpus"] != now["corpus"]:
            continue
        lowered = {
            f"{half}.{name}": (floor, now[half].get(name))
            for half in HALVES
            for name, floor in past.get(half, {}).items()
            if now[half].get(name, 0.0) < floor
        }
        assert lowered == {}
        assert now["gap"]["f1"] <= past["gap"]["f1"]


def _history() -> list[str]:
    if not (ROOT / ".git").exists():
        pytest.skip("no git checkout")
    commits = subprocess.run(
        ["git", "rev-list", "HEAD", "--", FLOORS],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    shown = (
        subprocess.run(
            ["git", "show", f"{commit}:{FLOORS}"],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )
        for commit in commits
    )  # fmt: skip
    return [done.stdout for done in shown if done.returncode == 0]

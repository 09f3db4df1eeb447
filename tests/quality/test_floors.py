"""Extraction on the annotated articles never falls below its floors, and floors never fall."""

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.evaluation.measuring import Measured, gold_files, measure, total

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "tests/gold"
FLOORS = "tests/quality/floors.toml"
README = GOLD / "README.md"
HALVES = ("dev", "heldout")


def floors() -> dict[str, Any]:
    return tomllib.loads((ROOT / FLOORS).read_text(encoding="utf-8"))


def corpora(floors: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return the floors by corpus: the present one, and by name those it grew from."""
    return {"present": floors, **floors.get("former", {})}


def present_articles() -> dict[str, list[str]]:
    return {half: [gold.stem for gold in gold_files([str(GOLD / half)])] for half in HALVES}


def corpus_digest(articles: dict[str, list[str]]) -> str:
    digest = hashlib.sha256()
    paths = (p for half in HALVES for p in (GOLD / half).iterdir() if p.stem in articles[half])
    for path in sorted(paths):
        digest.update(f"{path.relative_to(GOLD).as_posix()}\0".encode() + path.read_bytes())
    return digest.hexdigest()


def measure_halves() -> dict[str, tuple[Measured, ...]]:
    return {half: measure(gold_files([str(GOLD / half)])) for half in HALVES}


def figures_of(measured: tuple[Measured, ...], names: list[str]) -> dict[str, float]:
    return total(article for article in measured if article.name in names).figures()


Figures = dict[str, dict[str, dict[str, float]]]  # by corpus and half
CORPORA = tuple(corpora(floors()))
#: Corpora that miss their gap, which is kept: the day that they reach it again, they must leave.
DRAWN_APART = frozenset({"articles-25"})


@pytest.fixture(scope="module")
def figures() -> Figures:
    measured = measure_halves()
    return {
        name: {half: figures_of(measured[half], block["corpus"][half]) for half in HALVES}
        for name, block in corpora(floors()).items()
    }


def test_floors_of_the_present_corpus_are_those_of_every_article() -> None:
    listed = {half: floors()["corpus"][half] for half in HALVES}
    assert listed == present_articles()


@pytest.mark.parametrize("name", CORPORA)
def test_gold_is_the_corpus_that_the_floors_were_measured_on(name: str) -> None:
    corpus = corpora(floors())[name]["corpus"]
    assert corpus["sha256"] == corpus_digest(corpus)


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


def test_gold_readme_counts_the_claims_of_every_article() -> None:
    from kg.evaluation.gold import load_gold  # noqa: PLC0415

    text = README.read_text("utf-8")
    table = re.findall(r"(?m)^\| `(\w+)` \| (\w+) \|.*\| (\d+) \|$", text)
    golds = gold_files([str(GOLD)])
    assert sorted(table) == sorted(
        (gold.stem, gold.parent.name, str(len(load_gold(gold)))) for gold in golds
    )
    assert f"{sum(int(claims) for _, _, claims in table):,} claims" in text


def test_gold_names_predicates_and_designs_of_the_contract() -> None:
    from kg.evaluation.gold import load_gold  # noqa: PLC0415
    from kg.model.closed_terms import Predicate  # noqa: PLC0415

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
@pytest.mark.parametrize("name", CORPORA)
def test_figures_reach_their_floors(name: str, half: str, figures: Figures) -> None:
    reached = figures[name][half]
    fallen = {
        figure: (reached[figure], floor)
        for figure, floor in corpora(floors())[name][half].items()
        if reached[figure] < floor
    }
    assert fallen == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", CORPORA)
def test_held_out_half_is_not_further_behind(
    name: str, figures: Figures, request: pytest.FixtureRequest
) -> None:
    """The goal is .05; ``gap.f1`` is what has been reached, and may only shrink."""
    if name in DRAWN_APART:
        why = "its development articles have been read ever since: the halves draw apart"
        request.applymarker(pytest.mark.xfail(reason=why, strict=True))
    gap = figures[name]["dev"]["f1"] - figures[name]["heldout"]["f1"]
    assert gap <= corpora(floors())[name]["gap"]["f1"]


def test_no_floor_was_ever_higher() -> None:
    """Compare with every version of the file in the history, corpus by corpus."""
    now = {block["corpus"]["sha256"]: block for block in corpora(floors()).values()}
    for text in _history():
        for past in corpora(tomllib.loads(text)).values():
            present = now.get(past["corpus"]["sha256"])
            if present is not None:
                assert _lowered(past, present) == {}
                assert present["gap"]["f1"] <= past["gap"]["f1"]


def test_the_corpus_that_the_present_one_grew_from_keeps_its_floors() -> None:
    """Floors of easier articles must not hide a fall on those that were there before."""
    now = floors()["corpus"]
    for former in floors().get("former", {}).values():
        assert all(set(former["corpus"][half]) <= set(now[half]) for half in HALVES)
        assert former["corpus"]["sha256"] != now["sha256"]


def _lowered(past: dict[str, Any], present: dict[str, Any]) -> dict[str, tuple[float, float]]:
    return {
        f"{half}.{name}": (floor, present[half].get(name, 0.0))
        for half in HALVES
        for name, floor in past.get(half, {}).items()
        if present[half].get(name, 0.0) < floor
    }


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

"""Floors for markers and their references on a small sample of several styles.

In the sample a gold marker is written ``{as printed=1,2}``: the text between the braces, and after
the last ``=`` the numbers of the entries it must reach (none where the entry is missing).
A floor rises with the figure and never falls.
"""

import hashlib
import re
from pathlib import Path

import pytest

from kg.model.document import CitationState, Document
from kg.model.spans import Span
from kg.reading import read_bytes

SAMPLES = Path(__file__).parent / "samples" / "markers"
GOLD = re.compile(r"\{([^{}]*)=([\d,]*)\}")
FLOORS = {"numbered.md": 1.0, "glued.txt": 1.0, "author_year.txt": 1.0}
SHA256 = "732ece39e1b06b129239b336b6b41a9c2f48c45ba9936422b7aaadfa556ed9fe"


def load(name: str) -> tuple[Document, list[tuple[Span, set[int]]]]:
    """Read a sample without its gold, and find the gold ranges in the document by their words."""
    marked = (SAMPLES / name).read_text(encoding="utf-8")
    document = next(read_bytes(GOLD.sub(r"\1", marked).encode(), name))
    gold: list[tuple[Span, set[int]]] = []
    cursor = 0
    for match in GOLD.finditer(marked):
        before = re.findall(r"\S+", GOLD.sub(r"\1", marked[: match.start()]))[-1]
        cursor = document.text.index(before, cursor)
        start = document.text.index(
            match.group(1), cursor + (len(before) if match.group(1) in before else 0)
        )
        gold.append(
            (
                Span(start, start + len(match.group(1))),
                {int(n) for n in match.group(2).split(",") if n},
            )
        )
        cursor = start
    return document, gold


def figures(name: str) -> tuple[float, float]:
    """Return the F1 of the spans and the share of gold markers resolved exactly."""
    document, gold = load(name)
    place = {r.id: number for number, r in enumerate(document.references, start=1)}
    found = {
        marker.span: {
            place[r]
            for p in marker.pointers
            if p.state is CitationState.RESOLVED
            for r in p.references
        }
        for marker in document.markers
    }
    hits = [(span, wanted) for span, wanted in gold if span in found]
    f1 = 2 * len(hits) / (len(gold) + len(found))
    return f1, sum(found[span] == wanted for span, wanted in hits) / len(gold)


def test_the_sample_is_the_one_the_floors_were_set_on() -> None:
    content = b"".join((SAMPLES / name).read_bytes() for name in sorted(FLOORS))
    assert hashlib.sha256(content).hexdigest() == SHA256


@pytest.mark.parametrize("name", FLOORS)
def test_markers_stay_above_their_floor(name: str) -> None:
    f1, exact = figures(name)
    assert f1 >= FLOORS[name]
    assert exact >= FLOORS[name]

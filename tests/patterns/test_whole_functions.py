"""Readers, markers, references, quantities and the query guard in one endless hostile line."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable

import pytest

from kg.errors import KgError
from kg.extraction.amounts.quantities import find_quantities
from kg.query.guard import check_query
from kg.reading import read_bytes
from kg.reading.bibliographies import read_entries
from kg.reading.references import read_entry

HALF = 20_000  # characters; a whole text has twice as many
SECONDS = 10.0  # of CPU, for a whole text
STEEPEST = 2.6  # times longer for twice the text
CALM = 1.0  # seconds below which a ratio tells of the clock and the machine

UNITS = (
    " ",
    "a",
    "[",
    "(",
    "[1], ",
    "(Lee et al., 2021; ",
    "Lee A, ",
    "1,",
    "1-",
    "a. ",
    "A. B. ",
    "10.1/",
    "<b>",
    "<!--a",
    "<!-- a -->",
    "&amp;",
    "&",
    "**",
    "_a",
    "`",
    "![",
    "[a](",
    "|a",
    "^1",
    "\\",
    "{",
    "$",
    "http://a ",
    "²",
    "1. Lee A. Zinc. J Ex. 2019;1:2. ",
    "e\u0301",
    "500 mg ",
)
FRAMES = {
    "a.txt": ("", ""),
    "a.md": ("# A\n\n", ""),
    "a.html": ("<html><body><p>", "</p></body></html>"),
    "a.xml": ("<article><body><sec><p>", "</p></sec></body></article>"),
}
BIBLIOGRAPHIES = {
    "a.ris": ("TY  - JOUR\nAU  - ", "\nER  - \n"),
    "a.nbib": ("PMID- 1\nTI  - ", "\n\n"),
    "a.bib": ("@article{a, author={", "}, title={A}, year={2019}}\n"),
    "a.json": ('[{"id": "a", "type": "article-journal", "title": "', '"}]'),
}


def times(function: Callable[[str], object], unit: str, frame: tuple[str, str]) -> list[float]:
    """Return the CPU time of half a text and of a whole one."""
    taken = []
    for length in (HALF, 2 * HALF):
        text = frame[0] + unit * (length // len(unit)) + frame[1]
        began = time.process_time()
        with contextlib.suppress(KgError):  # refused at once is as good
            function(text)
        taken.append(time.process_time() - began)
    return taken


def steep(
    function: Callable[[str], object], frame: tuple[str, str] = ("", "")
) -> list[tuple[str, list[float]]]:
    """Return the units on which a function is too slow, or grows too fast, three times over."""
    found = []
    for unit in UNITS:
        for _ in range(3):
            half, whole = times(function, unit, frame)
            if whole < SECONDS and (whole < CALM or whole / half <= STEEPEST):
                break
        else:
            found.append((unit, [half, whole]))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("name", FRAMES)
def test_one_endless_line_is_read_in_seconds(name: str) -> None:
    assert steep(lambda text: list(read_bytes(text.encode(), name)), FRAMES[name]) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", BIBLIOGRAPHIES)
def test_one_endless_field_is_read_in_seconds(name: str) -> None:
    assert steep(lambda text: read_entries(text.encode(), name), BIBLIOGRAPHIES[name]) == []


@pytest.mark.slow
def test_an_endless_reference_is_read_in_seconds() -> None:
    assert steep(read_entry) == []


@pytest.mark.slow
def test_quantities_of_an_endless_sentence_are_read_in_seconds() -> None:
    assert steep(find_quantities) == []


@pytest.mark.slow
def test_an_endless_query_is_answered_for_in_seconds() -> None:
    assert steep(check_query, ("SELECT * { ?s ?p ", " }")) == []

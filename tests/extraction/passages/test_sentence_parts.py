"""Labels left out and clauses cut apart before a sentence is parsed."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.passages.sentence_parts import sentence_parts
from kg.model.spans import Span


def _parts(text: str) -> list[str]:
    return [part.text_of(text).strip() for part in sentence_parts(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Results: Pain fell with heat.", ["Pain fell with heat."]),
        ("Main outcome measures: Pain at rest.", ["Pain at rest."]),
        ("LEEDS, May 3 (Sample Wire) - Zinc cures colds.", ["Zinc cures colds."]),
        (
            "Stop smoking today: smoke speeds the decline of the lungs.",
            ["Stop smoking today:", "smoke speeds the decline of the lungs."],
        ),
        (
            "The oil eased the pain; it did not change the swelling.",
            ["The oil eased the pain;", "it did not change the swelling."],
        ),
    ],
)
def test_sentence_is_read_in_parts(text: str, parts: list[str]) -> None:
    assert _parts(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "The causes are: stress, smoking and too much coffee.",
        "Garlic: it may lower blood pressure.",
        "It has three parts: a bulb, a stem that is hollow, and a flower.",
        "Pain fell (odds 1.2; range 1 to 2) with heat.",
    ],
)
def test_sentence_without_clauses_on_both_sides_stays_whole(text: str) -> None:
    assert _parts(text) == [text]


@given(st.text(alphabet="ab :;.(), IRresults-", max_size=60))
def test_parts_are_disjoint_and_in_order(text: str) -> None:
    found = sentence_parts(text, Span(0, len(text)))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(0 <= part.start <= part.end <= len(text) for part in found)

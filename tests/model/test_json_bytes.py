"""What stores keep comes back equal, byte for byte; what does not fit is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ShapeError
from kg.model.appraisal import Belief, Factor
from kg.model.claim import Argument, Grounding
from kg.model.closed_terms import EntityType, Via
from kg.model.codec import to_plain
from kg.model.json_bytes import from_json, to_json
from kg.model.spans import Span

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
ARGUMENTS = st.builds(
    Argument,
    label=TEXTS,
    text=TEXTS,
    start=st.integers(0, 2**40),
    end=st.integers(0, 2**40),
    type=st.sampled_from(EntityType),
    via=st.none() | st.sampled_from(Via),
    grounding=st.none()
    | st.builds(
        Grounding, TEXTS, st.floats(0, 1), TEXTS, TEXTS, st.lists(TEXTS, max_size=3).map(tuple)
    ),
)


@given(ARGUMENTS)
def test_records_come_back_equal_and_say_what_the_plain_form_says(argument: Argument):
    data = to_json(argument)
    assert from_json(Argument, data) == argument
    assert json.loads(data) == to_plain(argument)
    assert b"\n" not in data


def test_keys_are_sorted_and_there_are_no_blanks():
    assert (
        to_json(Belief(0.5, 0.25, 0.0, (Factor("r", "é", 1.0),)))
        == (
            '{"dispute":0.0,"factors":[{"rule":"r","value":1.0,"words":"é"}],'
            '"score":0.5,"support":0.25}'
        ).encode()
    )


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"{", "Span: Input data was truncated"),
        (b'{"start": 1}', "Span: Object missing required field `end`"),
        (b'{"start": 1, "end": "2"}', r"Span: Expected `int`, got `str` - at `\$.end`"),
        (b'{"start": "\xff", "end": 2}', "Span: "),
        (b"[" * 100_000, "Span: "),
    ],
)
def test_what_does_not_fit_is_refused(data: bytes, words: str):
    with pytest.raises(ShapeError, match=words):
        from_json(Span, data)


def test_half_of_a_surrogate_pair_is_refused():
    broken: Any = ["\ud800"]
    with pytest.raises(UnicodeEncodeError):
        to_json(broken)

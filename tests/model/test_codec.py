"""Records survive JSON; what does not fit is refused with its place."""

from __future__ import annotations

import json
from dataclasses import fields
from typing import Any

import pytest

from kg.errors import ShapeError
from kg.model.appraisal import Belief, Factor, Judgement
from kg.model.claim import Argument, Grounding
from kg.model.closed_terms import EntityType
from kg.model.codec import from_plain, to_plain
from kg.model.spans import Span


@pytest.mark.parametrize(
    "record",
    [
        Span(1, 2),
        Argument("a", "A", 0, 1, EntityType.DRUG, None, Grounding("X:1", 0.5, "r", "v", ("Y:2",))),
        Belief(0.5, 0.4, 0.1, (Factor("r", "w", 0.4),)),
    ],
)
def test_records_survive_json(record: object):
    assert from_plain(type(record), json.loads(json.dumps(to_plain(record)))) == record


def belief(**changes: Any) -> dict[str, Any]:
    factors = [{"rule": "r", "words": "w", "value": 0.5}]
    return {"score": 0.5, "support": 0.5, "dispute": 0, "factors": factors, **changes}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (belief(extra=1), "Belief: unknown key 'extra'"),
        ({"score": 1.0}, "Belief: key 'dispute' is missing"),
        (belief(score="high"), "Belief.score: expected float, found str"),
        (belief(score=True), "Belief.score: expected float, found bool"),
        (belief(factors=3), "Belief.factors: expected a list, found int"),
        (belief(factors=[{}]), r"Belief.factors\[0\]: key 'rule' is missing"),
        (belief(factors=[1]), r"Belief.factors\[0\]: expected an object, found int"),
        ([], "Belief: expected an object, found list"),
    ],
)
def test_misfits_are_refused_with_their_place(value: Any, words: str):
    with pytest.raises(ShapeError, match=words):
        from_plain(Belief, value)


def test_value_outside_an_enum_lists_the_known_ones():
    plain = dict.fromkeys((field.name for field in fields(Judgement)), "") | {
        "start": 0,
        "polarity": "perhaps",
    }
    with pytest.raises(ShapeError, match=r"Judgement\.polarity: 'perhaps' is none of affirmed"):
        from_plain(Judgement, plain)


def test_whole_numbers_are_taken_where_a_figure_is_asked_for():
    assert from_plain(Belief, belief()).dispute == 0.0

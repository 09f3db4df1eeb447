"""Nouns that the parser takes for verbs or adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf


def _stated(claims_of: ClaimsOf, text: str) -> set[str]:
    return {f"{c.subject.label} | {c.predicate.value} | {c.object.label}" for c in claims_of(text)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Nurses asked for this report agreed on one thing: exercise prevents falls.",
            "exercise | prevents | falls",
        ),
        (
            "The three main symptoms of asthma are wheeze, cough and a tight chest.",
            "asthma | hasSymptom | wheeze",
        ),
        ("Triggers of gout include beer and shellfish.", "shellfish | causes | gout"),
    ],
)
def test_noun_taken_for_another_word_is_read_as_a_noun(
    claims_of: ClaimsOf, text: str, claim: str
) -> None:
    assert claim in _stated(claims_of, text)


def test_adjective_that_judges_symptoms_stays_an_adjective(claims_of: ClaimsOf) -> None:
    assert not _stated(claims_of, "The symptoms of asthma are bad and frightening.")

"""Nouns that the parser takes for verbs or adjectives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


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
    stated_in: StatedIn, text: str, claim: str
) -> None:
    assert claim in stated_in(text)


def test_adjective_that_judges_symptoms_stays_an_adjective(stated_in: StatedIn) -> None:
    assert not stated_in("The symptoms of asthma are bad and frightening.")

"""Names that the tagger takes for adjectives, doses of rarer drugs, ends of illnesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from conftest import ClaimsOf


def test_a_name_after_a_figure_is_what_was_given(claims_of: ClaimsOf) -> None:
    text = (
        "Complete response was achieved in 80% of patients treated with aprepitant versus 56% of"
        " patients treated with placebo."
    )
    said = {(c.subject.label, c.predicate.value, c.object.label) for c in claims_of(text)}
    assert ("aprepitant", "increases", "Complete response") in said


def test_what_ends_an_illness_treats_it(claims_of: ClaimsOf) -> None:
    said = {
        (c.subject.label, c.predicate.value, c.object.label)
        for c in claims_of("Cortisone led to resolution of the rash.")
    }
    assert said == {("Cortisone", "treats", "rash")}


def test_doses_of_names_known_by_their_stem(claims_of: ClaimsOf) -> None:
    said = {
        (c.subject.label, c.object.text)
        for text in (
            "Nitroprusside infused at 3 mcg/kg/min caused acidosis.",
            "Indomethacin suppositories (100 mg) caused bleeding.",
            "Atropine 12 mg intrathecally caused fever.",
        )
        for c in claims_of(text)
        if c.predicate.value == "hasDosage"
    }
    assert ("Nitroprusside", "3 mcg/kg/min") in said
    assert ("Indomethacin suppositories", "100 mg") in said or ("Indomethacin", "100 mg") in said
    assert ("Atropine", "12 mg intrathecally") in said

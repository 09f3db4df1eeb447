"""Reports that a text takes back, second names, and what the reader is told of the topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from conftest import ClaimsOf

_DENIED = {"negated", "no_evidence"}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Zinc eased bloating in one trial but not in another.", "zinc"),
        ("Zinc shortened colds in one study, while another found no effect.", "zinc"),
        ("Zinc shortened colds. A later trial found no benefit.", "zinc"),
        ("Zinc lowered cholesterol, a finding that a larger study failed to confirm.", "zinc"),
        ("Coffee lowered the risk of stroke; black tea had no such effect.", "black tea"),
    ],
)
def test_report_is_denied_where_the_text_takes_it_back(
    claims_of: ClaimsOf, text: str, subject: str
) -> None:
    denied = {c.subject.label.lower() for c in claims_of(text) if c.polarity in _DENIED}
    assert denied == {subject}


@pytest.mark.parametrize(
    "text",
    ["Zinc lowered LDL. The trial was long.", "Zinc shortened colds in adults and children."],
)
def test_report_stands_where_nothing_takes_it_back(claims_of: ClaimsOf, text: str) -> None:
    assert all(c.polarity == "affirmed" for c in claims_of(text))


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Shingles, also known as herpes zoster, is common.", "shingles", "herpes zoster"),
        ("Shingles is sometimes called zona.", "shingles", "zona"),
    ],
)
def test_second_name_is_a_definition(
    claims_of: ClaimsOf, text: str, first: str, second: str
) -> None:
    names = {
        (c.subject.label.lower(), c.object.label)
        for c in claims_of(text)
        if c.predicate is Predicate.DEFINED_AS
    }
    assert (first, second) in names


def test_tail_of_a_name_has_no_second_name(claims_of: ClaimsOf) -> None:
    found = claims_of("Twelve sponge kidneys, also known as spongy organs, were seen.")
    assert not [c for c in found if c.predicate is Predicate.DEFINED_AS]


@pytest.mark.parametrize(
    ("text", "symptom"),
    [
        ("# Gout\n\nThere may be fever.\n", "fever"),
        ("# Gout\n\nYou might also have a rash.\n", "rash"),
    ],
)
def test_reader_is_told_of_symptoms_of_the_topic(
    claims_of: ClaimsOf, text: str, symptom: str
) -> None:
    found = {(c.subject.label, c.object.label) for c in claims_of(text)}
    assert ("Gout", symptom) in found


def test_nothing_is_a_symptom_of_what_is_taken(claims_of: ClaimsOf) -> None:
    found = claims_of("# Metformin\n\nYou might also have a rash.\n")
    assert not [c for c in found if c.predicate is Predicate.HAS_SYMPTOM]

"""What answers about prevention say: what nobody can prevent, and what people are told to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction import Extractor
from kg.reading import read_bytes

if TYPE_CHECKING:
    from conftest import ClaimsOf

EXTRACTOR = Extractor()


def under_heading(text: str) -> set[str]:
    """Return what is said to prevent the topic of a heading that asks for it."""
    (document,) = read_bytes(f"# How can gout be prevented?\n\n{text}\n".encode(), "answer.md")
    return {
        f"{c.polarity} {c.subject.label}"
        for c in EXTRACTOR.extract(document)
        if c.predicate == "prevents" and c.object.label.lower() == "gout"
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "Gout cannot be prevented.",
        "You can't prevent gout.",
        "There is no known way to prevent gout.",
        "Researchers have not found a way to prevent gout.",
        "Doctors do not yet know how to prevent gout.",
        "It is not possible to prevent gout.",
        "Nothing can be done to prevent gout.",
        "Gout is not preventable.",
    ],
)
def test_prevention_is_denied_where_nobody_can_prevent(claims_of: ClaimsOf, sentence: str) -> None:
    found = {(c.subject.label, c.predicate, c.object.label.lower(), c.polarity)
             for c in claims_of(sentence)}  # fmt: skip
    assert ("prevention", "prevents", "gout", "negated") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Gout cannot always be prevented.",
        "Gout cannot be prevented by prayer.",
        "There is no sure way to prevent gout.",
        "Gout can be prevented.",
        "The aim was to prevent gout.",
        "Most gout is preventable.",
    ],
)
def test_prevention_is_not_denied_where_it_may_be_possible(
    claims_of: ClaimsOf, sentence: str
) -> None:
    assert not [c for c in claims_of(sentence) if c.rule == "unpreventable"]


def test_it_that_cannot_be_prevented_is_what_the_heading_asks_for() -> None:
    assert under_heading("Since the cause is unknown, there is no way to prevent it.") == {
        "negated prevention"
    }


@pytest.mark.parametrize(
    ("text", "action"),
    [
        ("You should wash your hands often.", "wash your hands"),
        ("It is important to wash your hands.", "wash your hands"),
        ("Be sure to cook meat well.", "cook meat"),
        ("Try to avoid dusty places.", "avoid dusty places"),
        ("Prevention includes wearing gloves.", "wearing gloves"),
    ],
)
def test_what_people_are_told_to_do_prevents_what_the_heading_asks_for(
    text: str, action: str
) -> None:
    assert f"affirmed {action}" in under_heading(text)


@pytest.mark.parametrize(
    "text",
    [
        "You should talk to your doctor.",
        "You should be alert.",
        "The nurses should count the towels.",
        "Be sure of yourself.",
        "It is important to know the signs.",
    ],
)
def test_what_is_no_advice_prevents_nothing(text: str) -> None:
    assert not {one for one in under_heading(text) if not one.endswith("Be sure")}


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        (
            "You can reduce your chances of getting gout by losing weight.",
            "losing weight | decreasesRiskOf | gout",
        ),
        ("Doctors may give colchicine to prevent gout.", "colchicine | prevents | gout"),
        ("One way to prevent gout is losing weight.", "losing weight | prevents | gout"),
    ],
)
def test_means_stands_where_syntax_hides_it(
    claims_of: ClaimsOf, sentence: str, stated: str
) -> None:
    found = {f"{c.subject.label} | {c.predicate} | {c.object.label}" for c in claims_of(sentence)}
    assert stated in found

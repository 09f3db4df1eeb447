"""Verbs that the parser takes for modifiers: which are suspected, and how a tree is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.parsing.misread_verbs import mend_coordination, suspects

if TYPE_CHECKING:
    from conftest import Marked, StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "A review of nine trials found that ginger lowered glucose.",
            "ginger | decreases | glucose",
        ),
        (
            "These results indicate that sleep loss impairs memory.",
            "sleep loss | decreases | memory",
        ),
        ("Compared with rest, yoga reduced pain and improved sleep.", "yoga | increases | sleep"),
        ("Compared with rest, yoga reduced pain and improved sleep.", "yoga | decreases | pain"),
        ("No supplement cures cancer.", "supplement | negated treats | cancer"),
        (
            "Tea and coffee inhibit iron absorption and should not be taken with meals.",
            "Tea | decreases | iron absorption",
        ),
        (
            (
                "Circulating cytokines impair endothelial function, promote insulin resistance, and"
                " alter lipoprotein composition."
            ),
            "Circulating cytokines | affects | lipoprotein composition",
        ),
    ],
)
def test_misread_verb_gives_its_claim(stated_in: StatedIn, text: str, expected: str) -> None:
    said = stated_in(text)
    assert expected in said


@pytest.mark.parametrize(
    "text",
    [
        "In a placebo controlled trial, zinc was of no use.",
        "Exercise induced asthma is common in skiers.",
        "Reduced pain was seen with massage.",
    ],
)
def test_suspects_leaves_names_alone(marked: Marked, text: str) -> None:
    doc, _ = marked(text)
    assert [token.text for token in suspects(doc)] == []


def test_mend_coordination_ties_the_noun_to_the_verb(marked: Marked) -> None:
    doc, at = marked("Yoga reduced pain and «improved» ⟨balance⟩.")
    verb, noun = at["trigger"], at["object"]
    mend_coordination(doc)
    assert (verb.pos_, verb.dep_, verb.lemma_) == ("VERB", "conj", "improve")
    assert noun.head is verb
    assert noun.dep_ == "dobj"
    assert noun in verb.rights
    assert verb.head.text == "reduced"


def test_mend_coordination_leaves_adjectives_after_other_verbs(marked: Marked) -> None:
    doc, at = marked("Patients had less pain and «improved» balance.")
    mend_coordination(doc)
    assert at["trigger"].dep_ == "amod"

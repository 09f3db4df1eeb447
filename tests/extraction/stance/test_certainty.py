from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from kg.extraction.stance.certainty import ASSERTED, certainty_of, hedge_cues, is_uncertain
from kg.lexicon.word_roles import word_roles
from kg.model.closed_terms import Certainty

if TYPE_CHECKING:
    from conftest import Marked

GROUPS = word_roles("hedge_roles").groups


@pytest.mark.parametrize(
    ("value", "kind", "sentence"),
    [(g.value, g.kind, s) for g in GROUPS for s in g.positive],
)
def test_certainty_of_follows_each_group_of_hedges(
    marked: Marked, value: str, kind: str, sentence: str
) -> None:
    doc, tokens = marked(sentence)
    found = certainty_of(doc, tokens["trigger"])
    assert found.certainty == value
    assert found.kind == kind
    assert found.cue is not None
    assert found.cue in doc.text


@pytest.mark.parametrize("sentence", [s for g in GROUPS for s in g.negative])
def test_certainty_of_asserts_where_a_hedge_does_not_reach(marked: Marked, sentence: str) -> None:
    doc, tokens = marked(sentence)
    assert certainty_of(doc, tokens["trigger"]) == ASSERTED


@pytest.mark.parametrize(
    ("sentence", "certainty"),
    [
        ("Severe anemia can «strain» the heart.", "asserted"),
        ("Migraine often «causes» nausea.", "asserted"),
        ("The drug usually «relieves» pain.", "asserted"),
        ("The tea helps «relieve» pain.", "asserted"),
        ("Obesity «raises» the risk, but stress may lower it.", "asserted"),
        ("Folic acid corrects the anemia but may «hide» the lack of a vitamin.", "possible"),
        ("Folic acid «corrects» the anemia but may hide the lack of a vitamin.", "asserted"),
        ("The plant may be able to «eliminate» toxins and help boost immunity.", "possible"),
        ("The plant may be able to eliminate toxins and help «boost» immunity.", "possible"),
        ("Reports hinted that it might «restore» the marrow.", "possible"),
        ("A drug that «lowers» cholesterol may cause pain.", "asserted"),
        ("The drug may cause pain because it «lowers» magnesium.", "asserted"),
        ("Does garlic «lower» cholesterol?", "hypothetical"),
        ("It may be a «cause» of anemia.", "possible"),
        ("Patients may also try herbs to help «restore» the counts.", "possible"),
        ("It attacks the cells and damages them, possibly «leading» to leukopenia.", "possible"),
        ("Researchers studied whether tea «prevents» cancer.", "hypothetical"),
    ],
)
def test_certainty_of_keeps_to_the_clause(marked: Marked, sentence: str, certainty: str) -> None:
    doc, tokens = marked(sentence)
    assert certainty_of(doc, tokens["trigger"]).certainty is Certainty(certainty)


def test_hedge_cues_are_ordered_and_apart() -> None:
    text = "It is not known whether zinc may help, but possibly it could."
    cues = hedge_cues(text)
    assert [text[c.start : c.end] for c in cues] == [
        "not known",
        "whether",
        "may",
        "possibly",
        "could",
    ]
    assert all(a.end <= b.start for a, b in itertools.pairwise(cues))


def test_is_uncertain_leaves_plain_sentences_alone() -> None:
    assert not is_uncertain("In May 1901 the hospital could not be reached.")

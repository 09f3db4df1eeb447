from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.appraisal.facts import ClaimFacts
from kg.appraisal.grading import alerts, grade
from kg.appraisal.rules import default_rules, load_rules, parse_rules
from kg.errors import LexiconError
from kg.lexicon.loading import Cue, load_yaml
from kg.model.appraisal import FindingKind
from kg.model.closed_terms import Certainty, Design, Polarity, Wording
from kg.model.codec import from_plain
from kg.model.document import CitationState

RESOLVED = CitationState.RESOLVED
PLACEHOLDER = CitationState.PLACEHOLDER


def facts(design=Design.NONE, state=RESOLVED, **changes):
    base = ClaimFacts(
        design=design,
        states=(state,) if state else (),
        same_sentence=True,
        resolved=state is RESOLVED,
        verified=False,
        retracted=False,
        small=None,
        works=int(state is RESOLVED),
        opposed=False,
    )
    return replace(base, **changes)


@pytest.mark.parametrize(
    ("design", "level"),
    [
        (Design.SYSTEMATIC_REVIEW, 4),
        (Design.RCT, 3),
        (Design.TRIAL, 2),
        (Design.OBSERVATIONAL, 2),
        (Design.HUMAN, 2),
        (Design.ANIMAL, 1),
        (Design.IN_VITRO, 1),
        (Design.RESEARCH, 1),
        (Design.EXPERT, 1),
        (Design.TRADITIONAL, 0),
        (Design.NONE, 1),
    ],
)
def test_grade_starts_from_the_reported_design(design, level):
    graded = grade(facts(design, verified=True))
    assert graded.level == level
    assert graded.label == default_rules().labels[level]
    assert len(graded.reasons) == len(graded.rules) == 1


def test_grade_of_an_uncited_claim_is_zero_and_says_so():
    graded = grade(facts(Design.RCT, state=None))
    assert (graded.level, graded.rules) == (0, ("base-uncited",))
    assert "uncited" in graded.reasons[0]


@pytest.mark.parametrize("state", [PLACEHOLDER, CitationState.MISSING, CitationState.AMBIGUOUS])
def test_grade_unresolved_is_two_at_most(state):
    graded = grade(facts(Design.SYSTEMATIC_REVIEW, state))
    assert (graded.level, graded.rules[-1]) == (2, "cap-unresolved")
    assert state.value in graded.reasons[-1]


def test_grade_unverified_is_three_at_most():
    assert grade(facts(Design.SYSTEMATIC_REVIEW)).level == 3
    assert grade(facts(Design.SYSTEMATIC_REVIEW, verified=True)).level == 4


@pytest.mark.parametrize("change", [{"same_sentence": False}, {"small": "pilot"}])
def test_grade_steps_down_and_not_below_one(change):
    assert grade(facts(Design.HUMAN, **change)).level == 1
    assert grade(facts(Design.ANIMAL, **change)).level == 1
    assert grade(facts(Design.TRADITIONAL, **change)).level == 0


def test_grade_two_works_add_one():
    assert grade(facts(Design.HUMAN, works=2)).level == 3
    assert grade(facts(Design.HUMAN, works=9)).level == 3
    assert grade(facts(Design.SYSTEMATIC_REVIEW, works=2, verified=True)).level == 4


def test_grade_an_opposing_work_takes_one():
    graded = grade(facts(Design.HUMAN, opposed=True))
    assert graded.level == 1
    assert "conflicting" in graded.reasons[-1]


def test_grade_a_retracted_work_voids_it():
    graded = grade(facts(Design.RCT, works=3, retracted=True))
    assert graded.level == 0
    assert "retracted" in graded.reasons[-1]


DESIGNS = st.sampled_from(list(Design))
FACTS = st.builds(
    ClaimFacts,
    design=DESIGNS,
    states=st.lists(st.sampled_from(list(CitationState)), unique=True).map(tuple),
    same_sentence=st.booleans(),
    resolved=st.booleans(),
    verified=st.booleans(),
    retracted=st.booleans(),
    small=st.sampled_from([None, "small"]),
    works=st.integers(0, 5),
    opposed=st.booleans(),
    polarity=st.sampled_from(list(Polarity)),
    certainty=st.sampled_from(list(Certainty)),
    wording=st.sampled_from(list(Wording)),
)


@given(FACTS, st.sampled_from(list(Certainty)), st.sampled_from(list(Wording)))
def test_grade_ignores_hedging_and_wording(some, certainty, wording):
    assert grade(some) == grade(replace(some, certainty=certainty, wording=wording))


@given(FACTS, st.sampled_from(["work", "resolved", "verified", "same_sentence", "citation"]))
def test_grade_never_falls_with_more_support(some, more):
    changes = {
        "work": {"works": some.works + 1},
        "resolved": {"resolved": True},
        "verified": {"verified": True},
        "same_sentence": {"same_sentence": True},
        "citation": {"states": (*some.states, PLACEHOLDER)},
    }[more]
    assert grade(replace(some, **changes)).level >= grade(some).level


@given(FACTS)
def test_grade_is_a_level_with_a_reason_a_rule(some):
    graded = grade(some)
    assert 0 <= graded.level <= 4
    assert graded.reasons
    assert len(graded.reasons) == len(graded.rules)
    assert not any("{" in reason for reason in graded.reasons)


def kinds(some):
    return [alert.kind for alert in alerts(some, grade(some))]


def test_alerts_overclaim_on_weak_evidence():
    strong = facts(Design.ANIMAL, wording=Wording.CAUSAL, certainty=Certainty.ASSERTED)
    assert set(kinds(strong)) == {FindingKind.OVERCLAIM}
    assert set(kinds(replace(strong, wording=Wording.CORRELATIONAL))) == {FindingKind.OVERCLAIM}
    assert set(kinds(replace(strong, certainty=Certainty.POSSIBLE))) == {FindingKind.OVERCLAIM}
    hedged = replace(strong, certainty=Certainty.POSSIBLE, wording=Wording.CONDITIONAL_CAUSAL)
    assert kinds(hedged) == []
    assert kinds(replace(strong, wording=Wording.NONE)) == []
    assert kinds(replace(strong, polarity=Polarity.NEGATED)) == []


def test_alerts_overclaim_on_causal_wording_of_an_observation():
    some = facts(Design.OBSERVATIONAL, wording=Wording.CAUSAL)
    assert FindingKind.OVERCLAIM in kinds(some)


def test_alerts_underclaim_on_hedged_strong_evidence():
    some = facts(Design.SYSTEMATIC_REVIEW, verified=True, certainty=Certainty.POSSIBLE)
    assert kinds(some) == [FindingKind.UNDERCLAIM]


@pytest.mark.parametrize("word", load_yaml("grading")["small_words"], ids=lambda word: word["id"])
def test_small_word_matches_its_examples(word):
    cue = from_plain(Cue, word)
    pattern = re.compile(cue.pattern, re.IGNORECASE)
    assert all(pattern.search(text) for text in cue.positive)
    assert not any(pattern.search(text) for text in cue.negative)


RULES = """
format: citegraph-grading
version: 1
labels: [a, b, c, d, e]
rules:
  - {id: all, step: base, value: 4, when: {}, reason: trust everything, source: me}
small_words: []
"""


def test_load_rules_takes_a_persons_own(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text(RULES, encoding="utf-8")
    rules = load_rules(path)
    graded = grade(facts(state=None), rules)
    assert (graded.level, graded.label, graded.reasons) == (4, "e", ("trust everything",))
    assert rules.name == str(path)
    assert rules.sha256 != default_rules().sha256


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 4", "value: 5"),
        ("when: {}", "when: {weather: fine}"),
        ("step: base", "step: alert"),
        ("step: base", "step: later"),
        ("version: 1", "version: 2"),
        ("[a, b, c, d, e]", "[a]"),
        ("source: me", "source: [me"),
    ],
)
def test_parse_rules_refuses_what_it_does_not_know(old, new):
    with pytest.raises(LexiconError):
        parse_rules(RULES.replace(old, new).encode(), "mine.yaml")


def test_load_rules_names_a_missing_file(tmp_path):
    with pytest.raises(LexiconError, match=r"none\.yaml"):
        load_rules(tmp_path / "none.yaml")

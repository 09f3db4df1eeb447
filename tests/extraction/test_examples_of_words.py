"""Every example of the word files that need a sentence: agents, anaphora, stand-ins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from kg.extraction.trees.terms import plain_terms
from kg.lexicon.agents import AgentNoun
from kg.lexicon.anaphora import AnaphoricNoun
from kg.lexicon.loading import load_entries
from kg.lexicon.stand_ins import StandIn
from kg.model.closed_terms import Via
from kg.model.spans import Span

if TYPE_CHECKING:
    from conftest import ClaimsOf, FramesOf

AGENTS = load_entries("agent_nouns", AgentNoun)
ANAPHORA = load_entries("anaphora", AnaphoricNoun)
STAND_INS = load_entries("stand_ins", StandIn)


@pytest.mark.parametrize("example", [text for e in AGENTS for text in e.positive])
def test_agent_noun_states_what_its_example_says(frames_of: FramesOf, example: str) -> None:
    sentence, expected = example.split(" => ")
    found = {
        f"{f.subject.text} | {f.predicate.value} | {f.object.text}"
        for f in frames_of(sentence)
        if f.rule == "agent-noun" and f.subject and f.object
    }
    assert expected in found


@pytest.mark.parametrize("sentence", [text for e in AGENTS for text in e.negative])
def test_agent_noun_says_nothing_alone(frames_of: FramesOf, sentence: str) -> None:
    assert not [f for f in frames_of(sentence) if f.rule == "agent-noun"]


@pytest.mark.parametrize("example", [text for e in ANAPHORA for text in e.positive])
def test_anaphoric_noun_takes_up_its_antecedent(claims_of: ClaimsOf, example: str) -> None:
    text, antecedent = example.split(" => ")
    second = text.index(". ") + 2
    found = [c.subject for c in claims_of(text) if c.quote.start == second]
    assert [(s.label, s.via) for s in found] == [(antecedent, Via.ANAPHORA)]
    assert all(text[s.start : s.end] == s.text for s in found)


@pytest.mark.parametrize("text", [text for e in ANAPHORA for text in e.negative])
def test_anaphoric_noun_stands_for_nothing_of_another_kind(claims_of: ClaimsOf, text: str) -> None:
    second = text.index(". ") + 2
    assert not [c for c in claims_of(text) if c.quote.start == second]


def _marked(example: str) -> tuple[str, Span]:
    start = example.index("«")
    end = example.index("»") - 1
    return re.sub("[«»]", "", example), Span(start, end)


@pytest.mark.parametrize(
    ("entry", "example"), [(e, text) for e in STAND_INS for text in e.positive], ids=str
)
def test_stand_in_takes_the_place_of_a_term(entry: StandIn, example: str) -> None:
    text, place = _marked(example)
    nouns = {
        term.noun.lower() for term in plain_terms(text, Span(0, len(text))) if term.span == place
    }
    assert nouns
    assert nouns <= {entry.singular, entry.plural}


@pytest.mark.parametrize("example", [text for e in STAND_INS for text in e.negative])
def test_stand_in_leaves_other_words_alone(example: str) -> None:
    text, place = _marked(example)
    assert not [t for t in plain_terms(text, Span(0, len(text))) if t.span.overlaps(place)]

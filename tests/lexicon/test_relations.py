from __future__ import annotations

import re

import pytest

from kg.lexicon.agents import agent_predicate
from kg.lexicon.anaphora import AnaphoricNoun, anaphoric_types
from kg.lexicon.loading import load_entries
from kg.lexicon.relations import (
    Form,
    RelationPattern,
    patterns_by_word,
    relation_patterns,
    trigger_words,
    verb_forms,
)
from kg.lexicon.stand_ins import stand_ins
from kg.model.closed_terms import EntityType, Predicate


@pytest.mark.parametrize("pattern", relation_patterns(), ids=lambda p: p.id)
def test_relation_pattern_is_well_formed(pattern: RelationPattern) -> None:
    assert pattern.words
    assert all(word == word.lower() for word in pattern.words)
    for example in pattern.positive:
        match = re.fullmatch(r"[^=]+[.!?] => ([^|]+) \| (\w+) \| ([^|]+)", example)
        assert match is not None, example
        assert match[2] in {predicate.value for predicate in Predicate}
    assert not any("=>" in text for text in pattern.negative)


def test_relation_patterns_have_unique_ids_over_all_files() -> None:
    ids = [pattern.id for pattern in relation_patterns()]
    assert len(ids) == len(set(ids))


def test_patterns_by_word_keeps_the_forms_apart() -> None:
    assert {p.id for p in patterns_by_word(Form.NOUN)["cause"]} == {"cause-noun"}
    assert "cause-verb" in {p.id for p in patterns_by_word(Form.VERB)["cause"]}


def test_trigger_words_hold_every_form() -> None:
    assert {"cause", "due to", "protective"} <= trigger_words()


@pytest.mark.parametrize(
    ("form", "lemma"),
    [("cures", "cure"), ("lowered", "lower"), ("relieved", "relieve"), ("stresses", None)],
)
def test_verb_forms_lead_back_to_the_lemma(form: str, lemma: str | None) -> None:
    assert verb_forms().get(form) == lemma


def test_agent_predicate_knows_nouns_of_agency_only() -> None:
    assert agent_predicate("Inhibitor") is Predicate.DECREASES
    assert agent_predicate("doctor") is None


@pytest.mark.parametrize("noun", load_entries("anaphora", AnaphoricNoun), ids=lambda n: n.id)
def test_anaphoric_types_hold_what_each_entry_says(noun: AnaphoricNoun) -> None:
    assert noun.positive
    assert noun.negative
    for word in noun.words:
        assert set(noun.types) <= anaphoric_types(word)
    assert not anaphoric_types("week")


def test_stand_ins_have_one_noun_a_type() -> None:
    table = stand_ins()
    assert table[EntityType.CONDITION].plural == "infections"
    assert EntityType.OTHER not in table
    assert all(entry.positive and entry.negative for entry in table.values())

"""Relation patterns: which words state which predicate, and where its arguments stand.

A pattern names a *form* (verb, noun, adjective, …), the lemmas, and two slots. Slots are deep:
``subj`` is who does it whether the clause is active or passive, ``obj`` whom it is done to;
``prep:to|in`` is what a preposition governs, ``attr`` what a copula says, ``copsubj`` what the
noun or adjective is said of.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from enum import StrEnum

from kg.lexicon.loading import load_entries
from kg.lexicon.word_classes import words_of
from kg.model.closed_terms import EntityType, Predicate


class Form(StrEnum):
    """How a relation is worded."""

    VERB = "verb"
    NOUN = "noun"
    ADJECTIVE = "adjective"
    ADJUNCT = "adjunct"  # due to, because of
    COMPOUND = "compound"  # X-induced Y


@dataclass(frozen=True, slots=True)
class Variant:
    """Another predicate where an argument is of a certain type.

    Attributes:
        of_events: Whether it also holds of an object that is an event ("noise", "opposition"),
            brought about by anything but a part of a body.
    """

    predicate: Predicate
    object_types: tuple[EntityType, ...] = ()
    of_events: bool = False


@dataclass(frozen=True, slots=True)
class RelationPattern:
    """One way of stating a predicate.

    Attributes:
        words: Lemmas of the trigger; for ADJUNCT the words of the connective.
        subject: Slot of the claim's subject.
        object: Slot of the claim's object.
        particle: A particle that must stand with the verb ("bring on"), or None.
        object_label: The object's name where the trigger itself is the object ("toxicity").
        subject_label: The subject's name where the trigger itself is the subject ("{} treatment").
        asked: The pattern only says something under a heading that asks for its predicate.
        only_denied: The pattern only says something when it is negated ("has no symptoms").
        supplied: An empty slot is filled with the topic, wherever the trigger stands.
        of_section: What is left open is an illness that the section is about, or nothing.
        unless: A slot that must be empty ("prescribe X" only where no "for Y" follows).
        needs: A slot that must be filled.
        subject_types: Types that the subject must have; empty for any.
        object_types: Types that the object must have; empty for any.
        of_events: The object must name what happens or is felt ("panic", "collapse"), no thing.
        modifiers: Words one of which must modify a noun trigger ("side effect").
        names_class: Whether a noun trigger also names a class ("agent"), not only a relation.
        confidence: Prior confidence in what it yields, 0 to 1.
        variants: Predicates for certain types of object.
        positive: ``sentence => subject | predicate | object``; each is a test.
        negative: Sentences that must yield nothing by this pattern; each is a test.
    """

    id: str
    form: Form
    words: tuple[str, ...]
    predicate: Predicate
    subject: str
    object: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    particle: str | None = None
    object_label: str | None = None
    subject_label: str | None = None
    asked: bool = False
    only_denied: bool = False
    supplied: bool = False
    of_section: bool = False
    unless: str | None = None
    needs: str | None = None
    subject_types: tuple[EntityType, ...] = ()
    object_types: tuple[EntityType, ...] = ()
    of_events: bool = False
    modifiers: tuple[str, ...] = ()
    names_class: bool = False
    confidence: float = 0.85
    variants: tuple[Variant, ...] = ()


@functools.cache
def relation_patterns() -> tuple[RelationPattern, ...]:
    """Return all patterns: of statements, bodies, research, answers to patients and plain prose."""
    return (
        *load_entries("relations", RelationPattern),
        *load_entries("relations_everyday", RelationPattern),
        *load_entries("relations_body", RelationPattern),
        *load_entries("relations_research", RelationPattern),
        *load_entries("relations_advice", RelationPattern),
        *load_entries("relations_prevention", RelationPattern),
        *load_entries("relations_prose", RelationPattern),
        *load_entries("relations_clinic", RelationPattern),
        *load_entries("relations_answers", RelationPattern),
        *load_entries("relations_remedies", RelationPattern),
        *load_entries("relations_people", RelationPattern),
        *load_entries("relations_idioms", RelationPattern),
    )


@functools.cache
def relational_nouns() -> frozenset[str]:
    """Return the nouns that name a relation ("cause", "symptom") and no class of things."""
    nouns = (p for p in relation_patterns() if p.form is Form.NOUN and not p.names_class)
    return frozenset(word for p in nouns if p.object != "self" for word in p.words)


@functools.cache
def patterns_by_word(form: Form) -> dict[str, tuple[RelationPattern, ...]]:
    """Return the patterns of one form by lemma."""
    table: dict[str, list[RelationPattern]] = {}
    for pattern in relation_patterns():
        if pattern.form is form:
            for word in pattern.words:
                table.setdefault(word, []).append(pattern)
    return {word: tuple(found) for word, found in table.items()}


# Patterns whose triggers name things as often as relations ("ACE inhibitors").
_OF_CLASSES = frozenset({"inhibitor-of", "agonist-of"})


@functools.cache
def trigger_words() -> frozenset[str]:
    """Return every lemma that states a relation and names nothing that can be an argument."""
    return frozenset(
        word
        for pattern in relation_patterns()
        if pattern.object != "self" and pattern.id not in _OF_CLASSES
        for word in pattern.words
    )


@functools.cache
def trigger_nouns() -> frozenset[str]:
    """Return those of :func:`trigger_words` that are nouns."""
    return frozenset(
        word
        for pattern in relation_patterns()
        if pattern.object != "self" and pattern.form is Form.NOUN and pattern.id not in _OF_CLASSES
        for word in pattern.words
    )


@functools.cache
def all_trigger_words() -> frozenset[str]:
    """Return every lemma that states a relation as a verb, a noun or an adjective."""
    forms = (Form.VERB, Form.NOUN, Form.ADJECTIVE)
    return frozenset(word for form in forms for word in patterns_by_word(form))


@functools.cache
def phrasal_verbs() -> dict[str, frozenset[str]]:
    """Return the particles of each phrasal verb that takes an object: "off" of "ward"."""
    table: dict[str, set[str]] = {}
    for pattern in relation_patterns():
        takes_object = pattern.form is Form.VERB and "obj" in {pattern.subject, pattern.object}
        if takes_object and pattern.particle is not None:
            for word in pattern.words:
                table.setdefault(word, set()).update(pattern.particle.split("|"))
    return {word: frozenset(found) for word, found in table.items()}


@functools.cache
def verb_forms() -> dict[str, str]:
    """Return the lemma of each simple form of the transitive trigger verbs: "cures", "lowered"."""
    table: dict[str, str] = {}
    for pattern in relation_patterns():
        has_object = (
            pattern.object in {"obj", "patient", "prep:to", "prep:in"} or pattern.subject == "obj"
        )
        if pattern.form is Form.VERB and has_object:
            for word in pattern.words:
                table.update(dict.fromkeys(_forms(word), word))
    for name in ("defining", "verb_only"):
        table.update({form: word for word in words_of(name) for form in _forms(word)})
    return table


def _forms(verb: str) -> tuple[str, ...]:
    stem = verb.removesuffix("e")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return (verb[:-1] + "ies", verb[:-1] + "ied", verb)
    third = verb + "es" if verb.endswith(("s", "x", "z", "ch", "sh")) else verb + "s"
    return (third, stem + "ed", verb)

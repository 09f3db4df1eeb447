"""What whole clauses and set phrases give a relation: causes, ends, tests, things kept in check."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import (
    deep_objects,
    deep_subjects,
    is_passive,
    is_verbal,
    of_predicate_noun,
    surface_objects,
    surface_subjects,
)
from kg.extraction.syntax.phrases import conjuncts, is_nominal, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


_FINDING = frozenset(
    {"reveal", "detect", "show", "diagnose", "identify", "confirm", "prove", "pick"}
)


def testing(verb: Token) -> list[Token]:
    """Return the test that finds a condition: its means, or its subject where that is a test."""
    means = governed_by(
        verb, frozenset({"with", "by", "through", "in", "using", "on", "via", "from"})
    )
    subjects = deep_subjects(verb)
    tests = [t for t in (*means, *subjects) if _is_test(t)]
    if not tests and verb.lemma_ in _FINDING:
        tests = [t for t in subjects if t.lower_ in {"it", "they"}]
    if not tests and in_class(verb.lemma_, "diagnosing"):
        tests = [t for t in subjects if not in_class(t.lemma_, "person")]
    return tests[:1]


def _is_test(token: Token) -> bool:
    return in_class(token.lemma_, "test") or type_of(phrase(token).text) is EntityType.TEST


def told_by(verb: Token) -> list[Token]:
    """Return signs for "recognised by its signs", crystals for "confirmed by finding crystals"."""
    found = governed_by(verb, frozenset({"by", "from", "on"}))
    return [t for one in found for t in (surface_objects(one) if one.tag_ == "VBG" else [one])]


def risk_part(verb: Token) -> list[Token]:
    """Return the risk of "accounts for part of the risk", "adds to the risk"."""
    named = [*governed_by(verb, frozenset({"for", "to"})), *surface_objects(verb)]
    inner = [t for one in named for t in governed_by(one, frozenset({"of"}))]
    return [t for t in (*named, *inner) if in_class(t.lemma_, "strict_risk")][:1]


def for_each(verb: Token) -> list[Token]:
    """Return the fiber of "fell by a tenth for every 10 g of fiber"."""
    for token in verb.doc:
        is_each = token.lower_ in {"each", "every"} and token.i > 0 and token.sent is verb.sent
        if is_each and token.nbor(-1).lower_ == "for":
            return governed(token.nbor(-1))
    return []


def effect_of(cue: Token) -> list[Token]:
    """Return what an adjunct of cause explains: its noun, or what its clause is about."""
    head = cue.head
    for _ in range(3):
        if is_verbal(head):
            return [] if is_passive(head) and in_class(head.lemma_, "deed") else _clause_topic(head)
        if is_nominal(head) and head.dep_ in {"nsubj", "attr", "nsubjpass", "ROOT"}:
            return [head]
        if is_nominal(head) and head.dep_ in {"dobj", "pobj", "conj", "appos"}:
            return [head]
        head = head.head
    return []


def _clause_topic(verb: Token) -> list[Token]:
    subjects = surface_subjects(verb)
    about_people = all(in_class(token.lemma_, "person") for token in subjects)
    if subjects and not about_people:
        return subjects
    return surface_objects(verb)


def causer(verb: Token) -> list[Token]:
    """Return X for "X causes the count to drop"; verb is "drop"."""
    governor = verb.head
    if verb.dep_ in {"ccomp", "xcomp"} and in_class(governor.lemma_, "causative"):
        return surface_subjects(governor)
    return []


def when_clause(verb: Token) -> list[Token]:
    """Return minerals for "arises when minerals crystallize"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"when", "if"} for c in child.children):
            return surface_subjects(child)
    return []


def purpose(verb: Token) -> list[Token]:
    """Return the verb of "to prevent …" beside another, or after its object."""
    owners = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    return [
        c
        for owner in owners
        for c in owner.children
        if c.dep_ in {"advcl", "xcomp", "acl", "relcl"} and c.tag_ == "VB" and c.i > verb.i
    ]


def done_for(verb: Token) -> list[Token]:
    """Return the X-ray of "an X-ray is taken to exclude a fracture"; verb is "exclude"."""
    is_end = verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB" and is_passive(verb.head)
    return surface_subjects(verb.head) if is_end else []


def asserted(verb: Token) -> list[Token]:
    """Return the verb itself where it heads a main clause: not "if it cannot be used"."""
    top = verb
    while top.dep_ in {"conj", "xcomp"} and top.head is not top:
        top = top.head
    return [verb] if top.dep_ in {"ROOT", "ccomp"} else []


def described_as(verb: Token) -> list[Token]:
    """Return gout for "gout is a disorder of the joints marked by pain"."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return deep_objects(verb)
    whole = noun.head.head
    if not in_class(whole.lemma_, "definiendum"):
        return deep_objects(verb)
    return of_predicate_noun(whole)


def doer(noun: Token, verbs: frozenset[str]) -> list[Token]:
    """Return the subject of the verb whose set phrase the noun ends: "takes the edge off"."""
    verb = noun.head
    fits = noun.dep_ in {"dobj", "attr"} and is_verbal(verb) and verb.lemma_ in verbs
    return surface_subjects(verb) if fits else []


def gained(verb: Token) -> list[Token]:
    """Return pleasure for "derives joy and pleasure from", "gets a great deal of pleasure from"."""
    nouns = [n for token in surface_objects(verb) for n in conjuncts(token)]
    inner = [t for n in nouns for p in prepositions(n, frozenset({"of"})) for t in governed(p)]
    return [t for t in (*nouns, *inner) if in_class(t.lemma_, "gain_noun")]


def hindered(verb: Token) -> list[Token]:
    """Return crystals for "stops crystals from growing" and "stops crystals growing"."""
    for child in verb.children:
        gerunds = [child] if child.dep_ == "ccomp" else list(child.children)
        is_from = child.dep_ == "prep" and child.lower_ == "from"
        if is_from and any(g.tag_ in {"VBG", "VBN"} and _is_unknown(g) for g in gerunds):
            return surface_objects(verb)
        is_done = child.tag_ == "VBN" and any(c.lower_ == "being" for c in child.lefts)
        is_clause = child.dep_ in {"ccomp", "advcl", "xcomp"} and child.i > verb.i
        if is_clause and (child.tag_ == "VBG" or is_done):
            doers = {"nsubj", "nsubjpass"} if is_done else {"nsubj"}
            return [c for c in child.children if c.dep_ in doers and is_nominal(c)]
    return []


def _is_unknown(gerund: Token) -> bool:
    return type_of(gerund.text) is EntityType.OTHER


def kept(verb: Token) -> list[Token]:
    """Return what is kept "in check", "at bay" or "under control"."""
    for child in verb.children:
        inner = {c.lower_ for c in child.children} if child.dep_ in {"prep", "dobj"} else set()
        deeper = {g.lower_ for c in child.children for g in c.children}
        if child.dep_ == "prep" and inner & _HELD:
            return surface_objects(verb)
        if child.dep_ == "dobj" and deeper & _HELD:
            return [child]
    return []


_HELD = frozenset({"check", "bay", "control"})

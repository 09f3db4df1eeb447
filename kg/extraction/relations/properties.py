"""Relations inside a noun phrase: "cholesterol-lowering properties", "an immune modulator"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.effect_nouns import property_frames_of
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import (
    deep_objects,
    is_verbal,
    of_predicate_noun,
    surface_subjects,
)
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal
from kg.lexicon.agents import agent_predicate
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token


def noun_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield the frames of nouns of effect after "with", and of nouns of agency."""
    for token in doc:
        if in_class(token.lemma_, "property_noun") and token.dep_ == "pobj":
            yield from _with_property(token, arguments)
        elif is_nominal(token) and agent_predicate(token.lemma_) is not None:
            yield from _agent(token, arguments)
        if token.lower_ == "containing" and token.dep_ == "amod" and is_nominal(token.head):
            yield from _containing(token, arguments)


def _with_property(noun: Token, arguments: Arguments) -> Iterator[Frame]:
    if noun.head.lower_ != "with":
        return
    owner = noun.head.head
    owners = _bearers(owner)
    for subject in arguments.fillers(owners):
        yield from property_frames_of(subject, noun, "with-property")


def _bearers(owner: Token) -> list[Token]:
    if is_verbal(owner):
        return surface_subjects(owner)
    while owner.dep_ == "conj" and is_nominal(owner.head):
        owner = owner.head
    if owner.dep_ == "attr" and is_verbal(owner.head):
        return surface_subjects(owner.head)
    return of_predicate_noun(owner)


def _agent(noun: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield "X affects the immune system" for "X is an immune modulator"."""
    predicate = agent_predicate(noun.lemma_)
    affected = [c for c in noun.lefts if c.dep_ in {"compound", "amod", "nmod"}]
    affected = [c for c in affected if not in_class(c.lemma_, "evaluating")]
    if predicate is None:
        return
    inner = [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]
    targets = arguments.fillers(inner) if inner else [Filler(Phrase(noun, tuple(affected)))]
    for subject in arguments.fillers(_said_to_be(noun)) if inner or affected else ():
        for target in targets:
            if subject.phrase.head.i != noun.i:
                yield Frame(predicate, subject, target, noun, "agent-noun", 0.7)


def _said_to_be(noun: Token) -> list[Token]:
    head = noun.head
    if noun.dep_ == "attr" and is_verbal(head):
        return surface_subjects(head)
    if noun.dep_ == "pobj" and head.lower_ == "as" and is_verbal(head.head):
        return deep_objects(head.head)
    if noun.dep_ == "appos":
        return [head]
    return []


def _containing(participle: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield "hemoglobin hasPart iron" for "hemoglobin, an iron-containing protein"."""
    stem = next((c for c in participle.lefts if c.dep_ in {"npadvmod", "compound", "nmod"}), None)
    if stem is None:
        return
    part = Filler(Phrase(stem, (stem,)))
    for subject in arguments.fillers(of_predicate_noun(participle.head)):
        yield Frame(Predicate.HAS_PART, subject, part, participle, "containing", 0.75)

"""What a pattern states of a subject and an object, which may depend on what these are."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.syntax.events import is_event
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.syntax.frames import Filler
    from kg.extraction.trees.tree import Token
    from kg.lexicon.relations import RelationPattern

TypeOf = Callable[[str], EntityType]

_BODILY = frozenset({EntityType.TISSUE, EntityType.CELL, EntityType.BIOLOGICAL_PROCESS})


def predicate_of(
    pattern: RelationPattern,
    trigger: Token,
    subject: Filler | None,
    obj: Filler | None,
    type_of: TypeOf,
) -> Predicate:
    """Return what a pattern states of these two: its predicate, or that of a variant."""
    if obj is not None and pattern.variants:
        found = type_of(obj.text)
        for variant in pattern.variants:
            if found in variant.object_types or (
                variant.of_events and is_event(obj.phrase.head) and _acts(subject, type_of)
            ):
                return variant.predicate
    if pattern.predicate is Predicate.PRODUCES and _is_made_to(trigger):
        return Predicate.INCREASES
    if pattern.predicate is Predicate.PRODUCES and _is_made_with(trigger):
        return Predicate.AFFECTS
    return pattern.predicate


def _acts(subject: Filler | None, type_of: TypeOf) -> bool:
    """Say whether a subject brings events about; cells and organs do what they are for."""
    return subject is not None and type_of(subject.text) not in _BODILY


def _is_made_with(verb: Token) -> bool:
    """Say whether the producer is only what is needed: "iron is needed to make hemoglobin"."""
    is_end = verb.dep_ in {"advcl", "xcomp"} and verb.tag_ == "VB"
    return is_end and verb.head.lemma_ in {"need", "require", "use"}


def _is_made_to(verb: Token) -> bool:
    """Say whether another makes the producer produce: "folate helps the body make blood cells"."""
    governor = verb.head
    return verb.dep_ in {"ccomp", "xcomp"} and in_class(governor.lemma_, "causative")

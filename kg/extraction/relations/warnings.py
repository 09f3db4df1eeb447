"""Warnings against taking two things together: "do not take X with Y", "avoid X if you take Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.actions import intake_objects, is_imperative
from kg.extraction.syntax.clauses import (
    deep_objects,
    is_passive,
    surface_objects,
    surface_subjects,
)
from kg.extraction.syntax.frames import Frame
from kg.extraction.syntax.typing import TAKEN
from kg.lexicon.word_classes import words_of
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.passages.topics import TypeOf
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.syntax.frames import Filler
    from kg.extraction.trees.tree import Doc, Token

WARNING = "warning"
_AVOIDING = frozenset({"avoid"})
_MIXING = frozenset({"mix"})
_WITH = frozenset({"with"})
_IT = frozenset({"it", "them", "they"})
_DENYING = frozenset({"not", "n't", "never"})


def warning_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield that two things interact where the reader is told not to take them together."""
    for verb in doc.among(words_of("combining") | _AVOIDING | _MIXING):
        pairs = _at_odds(verb, arguments) if verb.lemma_ in _MIXING else _warned(verb, arguments)
        for one, other in pairs:
            if _is_taken(one, type_of) and type_of(other.text) in TAKEN:
                yield Frame(Predicate.INTERACTS_WITH, one, other, verb, WARNING, 0.65)


def _warned(verb: Token, arguments: Arguments) -> Iterator[tuple[Filler, Filler]]:
    """Yield what is not to be taken with what."""
    together = arguments.fillers(_together_with(verb))
    for one in arguments.fillers(_not_to_take(verb)):
        yield from ((one, other) for other in together)


def _at_odds(verb: Token, arguments: Arguments) -> Iterator[tuple[Filler, Filler]]:
    """Yield the two of "alcohol and sleeping pills do not mix", "X does not mix with Y"."""
    if not _is_denied(verb):
        return
    sides = arguments.fillers(surface_subjects(verb))
    others = arguments.fillers(governed_by(verb, _WITH))
    yield from ((one, other) for one in sides for other in others)
    if not others:
        yield from ((sides[0], other) for other in sides[1:])


def _is_taken(one: Filler, type_of: TypeOf) -> bool:
    return type_of(one.text) in TAKEN or one.phrase.head.lower_ in _IT


def _not_to_take(verb: Token) -> list[Token]:
    """Return zinc for "do not take zinc", "zinc should not be taken", "avoid zinc"."""
    if verb.lemma_.lower() in _AVOIDING:
        return surface_objects(verb) if is_imperative(verb) else []
    if not _is_denied(verb):
        return []
    is_advice = is_imperative(verb) or is_passive(verb) or _is_ought(verb)
    return deep_objects(verb) if is_advice else []


def _is_denied(verb: Token) -> bool:
    return any(c.lower_ in _DENYING for c in verb.lefts)


def _is_ought(verb: Token) -> bool:
    return any(c.lower_ in {"should", "must"} for c in verb.lefts)


def _together_with(verb: Token) -> list[Token]:
    found = governed_by(verb, frozenset({"with", "alongside"}))
    for child in verb.rights:
        if child.dep_ == "advcl" and any(c.lower_ in {"if", "while", "when"} for c in child.lefts):
            found += intake_objects(child)
    return found

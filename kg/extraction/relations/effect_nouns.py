"""Nouns of effect with a telling modifier: "cholesterol-lowering properties", "antiviral action".

They carry a relation of their own, from whatever has them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase
from kg.extraction.syntax.typing import ILLNESS, type_of
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def _telling(head: Token) -> list[Token]:
    """Return the modifiers of a noun of effect that say what the effect is."""
    return [c for c in head.lefts if c.dep_ in {"amod", "nmod", "compound"} and not c.is_punct]


def told_properties(frame: Frame, head: Token) -> Iterator[Frame]:
    """Yield what the modifiers of a noun of effect make of a frame whose object it is."""
    cases = [t for p in prepositions(head, frozenset({"as", "like"})) for t in governed(p)]
    nouns = [head, *(t for t in cases if in_class(t.lemma_, "property_noun"))]
    modifiers = [m for noun in nouns for first in _telling(noun) for m in _chain(first)]
    for modifier in modifiers:
        made = _property(frame, head, modifier)
        if made is not None:
            yield made


def property_frames_of(subject: Filler, noun: Token, rule: str) -> Iterator[Frame]:
    """Yield what "cholesterol-lowering properties" says of ``subject``."""
    frame = Frame(Predicate.AFFECTS, subject, None, noun, rule, 0.8)
    yield from told_properties(frame, noun)


def _chain(token: Token) -> Iterator[Token]:
    yield token
    for child in token.children:
        if child.dep_ == "conj":
            yield from _chain(child)


def _property(frame: Frame, head: Token, modifier: Token) -> Frame | None:
    stem = next(
        (c for c in modifier.lefts if c.dep_ in {"npadvmod", "compound", "advmod", "nmod", "amod"}),
        None,
    )
    direction = _direction(modifier)
    if stem is not None and direction is not None:
        return replace(frame, predicate=direction, object=Filler(Phrase(stem, (stem,))))
    words = modifier.lower_
    illness = words.removeprefix("anti").lstrip("-")
    if words.startswith("anti") and type_of(illness) in ILLNESS:
        fought = Filler(Phrase(modifier, (modifier,)), illness)
        return replace(frame, predicate=Predicate.PROTECTS_AGAINST, object=fought)
    if _is_prefixed(modifier):
        own = Phrase(head, (*_prefixed(modifier), head))
        return replace(frame, predicate=Predicate.AFFECTS, object=Filler(own))
    if (words.startswith("anti") and len(words) > 6) or in_class(words, "effect_adjective"):
        own = Phrase(head, (modifier, head))
        return replace(frame, predicate=Predicate.AFFECTS, object=Filler(own))
    return None


def _direction(modifier: Token) -> Predicate | None:
    lemma = modifier.lemma_.lower()
    if in_class(lemma, "lowering"):
        return Predicate.DECREASES
    if in_class(lemma, "raising"):
        return Predicate.INCREASES
    if in_class(lemma, "touching"):
        return Predicate.AFFECTS
    return None


def _is_prefixed(modifier: Token) -> bool:
    """Say whether spaCy split "anti-inflammatory" into "anti", "-", "inflammatory"."""
    return modifier.i >= 2 and modifier.nbor(-1).text == "-" and modifier.nbor(-2).lower_ == "anti"


def _prefixed(modifier: Token) -> list[Token]:
    return [modifier.nbor(-2), modifier.nbor(-1), modifier]

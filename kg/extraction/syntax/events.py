"""What a participle or a definition is about, where the parser hangs it on the nearest noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.typing import ILLNESS, TAKEN, type_of
from kg.extraction.trees.tokens import printed
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_EVENTS = ILLNESS | {EntityType.BIOLOGICAL_PROCESS}
_THINGS = TAKEN | {EntityType.TISSUE, EntityType.CELL, EntityType.POPULATION, EntityType.ORGANISM}
_PLACING = frozenset(
    {"of", "in", "to", "on", "within", "at", "from", "for", "over", "between", "with"}
)
_SHORTEST_STEM = 3
_OWN = frozenset({"det", "poss", "nummod"})
_DEPTH = 6  # longest chain of "of" phrases that is followed


def happening(verb: Token) -> Token:
    """Return the inflammation for "inflammation of the liver caused by": what can be caused.

    The parser hangs a participle on the nearest noun, which may be no event.
    """
    noun = _first_of_list(verb.head)
    if verb.tag_ not in {"VBN", "VBD"} or not in_class(verb.lemma_, "bringing_about"):
        return noun
    inner = noun
    for _ in range(_DEPTH):
        if is_event(inner):
            return _change_in(inner)
        if in_class(inner.lemma_, "measure_noun") or inner.dep_ != "pobj":
            break
        if inner.head.lower_ not in _PLACING:
            break
        inner = inner.head.head
    return noun


def _first_of_list(noun: Token) -> Token:
    """Return dust for noise in "the dust and noise caused by": one article says one list."""
    first = noun
    while first.dep_ == "conj" and first.head.i < first.i and first.head.pos_ in {"NOUN", "PROPN"}:
        if any(c.dep_ in _OWN for c in first.lefts):
            return noun
        first = first.head
    has_article = any(c.dep_ == "det" for c in first.lefts)
    return first if has_article or first.dep_ == "ROOT" else noun


def _change_in(event: Token) -> Token:
    """Return the change of "a change in mood caused by"; any other event itself."""
    preposition = event.head
    if event.dep_ == "pobj" and preposition.lower_ == "in":
        outer = preposition.head
        is_change = any(in_class(outer.lemma_, name) for name in ("change_noun", "process_noun"))
        return outer if is_change else event
    return event


def is_event(noun: Token) -> bool:
    """Say whether a noun names what happens, is done or is felt: an illness, growth, noise, panic.

    By type, by its ending ("collapse of", "shrinkage") or as one of the plain nouns of events.
    """
    lemma = noun.lemma_.lower()
    if any(in_class(lemma, name) for name in ("process_noun", "change_noun", "event_noun")):
        return True
    if type_of(printed(noun)) in _EVENTS:
        return True
    is_name = noun.pos_ == "PROPN" and not noun.text.islower()
    if is_name or in_class(lemma, "no_event") or type_of(printed(noun)) in _THINGS:
        return False
    return noun.tag_ == "VBG" or any(
        lemma.endswith(end) and len(lemma) >= len(end) + _SHORTEST_STEM
        for end in words_of("event_ending")
    )


def defined_noun(noun: Token) -> Token:
    """Return the disorder for "a disorder of the gut marked by": what a definition is about."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return noun
    outer = noun.head.head
    is_said = outer.dep_ in {"attr", "appos"} and any(c.lower_ in {"a", "an"} for c in outer.lefts)
    return outer if is_said and in_class(outer.lemma_, "definiendum") else noun

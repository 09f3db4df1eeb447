"""What a participle or a definition is about, where the parser hangs it on the nearest noun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.tokens import printed
from kg.extraction.typing import ILLNESS, type_of
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType

if TYPE_CHECKING:
    from kg.extraction.tree import Token

_EVENTS = ILLNESS | {EntityType.BIOLOGICAL_PROCESS}
_DEPTH = 6  # longest chain of "of" phrases that is followed


def happening(verb: Token) -> Token:
    """Return the inflammation for "inflammation of the liver caused by": what can be caused.

    The parser hangs a participle on the nearest noun, which may be no event.
    """
    noun = verb.head
    if verb.tag_ != "VBN" or not in_class(verb.lemma_, "bringing_about"):
        return noun
    inner = noun
    for _ in range(_DEPTH):
        if _is_event(inner):
            return inner
        if inner.dep_ != "pobj" or inner.head.lower_ not in {"of", "in"}:
            break
        inner = inner.head.head
    return noun


def defined_noun(noun: Token) -> Token:
    """Return the disorder for "a disorder of the gut marked by": what a definition is about."""
    if noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return noun
    outer = noun.head.head
    is_said = outer.dep_ in {"attr", "appos"} and any(c.lower_ in {"a", "an"} for c in outer.lefts)
    return outer if is_said and in_class(outer.lemma_, "definiendum") else noun


def _is_event(noun: Token) -> bool:
    if in_class(noun.lemma_, "process_noun") or in_class(noun.lemma_, "change_noun"):
        return True
    return type_of(printed(noun)) in _EVENTS

"""Verbs that the parser takes for modifiers of the noun that they act on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def is_misread_gerund(verb: Token) -> bool:
    """Say whether "lowering" in "a role in lowering blood pressure" acts on the pressure.

    The parser takes such a gerund for a modifier.
    """
    noun = verb.head
    if verb.dep_ != "amod" or verb.tag_ != "VBG" or noun.dep_ != "pobj":
        return False
    if verb.i != noun.left_edge.i or verb.i == 0:
        return False
    return noun.head.lower_ in {"in", "by", "for"} and in_class(verb.lemma_, "acting_gerund")


def is_misread_modifier(verb: Token) -> bool:
    """Say whether the parser took a verb for a modifier: "raised X and activated Y"."""
    noun = verb.head
    if is_misread_gerund(verb):
        return True
    if verb.dep_ not in {"compound", "amod"} or verb.tag_ not in {"VB", "VBP", "VBD", "VBN"}:
        return False
    if noun.dep_ not in {"dobj", "conj"} or verb.i == 0 or verb.i != noun.left_edge.i:
        return False
    before = verb.nbor(-1)
    if verb.tag_ == "VBN":
        return before.lower_ in {"and", "or", "but"} and noun.dep_ in {"conj", "dobj"}
    return in_class(before.lemma_, "pass_through") or before.lower_ in {"to", "and", "or"}

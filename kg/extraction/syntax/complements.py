"""What completes a noun behind it: "the urge to breathe", milk of "200 ml of milk"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def infinitive_of(urge: Token) -> list[Token]:
    """Return "to breathe" after "the urge": the infinitive with its plain object."""
    for verb in urge.rights:
        if verb.tag_ == "VB" and verb.left_edge.i == urge.i + 1 and verb.left_edge.lower_ == "to":
            plain = [c for c in verb.rights if c.dep_ in {"dobj", "prt"}]
            last = plain[0].i if plain else verb.i
            return list(verb.doc[urge.i + 1 : last + 1])[:5]
    return []


def measured(noun: Token) -> Token:
    """Return milk for "200 ml of milk"; any other noun itself."""
    if in_class(noun.lemma_, "unit_noun"):
        for child in noun.rights:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((t for t in child.children if t.dep_ == "pobj"), noun)
    return noun

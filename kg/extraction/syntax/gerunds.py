"""Gerunds in the place of a noun: what "taking vitamin C" names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def named_by_gerund(gerund: Token) -> list[Token]:
    """Return what "taking vitamin C" names: the thing taken; else the gerund itself."""
    found: list[Token] = [gerund]
    if gerund.lemma_ == "expose":  # "being exposed to lead": lead
        return [t for p in prepositions(gerund, frozenset({"to"})) for t in governed(p)] or found
    if in_class(gerund.lemma_, "intake") and not any(c.dep_ == "neg" for c in gerund.children):
        objects = [c for c in gerund.children if c.dep_ in {"dobj", "nsubj"} and is_nominal(c)]
        found = objects or [gerund]
    for child in gerund.children:
        if child.dep_ == "conj" and child.tag_ == "VBG":
            found.extend(named_by_gerund(child))
    return found

"""Prepositions and what they govern."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def governed(preposition: Token) -> list[Token]:
    """Return what a preposition governs, "by X or by Y" included."""
    found = []
    for child in preposition.children:
        if child.dep_ == "pobj" or (child.dep_ in {"pcomp", "amod"} and child.tag_ == "VBG"):
            found.append(child)
        elif (child.dep_ == "conj" and child.pos_ == "ADP") or (
            child.dep_ == "prep" and preposition.lower_ in {"such", "because", "due", "owing"}
        ):
            found.extend(governed(child))
    return found


def prepositions(head: Token, words: frozenset[str]) -> Iterator[Token]:
    """Yield the preposition children of ``head`` among ``words``, coordinated ones included."""
    for child in head.children:
        if child.dep_ in {"prep", "dative", "agent"} and child.lower_ in words:
            yield child

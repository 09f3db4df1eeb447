"""Subjects and objects that the parser hangs on another word than their verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import is_nominal

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def after_particle(verb: Token) -> list[Token]:
    """Return lactose for "breaks down lactose", which the parser hangs on the particle."""
    particles = (c for c in verb.children if c.dep_ == "prt")
    return [t for c in particles for t in c.children if t.dep_ == "pobj" and is_nominal(t)]


def waited_for(verb: Token) -> list[Token]:
    """Return the delays of "caused delays for patients waiting", read as "delays … waiting"."""
    clauses = (c for c in verb.children if c.dep_ == "ccomp" and c.tag_ == "VBG" and c.i > verb.i)
    return [c for clause in clauses for c in clause.children if c.dep_ == "nsubj" and is_nominal(c)]


def after_fronted(verb: Token) -> list[Token]:
    """Return Y for "In X, Y raised Z", where the parser coordinates Y with X."""
    for token in reversed(list(verb.doc[: verb.i])):
        if token.dep_ in {"conj", "appos"} and is_nominal(token) and token.left_edge.i:
            before = token.left_edge.nbor(-1)
            opening = verb.doc[0]
            if before.text == "," and opening.pos_ == "ADP" and token.i > before.i:
                return [token]
    return []

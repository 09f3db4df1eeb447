"""Nouns beside nouns: what an apposition stands beside, and whether it says what that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import is_nominal

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def apposed(noun: Token) -> Token:
    """Return what an apposition stands beside: the nearest noun where the parser looks past it.

    "Norway is a land of snow, a cause of falls": the noun before the comma, not Norway.
    """
    edge = noun.left_edge.i
    if not edge or noun.doc[edge - 1].text != ",":
        return noun.head
    before = noun.doc[edge - 2] if edge > 1 else noun.head
    if before.text == ")" and before.head.i < before.i:
        before = before.head if is_nominal(before.head) else before
    between = noun.doc[noun.head.i + 1 : edge - 1]
    reaches = all(noun.head in (token, *token.ancestors) for token in between)
    if not is_nominal(before) or before is noun.head:
        return noun.head
    agrees = _is_plural(noun) == _is_plural(before) != _is_plural(noun.head)
    return before if agrees or not reaches else noun.head


def _is_plural(noun: Token) -> bool:
    return noun.tag_ in {"NNS", "NNPS"}


def is_class_apposition(noun: Token) -> bool:
    """Say whether an apposition says what its owner is: "X, a drug", "X, pigments that".

    "X, the body's main hormone" and "X, the protein in wheat" say so, too.
    """
    if noun.left_edge.i and noun.left_edge.nbor(-1).text == ":":
        return False
    if any(c.lower_ in {"a", "an"} or c.dep_ == "poss" for c in noun.lefts):
        return True
    has_clause = any(c.dep_ == "relcl" for c in noun.rights)
    is_definite = any(c.lower_ == "the" for c in noun.lefts)
    is_placed = any(c.dep_ == "prep" and c.lower_ in {"in", "of", "from"} for c in noun.rights)
    return (has_clause and (noun.tag_ == "NNS" or is_definite)) or (is_definite and is_placed)

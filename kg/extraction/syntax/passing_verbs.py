"""Verbs that only pass on, or stop, what another verb does: "help restore", "stop making"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.misread_modifiers import is_misread_modifier
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def is_passing(verb: Token) -> bool:
    """Say whether a verb only passes on to another: "help" in "help restore"."""
    if not in_class(verb.lemma_, "pass_through"):
        return False
    for child in verb.children:
        if child.dep_ in {"xcomp", "ccomp"} and child.i > verb.i and child.pos_ in {"VERB", "AUX"}:
            return True
        if child.dep_ == "dobj" and any(is_misread_modifier(left) for left in child.lefts):
            return True
    return False


def is_kept_from(gerund: Token) -> bool:
    """Say whether a gerund is what somebody is kept from doing: "stops the body making acid"."""
    verb = gerund.head
    is_clause = gerund.dep_ in {"ccomp", "advcl", "xcomp"} and gerund.tag_ == "VBG"
    if not is_clause or not in_class(verb.lemma_, "stopping") or gerund.i < verb.i:
        return False
    has_object = any(c.dep_ == "dobj" and c.i < gerund.i for c in verb.children)
    return has_object or any(c.dep_ == "nsubj" for c in gerund.children)

"""What serves an end that a noun names: ginger for "ginger is used in the treatment of nausea"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import (
    deep_objects,
    deep_subjects,
    is_passive,
    is_verbal,
    surface_subjects,
)
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_ENDS = frozenset({"in", "for", "to", "towards", "toward", "on"})
_SERVING = frozenset({"contribute", "participate", "help", "aid", "assist", "serve", "act", "be"})
_DONE = frozenset({"involve", "implicate", "apply", "employ", "explore"})
_ROUTES = frozenset({"through", "via", "by"})
_DEPTH = 4


def means_of(noun: Token) -> list[Token]:
    """Return the heads of what serves the end ``noun``; empty where nothing is said to.

    "X is used in the treatment of Y", "X plays a role in the prevention of Y", "the efficacy of X
    in the management of Y", "additives for the treatment of Y".
    """
    for _ in range(_DEPTH):
        if noun.dep_ != "conj" or not is_nominal(noun.head):
            break
        noun = noun.head
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in _ENDS:
        return []
    governor = preposition.head
    if is_verbal(governor):
        return _of_verb(governor)
    return _of_noun(governor, preposition) if is_nominal(governor) else []


def route_of(noun: Token) -> list[Token]:
    """Return what acts by way of a process: garlic for "garlic works through inhibition of X"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in _ROUTES:
        return []
    verb = preposition.head
    return deep_subjects(verb) if is_verbal(verb) else []


def _of_verb(verb: Token) -> list[Token]:
    lemma = verb.lemma_.lower()
    for child in verb.children:
        if child.dep_ == "dobj" and in_class(child.lemma_, "role_noun"):
            return surface_subjects(verb)
    if in_class(lemma, "use") or lemma in _DONE:
        return deep_objects(verb)
    return surface_subjects(verb) if lemma in _SERVING else []


def _of_noun(noun: Token, preposition: Token) -> list[Token]:
    if in_class(noun.lemma_, "role_noun") or in_class(noun.lemma_, "use_noun"):
        named = [t for p in prepositions(noun, frozenset({"of", "for"})) if p.i != preposition.i
                 for t in governed(p)]  # fmt: skip
        if named or in_class(noun.lemma_, "use_noun"):
            return named
    if noun.dep_ == "pobj":
        found = _of_object(noun)
        if found:
            return found
    verb = noun.head
    if noun.dep_ in {"attr", "dobj"} and is_verbal(verb):
        return surface_subjects(verb)
    if in_class(noun.lemma_, "role_noun") or in_class(noun.lemma_, "study"):
        return []
    return [noun] if preposition.lower_ == "for" else []


def _of_object(noun: Token) -> list[Token]:
    """Return what serves where the parser hangs the end on a noun inside another phrase."""
    preposition = noun.head
    owner = preposition.head
    if preposition.lower_ == "of" and in_class(owner.lemma_, "role_noun"):
        return [noun]  # "the efficacy of X in": "in" hangs on X
    if preposition.lower_ == "in" and is_verbal(owner):
        if in_class(owner.lemma_, "use"):
            return _of_verb(owner)  # "used in folk medicine for"
        if is_passive(owner):
            return surface_subjects(owner)  # "reported in folklore for"
    if preposition.lower_ == "as" and is_verbal(owner):
        return deep_objects(owner)
    return []

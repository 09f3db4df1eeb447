"""What is said to play a part: curcumin for "a candidate" in "curcumin is seen as a candidate for".

A noun of means ("agent", "strategy", "remedy") that is predicated of something stands for it,
however the sentence predicates it: "X is an agent", "X represents a strategy", "X is used as a
remedy", "the use of X as a treatment", "X has potential as a cure", "results point to X as".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import deep_objects, is_passive, is_verbal, surface_subjects
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_EQUATING = frozenset({"be", "become", "represent", "constitute", "remain", "provide", "offer"})
_ACTING_AS = frozenset(
    {"emerge", "serve", "act", "appear", "function", "rank", "stand", "qualify", "work"}
)
_OF = frozenset({"of", "for"})


def player(noun: Token) -> list[Token]:
    """Return what plays the part that a noun of means names; empty where nothing is said to."""
    if not in_class(noun.lemma_, "part_played"):
        return []
    verb = noun.head
    if noun.dep_ in {"attr", "dobj"} and is_verbal(verb) and verb.lemma_ in _EQUATING:
        return surface_subjects(verb)
    return said_as(noun)


def said_as(noun: Token) -> list[Token]:
    """Return X for "describe X as a cause", "X is used by patients as a remedy", "use of X as"."""
    as_ = noun.head
    if noun.dep_ != "pobj" or as_.lower_ != "as":
        return []
    governor = as_.head
    if is_nominal(governor) and governor.dep_ == "pobj" and governor.head.dep_ == "agent":
        governor = governor.head.head  # "used by patients as a remedy"
    if is_verbal(governor):
        return _of_verb(governor)
    return _of_noun(governor) if is_nominal(governor) else []


def _of_verb(verb: Token) -> list[Token]:
    if verb.lemma_ in _ACTING_AS:
        return surface_subjects(verb)
    if verb.lemma_ == "point":
        return [t for p in prepositions(verb, frozenset({"to"})) for t in governed(p)]
    drawn = [c for c in verb.children if c.dep_ == "dobj"]
    if drawn and not is_passive(verb) and drawn[0].lemma_ in {"attention", "interest", "promise"}:
        return surface_subjects(verb)  # "has drawn attention as a candidate"
    return deep_objects(verb)


def _of_noun(noun: Token) -> list[Token]:
    """Return X for "the use of X as" and "X has potential as"."""
    if in_class(noun.lemma_, "use_noun") or in_class(noun.lemma_, "role_noun"):
        named = [t for p in prepositions(noun, _OF) for t in governed(p)]
        if named:
            return named
    verb = noun.head
    if noun.dep_ in {"dobj", "attr"} and is_verbal(verb):
        is_had = in_class(verb.lemma_, "having") or in_class(verb.lemma_, "bringing")
        return surface_subjects(verb) if is_had else []
    preposition = noun.head
    owner = preposition.head
    if noun.dep_ == "pobj" and preposition.lower_ in _OF and in_class(owner.lemma_, "role_noun"):
        return [noun]  # "the potential of X as": "as" hangs on X
    if noun.dep_ == "pobj" and preposition.lower_ in _OF and in_class(owner.lemma_, "use_noun"):
        return [noun]
    return []

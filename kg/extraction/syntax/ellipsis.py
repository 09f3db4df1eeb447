"""What a sentence leaves out because the one before said it: "so does X", "large doses"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import Phrase, is_nominal
from kg.extraction.trees.tokens import is_term, printed
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

TAKING_UP = frozenset({"nsubj", "attr", "dobj"})  # how the parser hangs X in "so do X"
_WHEN = frozenset({"for", "over", "at", "before", "after", "during", "per"})
_TELLING = frozenset({"dietary", "caloric", "nutritional"})  # an intake of food, not of the topic
_PRO_VERBS = frozenset({"do", "be", "can", "may", "will", "might"})


def takes_up_verb(token: Token) -> bool:
    """Say whether a verb only takes up another: "so does psoriasis", "decaf does it too"."""
    if token.dep_ not in {"ROOT", "conj"} or token.lemma_ not in _PRO_VERBS:
        return False
    if _does_the_same(token):
        return True
    follows = any(c.i > token.i and c.dep_ in TAKING_UP for c in token.children)
    return follows and any(c.lower_ == "so" and c.i == token.i - 1 for c in token.children)


def _does_the_same(verb: Token) -> bool:
    """Say whether "antacids do the same" or "decaf does it too" is said."""
    words = {c.lower_ for c in verb.children}
    objects = {printed(c).lower() for c in verb.children if c.dep_ == "dobj"}
    return verb.lemma_ == "do" and ("same" in objects or ("it" in objects and "too" in words))


def leaves_open(named: Phrase) -> bool:
    """Say whether "large doses" leaves open of what."""
    head = named.head
    if head.dep_ in {"compound", "nmod"}:  # "the high-dose group", "the usual regimen arm"
        return False
    is_bare = any(in_class(head.lemma_, name) for name in ("dose_noun", "shortage_noun", "vessel"))
    is_measured = in_class(head.lemma_, "dose_unit") and head.text != "Mg"  # magnesium
    is_bare = is_bare or (is_measured and head.dep_ == "nsubj")
    if not is_bare or is_term(head) or not is_nominal(head):
        return False
    if any(c.dep_ in {"compound", "nmod"} or c.lower_ in _TELLING for c in head.children):
        return False
    return all(_is_amount(c) for c in head.children if c.dep_ == "prep" and c.lower_ not in _WHEN)


def _is_amount(preposition: Token) -> bool:
    """Say whether a preposition only says how much: "a dose of 500 IU"."""
    objects = [c for c in preposition.children if c.dep_ == "pobj"]
    return bool(objects) and all(in_class(c.lemma_, "unit_noun") for c in objects)

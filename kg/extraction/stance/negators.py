"""The words that negate a clause or empty a noun phrase, told from those that only look so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.stance.governing import SUBJECTS
from kg.lexicon.word_roles import WordRoles

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

ONLY = frozenset({"only", "just", "merely", "simply", "solely", "alone", "least"})
_IDLE_AFTER_NO = frozenset({"further", "doubt", "matter", "wonder", "question"})
_BARELY = frozenset({"hardly", "barely", "scarcely"})
_OBJECTS = frozenset({"dobj", "attr", "pobj", "oprd"})


def joins(conjunct: Token, words: tuple[str, ...]) -> bool:
    """Say whether a conjunct hangs on its head by one of these conjunctions."""
    return any(c.dep_ == "cc" and c.lower_ in words for c in conjunct.head.children)


def turn_key(negator: Token) -> int:
    """Return what counts a pair once: "little or no", "neither … nor", "none" met twice."""
    if negator.dep_ in ("cc", "preconj", "amod", "det", "quantmod"):
        return -1 - negator.head.i
    return negator.i


def is_privative(token: Token, roles: WordRoles) -> bool:
    """Say whether a preposition denies what it takes: "without", "rather than", "instead of"."""
    if token.lower_ == "than":
        return token.i > 0 and token.nbor(-1).lower_ == "rather"
    if roles.find("preposition", token.lower_):
        return True
    return token.dep_ == "prep" and any(c.lower_ == "instead" for c in token.children)


def clause_negators(token: Token, roles: WordRoles, object_token: Token | None) -> Iterator[Token]:
    """Yield the words that negate the clause or phrase headed by ``token``.

    Args:
        token: Head of the clause or phrase.
        roles: The groups of ``negation_roles.yaml``.
        object_token: Head of the claim's object, so that a negator of another object is left out.
    """
    for child in token.children:
        if (
            _is_particle(child, token, roles, object_token)
            or _is_quantifier(child, roles)
            or (_is_coordinator(child, roles) and not _goes_on(child))
        ):
            yield child
        else:
            yield from _negators_inside(child, roles, object_token)
    if token.dep_ == "conj" and joins(token, ("nor",)):
        yield next(c for c in token.head.children if c.lower_ == "nor")


def _negators_inside(child: Token, roles: WordRoles, object_token: Token | None) -> Iterator[Token]:
    if child.dep_ in SUBJECTS or (child.dep_ in _OBJECTS and _holds(child, object_token)):
        yield from phrase_negators(child, roles)
    elif child.dep_ in ("advmod", "acomp"):
        yield from _degree_negators(child)
    elif child.dep_ == "prep" and child.lower_ in ("by", "in", "under"):
        yield from _way_negators(child)


def _goes_on(coordinator: Token) -> bool:
    """Say whether "nor" carries a "not" on: "is not caused by X, nor by Y"."""
    before = (c for c in coordinator.head.children if c.i < coordinator.i)
    return coordinator.dep_ == "cc" and any(c.dep_ == "neg" for c in before)


def _is_coordinator(child: Token, roles: WordRoles) -> bool:
    if child.dep_ not in ("cc", "preconj", "det"):
        return False
    return roles.find("coordinator", child.lower_) is not None


def _degree_negators(word: Token) -> Iterator[Token]:
    """Yield the "no" of "no longer" and of "no more effective than"."""
    for child in word.children:
        if child.dep_ == "neg" and child.lower_ == "no" and not _is_idle_no(child):
            yield child
        elif child.dep_ == "advmod" and word.dep_ == "acomp":
            yield from (c for c in child.children if c.dep_ == "neg" and c.lower_ == "no")


def _way_negators(preposition: Token) -> Iterator[Token]:
    """Yield the "no" of "by no means" and "in no way"."""
    for noun in preposition.children:
        if noun.lower_ in ("means", "way", "circumstances"):
            yield from (c for c in noun.children if c.lower_ == "no")


def _holds(phrase: Token, object_token: Token | None) -> bool:
    return object_token is None or any(t.i == object_token.i for t in phrase.subtree)


def _is_particle(child: Token, verb: Token, roles: WordRoles, object_token: Token | None) -> bool:
    if not roles.find("particle", child.lower_) or child.dep_ not in ("neg", "advmod", "preconj"):
        return False
    if any(w.lower_ in ONLY for w in child.children) or next_word(child) in ONLY:
        return False
    if child.i < verb.i or verb.pos_ == "AUX":
        return True
    return object_token is not None and object_token.i > child.i


def next_word(token: Token) -> str:
    """Return the word after a token in lower case; empty at the end."""
    following = token.doc[token.i + 1 : token.i + 2]
    return following[0].lower_ if len(following) else ""


def _is_idle_no(word: Token) -> bool:
    """Say whether a "no" denies nothing: "no further", "no doubt", "no matter"."""
    return next_word(word) in _IDLE_AFTER_NO


def _is_quantifier(child: Token, roles: WordRoles) -> bool:
    """Say whether ``child`` is a "no" or "little" that empties its noun."""
    if child.dep_ not in ("det", "amod", "neg", "advmod", "quantmod"):
        return False
    if roles.find("determiner", child.lower_):
        return not _is_idle_no(child)
    if roles.find("scant", child.lower_):
        measured = any(c.lower_ in ("too", "as", "so", "how") for c in child.children)
        return not measured and not any(c.lower_ == "a" for c in child.head.children)
    return False


def phrase_negators(noun: Token, roles: WordRoles) -> Iterator[Token]:
    """Yield what empties a noun phrase: "no supplement", "none of", "neither A nor B"."""
    if roles.find("pronoun", noun.lower_) or roles.find("determiner", noun.lower_):
        yield noun
    for child in noun.children:
        if _is_quantifier(child, roles) or _is_coordinator(child, roles):
            yield child
        elif child.lower_ == "any" or child.lower_ in _BARELY:  # "hardly any"
            yield from (c for c in (child, *child.children) if c.lower_ in _BARELY)

"""Nouns that take up something named before: "the herb", "these agents"."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.model.closed_terms import EntityType


@dataclass(frozen=True, slots=True)
class AnaphoricNoun:
    """Nouns that, with a definite determiner and no modifier, stand for an earlier entity.

    Attributes:
        words: Lower-case lemmas.
        types: Types that the entity may have.
        telling: Those of the words that name something where nothing earlier fits ("the surgery").
    """

    id: str
    words: tuple[str, ...]
    types: tuple[EntityType, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    telling: tuple[str, ...] = ()


@functools.cache
def _by_word() -> dict[str, frozenset[EntityType]]:
    table: dict[str, frozenset[EntityType]] = {}
    for entry in load_entries("anaphora", AnaphoricNoun):
        for word in entry.words:
            table[word] = table.get(word, frozenset()) | frozenset(entry.types)
    return table


def anaphoric_types(lemma: str) -> frozenset[EntityType]:
    """Return the types that "the …" with this noun may stand for; empty for other nouns."""
    return _by_word().get(lemma.lower(), frozenset())


@functools.cache
def _telling() -> frozenset[str]:
    return frozenset(w for e in load_entries("anaphora", AnaphoricNoun) for w in e.telling)


def is_telling(lemma: str) -> bool:
    """Say whether "the …" with this noun says what it is even without an earlier entity.

    >>> is_telling("surgery"), is_telling("condition")
    (True, False)
    """
    return lemma.lower() in _telling()

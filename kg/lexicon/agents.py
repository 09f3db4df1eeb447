"""Nouns of agency that state a relation: a *modulator* affects, an *inhibitor* lowers."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.model.closed_terms import Predicate


@dataclass(frozen=True, slots=True)
class AgentNoun:
    """Nouns of agency and what they say of what stands before them."""

    id: str
    words: tuple[str, ...]
    predicate: Predicate
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def _by_word() -> dict[str, Predicate]:
    return {w: e.predicate for e in load_entries("agent_nouns", AgentNoun) for w in e.words}


def agent_predicate(lemma: str) -> Predicate | None:
    """Return what a noun of agency states, or None for any other noun."""
    return _by_word().get(lemma.lower())

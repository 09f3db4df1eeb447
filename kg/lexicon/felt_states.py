"""Adjectives that say what something is made: states that people feel, and changes."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.model.closed_terms import Predicate


@dataclass(frozen=True, slots=True)
class FeltState:
    """Adjectives and what they come to after "makes people …" or "makes X …".

    Attributes:
        words: Adjectives in lower case.
        names: What one has who is so ("drowsiness"); None for a change.
        predicate: What "makes X better" says of X; None for a state.
    """

    id: str
    words: tuple[str, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    names: str | None = None
    predicate: Predicate | None = None


@functools.cache
def _by_word() -> dict[str, FeltState]:
    return {word: entry for entry in load_entries("felt_states", FeltState) for word in entry.words}


def felt_state(word: str) -> str | None:
    """Return what someone has who is made so, or None.

    >>> felt_state("drowsy"), felt_state("famous")
    ('drowsiness', None)
    """
    entry = _by_word().get(word)
    return entry.names if entry else None


def change_of(word: str) -> Predicate | None:
    """Return what making something so does to it, or None.

    >>> change_of("worse")
    <Predicate.INCREASES: 'increases'>
    """
    entry = _by_word().get(word)
    return entry.predicate if entry else None

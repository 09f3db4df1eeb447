"""Everyday words of English that are also names: "same" and SAMe, "cat" and CAT."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class CommonWords:
    """Words of one kind (kg/data/common_words.yaml), which a compiled dictionary leaves out."""

    id: str
    source: str
    words: tuple[str, ...]


def is_common_word(word: str) -> bool:
    """Say whether a lower-case word is one of everyday English.

    >>> is_common_word("same"), is_common_word("zinc")
    (True, False)
    """
    return word in _common_words()


@functools.cache
def _common_words() -> frozenset[str]:
    return frozenset(w for e in load_entries("common_words", CommonWords) for w in e.words)

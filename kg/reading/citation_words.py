"""The words of ``kg/data/citation_words.yaml``, by category."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class CitationWords:
    """Words that decide whether something is a citation; the data file explains the categories.

    Attributes:
        words: In lower case.
        positive: Texts or addresses in which the words decide.
        negative: Texts or addresses in which they must not interfere.
    """

    id: str
    category: str
    words: tuple[str, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def entries() -> tuple[CitationWords, ...]:
    """Return every entry of the file."""
    return load_entries("citation_words", CitationWords)


@functools.cache
def words(identity: str) -> frozenset[str]:
    """Return the words of one entry.

    >>> "may" in words("months")
    True
    """
    return frozenset(next(entry.words for entry in entries() if entry.id == identity))

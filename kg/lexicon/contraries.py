"""Words by which a text denies what it has just reported: "but not in men", "found none"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class Contrary:
    """One way of denying a report.

    Attributes:
        pattern: Regular expression over a sentence, matched without regard to case.
        positive: Sentences in which «» marks the words that deny.
        negative: Sentences that hold none.
    """

    id: str
    pattern: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """Where a sentence denies a report.

    Attributes:
        id: The way in which it does.
        start: Code point at which the words that deny start.
        end: Code point after them.
    """

    id: str
    start: int
    end: int


@functools.cache
def contraries() -> tuple[Contrary, ...]:
    """Return all ways of denying a report."""
    return load_entries("contraries", Contrary)


@functools.cache
def _compiled() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((one.id, re.compile(one.pattern, re.IGNORECASE)) for one in contraries())


def denials(sentence: str) -> Iterator[Denial]:
    """Yield where a sentence denies a report.

    >>> [found.id for found in denials("Garlic lowered it in women but not in men.")]
    ['not-in-others']
    """
    for id_, pattern in _compiled():
        for found in pattern.finditer(sentence):
            yield Denial(id_, found.start(), found.end())

"""Names that are drugs by the stem they are made of, though no vocabulary lists them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.loading import load_entries

_WORD = re.compile(r"[A-Za-z](?:[A-Za-z]|-(?=[A-Za-z])){4,40}")


@dataclass(frozen=True, slots=True)
class DrugStem:
    """Stems of one group of drugs.

    Attributes:
        patterns: Regular expressions that match a whole name; in any case those of stems.
        category: ``stem``, or ``short`` for abbreviations, which keep their case.
        positive: Names that they match (each is a test).
        negative: Words that they do not match (each is a test).
    """

    id: str
    patterns: tuple[str, ...]
    category: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def _stems() -> re.Pattern[str]:
    return re.compile(_joined("stem"), re.IGNORECASE)


@functools.cache
def _short_names() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_joined('short')})(?!\w)")


def _joined(category: str) -> str:
    entries = load_entries("drug_stems", DrugStem)
    return "|".join(p for entry in entries if entry.category == category for p in entry.patterns)


@functools.lru_cache(maxsize=1 << 15)
def _has_stem(word: str) -> bool:
    return _stems().fullmatch(word) is not None


def drug_names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand that are drugs by their stem, in order.

    >>> text = "He took cerivastatin in April."
    >>> [text[a:b] for a, b in drug_names(text)]
    ['cerivastatin']
    """
    found = [w.span() for w in _WORD.finditer(text) if _has_stem(w.group())]
    found += [name.span() for name in _short_names().finditer(text)]
    yield from sorted(set(found))

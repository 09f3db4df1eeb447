"""Compares a statement with sentences by their words: related or not, agreeing or not.

The lexical half of verification: shared content words weighed by rarity, negation, and direction
words. Weights are set by hand in kg/data/verification.yaml. What it reaches on public data is
printed by scripts/measure_verification.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from kg.errors import LexiconError, ShapeError
from kg.lexicon.loading import Cue, load_yaml
from kg.model.appraisal import Direction
from kg.model.codec import from_plain

_WORD = re.compile(r"[^\W\d_][^\W_]*(?:-[^\W_]+)*|\d+(?:\.\d+)?%?")
_ENDINGS = (
    *("izations", "ization", "ational", "ations", "ation", "ements", "ement", "ments", "ment"),
    *("ities", "ity", "ness", "ingly", "edly", "ings", "ing", "ies", "ied", "ively", "ive"),
    *("ously", "ous", "ally", "al", "ers", "er", "ed", "es", "ly", "s", "e", "y"),
)
_SHORTEST_STEM = 4
_MOST_SENTENCES = 20_000  # of one work


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each signal counts; see the data file."""

    all_sentences: float
    best_sentence: float
    shared_rarity: float
    both_directed: float
    negation_differs: float
    negation_elsewhere: float
    direction_opposed: float
    direction_agrees: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a statement counts as related, supported, disputed."""

    related: float
    supports: float
    disputes: float


@dataclass(frozen=True, slots=True)
class ExtentLimits:
    """From which share on a work bears a part of a statement, or the whole of it."""

    part: float
    whole: float
    in_group: float
    beside_others: float


class Extent(StrEnum):
    """How much of a statement a work bears."""

    WHOLE = "whole"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class _File:
    format: str
    version: int
    weights: Weights
    thresholds: Thresholds
    extents: ExtentLimits
    stop_words: tuple[str, ...]
    cues: tuple[Cue, ...]
    same: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What sentences say about a statement.

    Attributes:
        direction: SUPPORTS, DISPUTES, or NONE where nothing was found.
        sentence: Index of the sentence that speaks of it most, or None.
        coverage: Share of the statement's content that all sentences together have, 0 to 1.
        best_share: The same for that one sentence, 0 to 1.
        relatedness: Weighted sum of the signs that they speak of the same.
        contradiction: Weighted sum of the signs that they disagree.
    """

    direction: Direction
    sentence: int | None
    coverage: float
    best_share: float
    relatedness: float
    contradiction: float


class Rarity:
    """How rare words are in some sentences: the fewer have a word, the more it tells."""

    def __init__(self, sentences: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self._total = 1
        for sentence in sentences:
            counts.update(content_words(sentence))
            self._total += 1
        self._counts = counts

    def of(self, words: Iterable[str]) -> float:
        """Return the summed rarity of words; order does not matter."""
        total = math.log(self._total + 1)
        return math.fsum(total - math.log(self._counts.get(word, 0) + 1) for word in words)


def compare(statement: str, sentences: Sequence[str], rarity: Rarity) -> Comparison:
    """Return what the sentences say about the statement."""
    wanted = content_words(statement)
    whole = rarity.of(wanted)
    if not whole or not sentences:
        return Comparison(Direction.NONE, None, 0.0, 0.0, 0.0, 0.0)
    sentences = sentences[:_MOST_SENTENCES]
    shares = [rarity.of(wanted & content_words(sentence)) / whole for sentence in sentences]
    best = max(range(len(sentences)), key=lambda index: (shares[index], -index))
    together = wanted & frozenset().union(*(content_words(sentence) for sentence in sentences))
    coverage = rarity.of(together) / whole
    related = _relatedness(statement, sentences[best], coverage, shares[best], rarity.of(together))
    against = _contradiction(statement, sentences, best)
    return Comparison(_decide(related, against), best, coverage, shares[best], related, against)


def extent(found: Comparison, *, in_group: bool, beside_others: bool) -> Extent:
    """Return how much of the statement the sentences bear.

    Args:
        found: What :func:`compare` made of them.
        in_group: Whether the work is cited together with others in one marker.
        beside_others: Whether the sentence has further markers, for its other parts.
    """
    limits = _file().extents
    share = found.coverage + found.best_share / 2
    if share < limits.part:
        return Extent.NONE
    asked = limits.whole + limits.in_group * in_group - limits.beside_others * beside_others
    return Extent.WHOLE if share >= asked else Extent.PART


@lru_cache(maxsize=65536)
def content_words(text: str) -> frozenset[str]:
    """Return the stems of the words that carry content.

    >>> sorted(content_words("Garlic lowers the fevers"))
    ['fever', 'garlic', 'lower']
    """
    lowered = text.lower().replace("’", "'")
    for pattern, name in _same():
        lowered = pattern.sub(name, lowered)
    stop = _stop_words()
    words = (word for word in _WORD.findall(lowered) if word not in stop and len(word) > 1)
    return frozenset(_stem(word) for word in words)


def directions(text: str) -> tuple[int, bool]:
    """Return the direction a text speaks of (1 up, -1 down, 0 none or both), and whether any.

    >>> directions("It lowers the risk")
    (-1, True)
    """
    up, down = _has("up", text), _has("down", text)
    return up - down, up or down


def is_negated(text: str) -> bool:
    """Say whether a text denies or doubts something.

    >>> is_negated("It does not help")
    True
    """
    return _has("negation", text)


def _relatedness(
    statement: str, best: str, coverage: float, share: float, shared_rarity: float
) -> float:
    weights = _file().weights
    both = directions(statement)[1] and directions(best)[1]
    return (
        weights.all_sentences * coverage
        + weights.best_sentence * share
        + weights.shared_rarity * shared_rarity
        + weights.both_directed * both
    )


def _contradiction(statement: str, sentences: Sequence[str], best: int) -> float:
    weights = _file().weights
    negated, best_negated = is_negated(statement), is_negated(sentences[best])
    elsewhere = not negated and any(is_negated(sentence) for sentence in sentences)
    product = directions(statement)[0] * directions(sentences[best])[0]
    return (
        weights.negation_differs * (negated != best_negated)
        + weights.negation_elsewhere * elsewhere
        + weights.direction_opposed * (product < 0)
        + weights.direction_agrees * (product > 0)
    )


def _decide(related: float, against: float) -> Direction:
    limits = _file().thresholds
    if related >= limits.related and against >= limits.disputes:
        return Direction.DISPUTES
    return Direction.SUPPORTS if related >= limits.supports else Direction.NONE


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def _has(category: str, text: str) -> bool:
    return any(pattern.search(text) for pattern in _patterns()[category])


@cache
def _file() -> _File:
    try:
        return from_plain(_File, load_yaml("verification"))
    except ShapeError as error:
        raise LexiconError(error.message, path="kg/data/verification.yaml") from error


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(_file().stop_words)


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    found: dict[str, tuple[re.Pattern[str], ...]] = {}
    for cue in _file().cues:
        pattern = re.compile(cue.pattern, re.IGNORECASE)
        found[cue.category] = (*found.get(cue.category, ()), pattern)
    return found


@cache
def _same() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Return patterns that put one name for all names of a thing; longer names first."""
    return tuple(
        (
            re.compile(
                r"\b(?:"
                + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True))
                + r")\b"
            ),
            names[0].replace(" ", "-"),
        )
        for names in _file().same
    )

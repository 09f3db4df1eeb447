"""Labels that say what the things after their colon are: "Side effects: nausea, headache"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

_WORD = re.compile(r"[\w'’-]+")
_PART = re.compile(r"[,;]|\b(?:and|or)\b")
_LONGEST_PART, _LONGEST = 6, 40  # words of one thing in a listing, and of a listing
_MODAL = frozenset({"may", "might", "can", "could", "should", "will", "would", "must", "does"})
_CLAUSAL = frozenset({"it", "they", "you", "we", "if", "when", "that", "which"})
_PLACE = "{}"


@dataclass(frozen=True, slots=True)
class LabelRelation:
    """A label that names a relation of the topic.

    Attributes:
        pattern: Regular expression over the label, matched without regard to case.
        words: What makes a sentence of label and listing; ``{}`` stands for the topic.
        types: What the topic has to be.
    """

    id: str
    pattern: str
    words: str
    types: tuple[EntityType, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]

    @property
    def before(self) -> str:
        """Return the words before the topic."""
        return self.words.partition(_PLACE)[0]

    @property
    def after(self) -> str:
        """Return the words after it."""
        return self.words.partition(_PLACE)[2]


@functools.cache
def _labels() -> tuple[tuple[re.Pattern[str], LabelRelation], ...]:
    entries = load_entries("item_labels", LabelRelation)
    return tuple((re.compile(entry.pattern, re.IGNORECASE), entry) for entry in entries)


def label_relation(label: str) -> LabelRelation | None:
    """Return what a label says of the things after it, or None.

    >>> label_relation("Most common side effects").words
    'Side effects of {} include'
    """
    words = " ".join(label.split())
    return next((entry for pattern, entry in _labels() if pattern.search(words)), None)


def is_listing(text: str) -> bool:
    """Say whether text only lists things.

    >>> is_listing("nausea, headache and cramps"), is_listing("It is taken with food.")
    (True, False)
    """
    words = _WORD.findall(text.lower())
    if not words or len(words) > _LONGEST or any(_is_verb(word) for word in words):
        return False
    return all(len(_WORD.findall(part)) <= _LONGEST_PART for part in _PART.split(text))


def _is_verb(word: str) -> bool:
    return in_class(word, "sure_finite") or word in _CLAUSAL


def opens_with_verb(text: str) -> bool:
    """Say whether text starts with a finite verb whose subject stands elsewhere.

    >>> opens_with_verb("may lower blood fats"), opens_with_verb("also blocks the enzyme")
    (True, True)
    >>> opens_with_verb("this herb helps"), opens_with_verb("increases in weight")
    (False, False)
    """
    words = [word.lower() for word in _WORD.findall(text)[:4]]
    while len(words) > 1 and (words[0].endswith("ly") or words[0] in {"also", "often"}):
        words.pop(0)
    if len(words) < 2:
        return False
    first, second = words[:2]
    if first in _MODAL:
        return True
    acts = first.endswith("s") and first in verb_forms()
    return acts and second not in {"of", "in", "include", "for", "and", "or", "are", "is"}

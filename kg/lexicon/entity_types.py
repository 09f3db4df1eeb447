"""The type of a thing that no vocabulary knows, from the head and suffix of its name."""

from __future__ import annotations

import functools
import re

from kg.lexicon.installed import default_vocabulary
from kg.lexicon.loading import Cue, load_entries
from kg.lexicon.normalise import folded
from kg.lexicon.vocabulary import Vocabulary
from kg.model.closed_terms import EntityType

# A name ends where a preposition or relative clause begins: "cells of the skin" are cells.
_AFTER_HEAD = re.compile(r" (?:of|in|from|with|for|to|that|which|who|by|during|after|on|at)\b")
_WHOLE = ("number", "amount", "loss", "craving", "trouble", "difficulty")  # and their complement
_LONGEST = 200  # characters; what is longer is no name


def guess_type(label: str, vocabulary: Vocabulary | None = None) -> EntityType:
    """Return the likely type of the thing that ``label`` names; OTHER where nothing tells.

    A known name decides; then the rules of kg/data/entity_types.yaml; then a known name at the
    end of the label.

    >>> guess_type("Felty syndrome").value, guess_type("basophil count").value
    ('Condition', 'BiologicalMeasure')
    """
    vocabulary = vocabulary or default_vocabulary()
    if known := vocabulary.lookup(label):
        return known.concept.type
    head = _head(folded(label[-_LONGEST:]))
    for pattern, kind in _rules():
        if pattern.search(head):
            return kind
    ending = [match for match in vocabulary.match(head) if match.end == len(head)]
    return ending[-1].concept.type if ending else EntityType.OTHER


def rule_type(label: str) -> EntityType | None:
    """Return the type that the rules alone give, without the vocabulary; None where none fits."""
    head = _head(folded(label[-_LONGEST:]))
    return next((kind for pattern, kind in _rules() if pattern.search(head)), None)


def _head(key: str) -> str:
    """Return a folded label up to its first complement."""
    first_word = key.partition(" ")[0].removesuffix("s")
    if first_word in _WHOLE:
        return key
    cut = _AFTER_HEAD.search(key)
    return key[: cut.start()] if cut and cut.start() > 0 else key


@functools.cache
def _rules() -> tuple[tuple[re.Pattern[str], EntityType], ...]:
    entries = load_entries("entity_types", Cue)
    return tuple((re.compile(f"(?:{e.pattern})$"), EntityType(e.category)) for e in entries)

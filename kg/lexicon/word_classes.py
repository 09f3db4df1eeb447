"""Closed classes of words that the relation rules refer to: people, studies, causatives."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.errors import LexiconError
from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class WordClass:
    """Lemmas that behave alike.

    Attributes:
        id: Name of the class, as the rules use it.
        about: What the members have in common, and what the rules do with it.
        words: Lower-case lemmas.
        positive: Words that are in the class (each is a test).
        negative: Words that look alike and are not (each is a test).
    """

    id: str
    about: str
    words: tuple[str, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def _members() -> dict[str, frozenset[str]]:
    return {entry.id: frozenset(entry.words) for entry in load_entries("word_classes", WordClass)}


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """Return the members of a class.

    Raises:
        LexiconError: There is no such class.
    """
    try:
        return _members()[name]
    except KeyError:
        raise LexiconError(f"no class {name!r}", path="kg/data/word_classes.yaml") from None


def in_class(lemma: str, name: str) -> bool:
    """Say whether ``lemma``, in any case, belongs to the class."""
    return lemma.lower() in words_of(name)

"""Words that change how a claim is stated, by the part they play in its syntax."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class WordGroup:
    """Lemmas that play one part in a sentence.

    Attributes:
        id: Unique in its file.
        role: Where in the syntax the words work: ``modal``, ``adverb``, ``raising``, …
        kind: What they do, in the terms of the file's reader.
        value: How strongly, in the terms of the file's reader.
        words: Lower-case lemmas.
        source: Where the group comes from: a paper, or ``own``.
        positive: Sentences, the trigger in «», in which the group applies (each is a test).
        negative: Sentences, the trigger in «», in which it does not (each is a test).
    """

    id: str
    role: str
    kind: str
    value: str
    words: tuple[str, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordRoles:
    """The groups of one file, by role and lemma."""

    groups: tuple[WordGroup, ...]
    by_role: dict[str, dict[str, WordGroup]]

    def find(self, role: str, lemma: str) -> WordGroup | None:
        """Return the group that holds ``lemma`` in ``role``, or None."""
        return self.by_role.get(role, {}).get(lemma)

    @property
    def all_words(self) -> frozenset[str]:
        """Return every lemma of every group."""
        return frozenset(word for group in self.groups for word in group.words)


@functools.cache
def word_roles(name: str) -> WordRoles:
    """Return the groups of ``kg/data/{name}.yaml``; cached.

    Raises:
        LexiconError: The file is missing or an entry is malformed.
    """
    groups = load_entries(name, WordGroup)
    by_role: dict[str, dict[str, WordGroup]] = {}
    for group in groups:
        by_role.setdefault(group.role, {}).update(dict.fromkeys(group.words, group))
    return WordRoles(groups, by_role)

"""Compiles terms of published vocabularies into one dictionary that a vocabulary loads fast."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon.common_words import is_common_word
from kg.lexicon.entity_types import rule_type
from kg.lexicon.form_index import build_index, write_index
from kg.lexicon.loading import load_entries
from kg.lexicon.normalise import folded
from kg.lexicon.term_sources import RawTerm, TermSource
from kg.lexicon.terms import Concept
from kg.model.closed_terms import EntityType

_LONGEST = 80  # characters of a name; systematic chemical names are longer, and never written out
_SHORTEST = 3  # characters of a folded name; shorter ones are matched far too often
_LONGEST_WORD = 24  # characters
_SEPARATORS = re.compile(r"[;|\t\n]")


@dataclass(frozen=True, slots=True)
class PrefixType:
    """The type of the terms of one vocabulary (kg/data/prefix_types.yaml)."""

    id: str
    type: EntityType
    source: str


@dataclass(frozen=True, slots=True)
class SourceCount:
    """What one file contributed."""

    name: str
    release: str
    sha256: str
    terms: int


@dataclass(frozen=True, slots=True)
class DictionarySummary:
    """What compiling did.

    Attributes:
        concepts: Number of concepts, terms that mean the same counted once.
        forms: Number of written forms.
        merged: Terms that a mapping showed to be the same as an earlier one.
        shared: Forms that more than one concept has; the first one is preferred.
        left_out: Names that were not taken, by reason.
        sources: In the order given, which is the order of preference.
    """

    concepts: int
    forms: int
    merged: int
    shared: int
    left_out: tuple[tuple[str, int], ...]
    sources: tuple[SourceCount, ...]


def compile_terms(sources: Sequence[TermSource]) -> tuple[str, DictionarySummary]:
    """Return a compiled dictionary of the terms of ``sources``, and what it holds.

    Names are left out that everyday words would match, that are too short or too long. Terms that
    a mapping or an exact match ties are one concept, under the label of the first source.
    """
    groups = _grouped(sources)
    left_out: Counter[str] = Counter()
    concepts = [c for group in groups if (c := _concept(group, left_out)) is not None]
    index = build_index(concepts)
    counts = tuple(SourceCount(s.name, s.release, s.sha256, len(s.terms)) for s in sources)
    header = [
        {"name": c.name, "release": c.release, "sha256": c.sha256, "terms": c.terms} for c in counts
    ]
    summary = DictionarySummary(
        concepts=len(concepts),
        forms=len(index.packed),
        merged=sum(len(source.terms) for source in sources) - len(groups),
        shared=sum("|" in readings for readings in index.packed.values()),
        left_out=tuple(sorted(left_out.items())),
        sources=counts,
    )
    return write_index(index, header), summary


_Member = tuple[RawTerm, str]  # a term, and the vocabulary it comes from


def _grouped(sources: Sequence[TermSource]) -> list[list[_Member]]:
    """Return the terms, those that mean the same together, in order of first mention."""
    same = _Equivalence()
    for source in sources:
        for first, second in source.mappings:
            same.join(first, second)
        for term in source.terms:
            for match in term.exact_matches:
                same.join(term.id, match)
    groups: dict[str, list[_Member]] = {}
    for source in sources:
        vocabulary = f"{source.name} {source.release}".strip()
        for term in source.terms:
            groups.setdefault(same.root(term.id), []).append((term, vocabulary))
    return list(groups.values())


class _Equivalence:
    """Identifiers that mean the same (union–find)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def root(self, item: str) -> str:
        while (parent := self._parent.get(item, item)) != item:
            self._parent[item] = self._parent.get(parent, parent)
            item = parent
        return item

    def join(self, first: str, second: str) -> None:
        one, two = self.root(first), self.root(second)
        if one != two:
            self._parent[max(one, two)] = min(one, two)


def _concept(group: list[_Member], left_out: Counter[str]) -> Concept | None:
    """Return the concept of terms that mean the same, or None where no name is left."""
    first, vocabulary = group[0]
    names = dict.fromkeys(name for term, _ in group for name in (term.label, *term.synonyms))
    kept: list[str] = []
    for name in names:
        if reason := _refusal(name):
            left_out[reason] += 1
        else:
            kept.append(name)
    if not kept:
        return None
    ids = dict.fromkeys(i for term, _ in group for i in (term.id, *term.exact_matches))
    return Concept(
        id=first.id,
        label=kept[0],
        type=_type(first),
        synonyms=tuple(kept[1:]),
        exact_matches=tuple(i for i in ids if i != first.id),
        vocabulary=vocabulary,
    )


def _refusal(name: str) -> str | None:
    """Return why a name is left out, or None."""
    if len(name) > _LONGEST or _SEPARATORS.search(name):
        return "too long or a list"
    if len(name) > _LONGEST_WORD:  # longer than any everyday word; folding costs
        return None
    key = folded(name)
    if len(key) < _SHORTEST or not any(char.isalpha() for char in key):
        return "too short"
    return "everyday word" if is_common_word(key) else None


def _type(term: RawTerm) -> EntityType:
    if term.type:
        return EntityType(term.type)
    prefix = term.id.partition(":")[0]
    return _prefix_types().get(prefix) or rule_type(term.label) or EntityType.OTHER


@functools.cache
def _prefix_types() -> dict[str, EntityType]:
    return {entry.id: entry.type for entry in load_entries("prefix_types", PrefixType)}

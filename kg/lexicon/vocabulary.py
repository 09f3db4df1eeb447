"""The concepts of the domain, and finding them in running text.

A vocabulary is a list of concepts with labels and synonyms. Matching runs one Aho–Corasick automaton
over a normalised copy of the text, checks word boundaries and case, resolves homonyms by their
context and keeps the longest match; offsets refer to the text as given.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from kg.lexicon.homonyms import Homonym, load_homonyms
from kg.lexicon.normalise import Normalised, folded, normalise
from kg.lexicon.terms import Concept, load_concepts
from kg.lexicon.variants import forms
from kg.model.claim import EntityType

__all__ = ["Concept", "TermMatch", "Vocabulary", "default_vocabulary"]

_SCORES = {"label": 1.0, "synonym": 0.95}
_INFLECTED = 0.97  # factor for plural, singular, spelling and eponym variants
_SHORT = 6  # an all-capitals name up to this length is matched in capitals only


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A place in a text that names a concept.

    Attributes:
        start: Offset in code points of the text as given.
        end: End of the half-open range.
        text: The words at that place.
        reason: ``exact label``, ``synonym``, ``plural``, ``synonym, spelling``, …
        score: 0 to 1, higher is surer.
    """

    start: int
    end: int
    text: str
    concept: Concept
    reason: str
    score: float


@dataclass(frozen=True, slots=True)
class _Surface:
    """A written form of a concept.

    Attributes:
        capitals: The form as listed, where it must stand in these capitals; empty otherwise.
    """

    concept: Concept
    reason: str
    score: float
    capitals: str = ""

    def allows(self, text: str) -> bool:
        """Say whether the words as printed may stand for this form."""
        if not self.capitals:
            return True
        seen = text.removesuffix("s") if self.capitals[-1:] != "S" else text
        if self.capitals.isupper():
            return seen.isupper()
        return all(word in text.split() for word in self.capitals.split() if len(word) == 1)


class Vocabulary:
    """Concepts by their written forms.

    Args:
        concepts: In order of precedence: of two concepts with one form, the first is preferred,
            and a label comes before a synonym.
        homonyms: Forms with several senses, and the contexts that tell them apart.
    """

    def __init__(self, concepts: Iterable[Concept], homonyms: Iterable[Homonym] = ()) -> None:
        self.concepts = tuple(concepts)
        self._labels = {concept.label: concept for concept in reversed(self.concepts)}
        self._surfaces = _surfaces(self.concepts)
        self._homonyms = {folded(entry.surface): entry for entry in homonyms}
        self._patterns = tuple(self._surfaces)
        # the leading space is the left word boundary; punctuation has become spaces
        self._automaton = AhoCorasick([f" {pattern}" for pattern in self._patterns])

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def get(self, label: str) -> Concept | None:
        """Return the concept with exactly this canonical label, or None."""
        return self._labels.get(label)

    def lookup(self, label: str, types: Iterable[EntityType] = ()) -> TermMatch | None:
        """Return the concept that ``label`` as a whole names, or None.

        Args:
            label: A name without determiner; case, spelling and number may vary.
            types: Preferred types; a concept of another type is returned where there is no better.
        """
        wanted = frozenset(types)
        found = [s for s in self._surfaces.get(folded(label), ()) if s.allows(label)]
        if not found:
            return None
        found.sort(key=lambda surface: surface.concept.type not in wanted if wanted else False)
        return self._match(label, 0, len(label), found[0])

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """Return the longest matches, in order, without overlaps.

        Offsets are code points of ``text``; ``text[m.start:m.end] == m.text``.
        """
        copy = normalise(text)
        found = list(self._candidates(text, copy))
        return tuple(_longest(found))

    def _candidates(self, text: str, copy: Normalised) -> Iterator[TermMatch]:
        haystack = f" {copy.text} "
        patterns = self._patterns
        for index, start, end in self._automaton.find_matches_as_indexes(haystack, overlapping=True):
            if haystack[end].isalnum():
                continue
            surface = self._choose(patterns[index], text, copy, start, end - 1)
            if surface is not None:
                yield self._match(text, *copy.original(start, end - 1), surface)

    def _choose(self, pattern: str, text: str, copy: Normalised, start: int, end: int) -> _Surface | None:
        """Return the surface that a pattern stands for at this place, or None."""
        surfaces = self._surfaces[pattern]
        homonym = self._homonyms.get(pattern)
        if homonym is not None:
            sense = homonym.sense(copy.text, start, end)
            return next((s for s in surfaces if s.concept.label == sense), None)
        if len(surfaces) == 1 and not surfaces[0].capitals:
            return surfaces[0]
        printed = text[slice(*copy.original(start, end))]
        return next((s for s in surfaces if s.allows(printed)), None)

    @staticmethod
    def _match(text: str, start: int, end: int, surface: _Surface) -> TermMatch:
        return TermMatch(
            start, end, text[start:end], surface.concept, surface.reason, surface.score
        )


def _longest(found: list[TermMatch]) -> Iterator[TermMatch]:
    """Yield the longest of overlapping matches, in order; of equals the first."""
    found.sort(key=lambda match: (match.start, -match.end))
    cluster: list[TermMatch] = []
    reach = -1
    for match in found:
        if match.start >= reach:
            yield from _resolve(cluster)
            cluster = []
        cluster.append(match)
        reach = max(reach, match.end)
    yield from _resolve(cluster)


def _resolve(cluster: list[TermMatch]) -> list[TermMatch]:
    if len(cluster) <= 1:
        return cluster
    kept: list[TermMatch] = []
    for match in sorted(cluster, key=lambda m: (m.start - m.end, m.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _surfaces(concepts: Iterable[Concept]) -> dict[str, tuple[_Surface, ...]]:
    """Return the surfaces of each folded form, labels before synonyms, then in order."""
    ranked: dict[str, list[tuple[int, _Surface]]] = {}
    for concept in concepts:
        for rank, kind, name in _names(concept):
            base = _SCORES[kind]
            for form, way in forms(name):
                score = base * (_INFLECTED if way else 1.0)
                reason = ", ".join(filter(None, ("" if kind == "label" else kind, way)))
                surface = _Surface(concept, reason or "exact label", score, _capitals(name))
                ranked.setdefault(form, []).append((rank + bool(way), surface))
    return {
        form: tuple(surface for _, surface in sorted(pairs, key=lambda pair: pair[0]))
        for form, pairs in ranked.items()
    }


def _names(concept: Concept) -> Iterator[tuple[int, str, str]]:
    yield 0, "label", concept.label
    for synonym in concept.synonyms:
        yield 2, "synonym", synonym


def _capitals(name: str) -> str:
    """Return ``name`` where its capitals matter: short abbreviations, and a lone A or I."""
    if name.isupper() and len(name) <= _SHORT:
        return name
    return name if {"A", "I"} & set(name.split()) else ""


@functools.cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with citegraph."""
    return Vocabulary(load_concepts(), load_homonyms())

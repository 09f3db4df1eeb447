"""The concepts of the domain, and finding them in running text.

A vocabulary is a list of concepts with labels and synonyms. Matching runs one Aho–Corasick
automaton over a normalised copy of the text, checks word boundaries and case, resolves homonyms
by their context and keeps the longest match; offsets refer to the text as given.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from kg.lexicon.homonyms import Homonym, load_homonyms
from kg.lexicon.normalise import Normalised, folded, normalise
from kg.lexicon.terms import Concept, load_concepts
from kg.lexicon.variants import AS_LISTED, PLURAL, SYNONYM, forms, reason, regular_plural
from kg.model.claim import EntityType
from kg.model.spans import Span

__all__ = ["Concept", "TermMatch", "Vocabulary", "default_vocabulary"]

_SYNONYM = 0.95  # score of a listed synonym; a label scores 1
_VARIANT = 0.97  # factor for another number, spelling or eponym form
_SHORT = 6  # an all-capitals name up to this length is matched in capitals only
_LIST = ";"  # stands in no name, and folding keeps it
_BITS = 6  # a form's concept number and its Way share one integer


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


class Vocabulary:
    """Concepts by their written forms.

    Args:
        concepts: In order of precedence: of two concepts with one form, the first is preferred,
            and a label comes before a synonym, a listed form before a derived one.
        homonyms: Forms with several senses, and the contexts that tell them apart.
    """

    def __init__(self, concepts: Iterable[Concept], homonyms: Iterable[Homonym] = ()) -> None:
        self.concepts = tuple(concepts)
        self._by_label = {concept.label: concept for concept in reversed(self.concepts)}
        self._homonyms = {folded(entry.surface): entry for entry in homonyms}
        self._forms, self._capitals = _index(self.concepts)
        self._patterns = tuple(self._forms)
        # the leading space is the left word boundary; joining punctuation has become spaces
        self._automaton = AhoCorasick([f" {pattern}" for pattern in self._patterns])

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self.concepts)

    def get(self, label: str) -> Concept | None:
        """Return the concept with exactly this canonical label, or None."""
        return self._by_label.get(label)

    def is_ambiguous(self, label: str) -> bool:
        """Say whether ``label`` is a homonym, whose meaning only its context tells."""
        return folded(label) in self._homonyms

    def lookup(self, label: str, types: Iterable[EntityType] = ()) -> TermMatch | None:
        """Return the concept that ``label`` as a whole names, or None.

        Args:
            label: A name without determiner; case, spelling and number may vary.
            types: Preferred types; a concept of another type is returned where there is no better.
        """
        wanted = frozenset(types)
        best: TermMatch | None = None
        for form, way in _without_plural(folded(label)):
            for match in self._readings(form, way, label, 0, len(label)):
                if not wanted or match.concept.type in wanted:
                    return match
                best = best or match
        return best

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """Return the longest matches, in order, without overlaps.

        Offsets are code points of ``text``; ``text[m.start:m.end] == m.text``.
        """
        return tuple(_longest(list(self._candidates(text, normalise(text)))))

    def _candidates(self, text: str, copy: Normalised) -> Iterator[TermMatch]:
        haystack = f" {copy.text} "
        find = self._automaton.find_matches_as_indexes
        for index, start, end in find(haystack, overlapping=True):
            form = self._patterns[index]
            tail = ""
            if haystack[end].isalnum():
                tail = _tail(haystack, end)
                if not tail or not regular_plural(form, tail):
                    continue
            span = Span(start, end + len(tail) - 1)
            match = self._choose(form, PLURAL if tail else AS_LISTED, text, copy, span)
            if match is not None:
                yield match

    def _choose(
        self, form: str, way: int, text: str, copy: Normalised, span: Span
    ) -> TermMatch | None:
        """Return the match of a form at this place of the copy, or None."""
        readings = self._readings(form, way, text, *copy.original(span.start, span.end))
        homonym = self._homonyms.get(span.text_of(copy.text))
        if homonym is None:
            return next(readings, None)
        sense = homonym.sense(copy.text, span.start, span.end)
        return next((match for match in readings if match.concept.label == sense), None)

    def _readings(
        self, form: str, way: int, text: str, start: int, end: int
    ) -> Iterator[TermMatch]:
        """Yield what ``text[start:end]`` may mean where it has this form, the best first."""
        printed = text[start:end]
        for packed in self._forms.get(form, ()):
            capitals = self._capitals.get((form, packed))
            if capitals is None or _allows(capitals, printed):
                how = packed & ((1 << _BITS) - 1) | way
                concept = self.concepts[packed >> _BITS]
                yield TermMatch(start, end, printed, concept, reason(how), _score(how))


@functools.cache
def _score(way: int) -> float:
    base = _SYNONYM if way & SYNONYM else 1.0
    return base if reason(way & ~SYNONYM) == reason(AS_LISTED) else round(base * _VARIANT, 4)


def _tail(haystack: str, end: int) -> str:
    """Return "s" or "es" where that is all that follows up to the end of the word, else ""."""
    if haystack[end] == "s" and not haystack[end + 1].isalnum():
        return "s"
    if haystack.startswith("es", end) and not haystack[end + 2].isalnum():
        return "es"
    return ""


def _without_plural(form: str) -> Iterator[tuple[str, int]]:
    """Yield a folded label, then what it may be the regular plural of."""
    yield form, AS_LISTED
    for tail in ("s", "es"):
        stem = form.removesuffix(tail)
        if stem != form and regular_plural(stem, tail):
            yield stem, PLURAL


def _longest(found: list[TermMatch]) -> Iterator[TermMatch]:
    """Yield the longest of overlapping matches, in order; of equals the first."""
    found.sort(key=lambda match: (match.start, -match.end, -match.score))
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


def _index(
    concepts: tuple[Concept, ...],
) -> tuple[dict[str, list[int]], dict[tuple[str, int], str]]:
    """Return the packed readings of each form, the best first, and names bound to capitals."""
    names = [(number, AS_LISTED, c.label) for number, c in enumerate(concepts)]
    names += [(number, SYNONYM, s) for number, c in enumerate(concepts) for s in c.synonyms]
    keys = folded(_LIST.join(name for _, _, name in names)).split(_LIST)
    readings: dict[str, list[int]] = {}
    capitals: dict[tuple[str, int], str] = {}
    rows = sorted(forms(keys), key=lambda row: bool(row[2]))
    for row, form, way in rows:
        number, kind, name = names[row]
        packed = (number << _BITS) | (kind | way)
        readings.setdefault(form, []).append(packed)
        if bound := _capitals(name):
            capitals[form, packed] = bound
    return readings, capitals


def _capitals(name: str) -> str:
    """Return ``name`` where its capitals matter: short abbreviations, and a lone A or I."""
    if len(name) <= _SHORT and name.isupper():
        return name
    return name if {"A", "I"} & set(name.split()) else ""


def _allows(capitals: str, printed: str) -> bool:
    """Say whether the words as printed may stand for a name that is bound to its capitals."""
    if capitals.isupper():
        return (printed if capitals.endswith("S") else printed.removesuffix("s")).isupper()
    return all(word in printed.split() for word in capitals.split() if word in ("A", "I"))


@functools.cache
def default_vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with citegraph."""
    return Vocabulary(load_concepts(), load_homonyms())

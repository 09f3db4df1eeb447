"""The concepts of the domain, and finding them in running text.

A vocabulary is a list of concepts with labels and synonyms. Matching runs one Aho–Corasick
automaton over a normalised copy of the text, checks word boundaries and case, resolves homonyms
by their context and keeps the longest match; offsets refer to the text as given.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from kg.lexicon.form_index import FormIndex, build_index
from kg.lexicon.homonyms import Homonym, load_homonyms
from kg.lexicon.normalise import Normalised, folded, normalise
from kg.lexicon.terms import Concept
from kg.lexicon.variants import (
    AS_LISTED,
    PLURAL,
    SYNONYM,
    plural_tail,
    reason,
    regular_plural,
    without_plural,
)
from kg.model.closed_terms import EntityType
from kg.model.spans import Span

__all__ = ["Concept", "TermMatch", "Vocabulary"]

_SYNONYM = 0.95  # score of a listed synonym; a label scores 1
_VARIANT = 0.97  # factor for another number, spelling or eponym form
_MOST = 32_768  # labels whose look-up is kept
_MOST_TEXTS = 1024  # texts whose matches are kept


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


# Start, minus the end, rank of the vocabulary, whether it is a plural, number of the form; so
# sorting puts the earlier, then the longer, then the surer one first. Offsets of the copy.
_Spot = tuple[int, int, int, bool, int]


class Vocabulary:
    """Concepts by their written forms.

    Args:
        index: Concepts and forms, from :func:`build_index` or :func:`read_index`.
        beside: Another vocabulary that is asked where this one knows nothing, or less of a name.
            Where it has an identifier of this vocabulary, this vocabulary's concept is meant.
    """

    def __init__(self, index: FormIndex, beside: Vocabulary | None = None) -> None:
        self._index = index
        self._beside = beside
        self._patterns = tuple(index.packed)
        self._plains: dict[tuple[int, int], tuple[Concept, str, float] | None] = {}
        self._looked: dict[str, TermMatch | None] = {}
        self._matched: dict[str, tuple[TermMatch, ...]] = {}
        # the leading space is the left word boundary; joining punctuation has become spaces
        self._automaton = AhoCorasick([f" {pattern}" for pattern in self._patterns])

    @classmethod
    def of(cls, concepts: Iterable[Concept], ambiguous: Iterable[str] = ()) -> Vocabulary:
        """Return a vocabulary of ``concepts``, in order of precedence.

        Args:
            concepts: A concept for each label; of two with one form the first is preferred.
            ambiguous: Forms that ``kg/data/homonyms.yaml`` tells the senses of.
        """
        return cls(build_index(concepts, ambiguous))

    def with_beside(self, beside: Vocabulary) -> Vocabulary:
        """Return this vocabulary with another one beside it, sharing what was built."""
        joined = object.__new__(Vocabulary)
        joined.__dict__.update(self.__dict__)
        joined._looked, joined._matched = {}, {}
        joined._beside = beside if self._beside is None else self._beside.with_beside(beside)
        return joined

    def __len__(self) -> int:
        """Return the number of concepts."""
        return len(self._index.concepts) + (len(self._beside) if self._beside else 0)

    @property
    def concepts(self) -> tuple[Concept, ...]:
        """Return the concepts of this vocabulary alone, in order."""
        return tuple(self._index.concepts)

    @functools.cached_property
    def _by_id(self) -> Mapping[str, Concept]:
        pairs = [(i, c) for c in self._index.concepts for i in (c.id, *c.exact_matches) if i]
        return dict(reversed(pairs))

    def get(self, label: str) -> Concept | None:
        """Return the concept with exactly this canonical label, or None."""
        for found in self._index.readings(folded(label)):
            concept = self._index.concepts[found.concept]
            if concept.label == label:
                return concept
        return self._beside.get(label) if self._beside else None

    def is_ambiguous(self, label: str) -> bool:
        """Say whether ``label`` is a homonym, whose meaning only its context tells."""
        return folded(label) in self._index.ambiguous

    def lookup(self, label: str, types: Iterable[EntityType] = ()) -> TermMatch | None:
        """Return the concept that ``label`` as a whole names, or None.

        Args:
            label: A name without determiner; case, spelling and number may vary.
            types: Preferred types; a concept of another type is returned where there is no better.
        """
        wanted = frozenset(types)
        if wanted:
            return self._look_up(label, wanted)
        if label not in self._looked:
            if len(self._looked) >= _MOST:
                self._looked.clear()
            self._looked[label] = self._look_up(label, wanted)
        return self._looked[label]

    def _look_up(self, label: str, wanted: frozenset[EntityType]) -> TermMatch | None:
        best: TermMatch | None = None
        for form, way in without_plural(folded(label)):
            for match in self._readings(form, way, label, Span(0, len(label))):
                if not wanted or match.concept.type in wanted:
                    return match
                best = best or match
        if best is None and self._beside:
            best = self._own(self._beside.lookup(label, wanted))
        return best

    def match(self, text: str) -> tuple[TermMatch, ...]:
        """Return the longest matches, in order, without overlaps.

        Offsets are code points of ``text``; ``text[m.start:m.end] == m.text``. What was found in
        the last texts is kept: several readers ask about each sentence.
        """
        if text not in self._matched:
            if len(self._matched) >= _MOST_TEXTS:
                self._matched.clear()
            self._matched[text] = self._matches(text)
        return self._matched[text]

    def _matches(self, text: str) -> tuple[TermMatch, ...]:
        copy = normalise(text)
        spots = sorted(self._spots(copy, 0))
        kept: list[TermMatch] = []
        cluster: list[_Spot] = []
        reach = -1
        for spot in spots:
            if spot[0] >= reach and cluster:
                kept += self._resolved(cluster, text, copy)
                cluster = []
            cluster.append(spot)
            reach = max(reach, -spot[1])
        return (*kept, *self._resolved(cluster, text, copy))

    def _spots(self, copy: Normalised, rank: int) -> list[_Spot]:
        """Return where forms stand in a normalised text as whole words, in any order."""
        haystack = f" {copy.text} "
        spots: list[_Spot] = []
        find = self._automaton.find_matches_as_indexes
        for number, start, end in find(haystack, overlapping=True):
            if not haystack[end].isalnum():
                spots.append((start, 1 - end, rank, False, number))
            elif (tail := plural_tail(haystack, end)) and regular_plural(
                self._patterns[number], tail
            ):
                spots.append((start, 1 - end - len(tail), rank, True, number))
        if self._beside:
            # a homonym that this vocabulary knows is not for the other one to decide
            spots += [
                spot
                for spot in self._beside._spots(copy, rank + 1)  # noqa: SLF001 - its own class
                if copy.text[spot[0] : -spot[1]] not in self._index.ambiguous
            ]
        return spots

    def _resolved(self, cluster: list[_Spot], text: str, copy: Normalised) -> list[TermMatch]:
        """Return the longest of overlapping matches, in order; of equals the surest."""
        if len(cluster) == 1:
            match = self._at(cluster[0], text, copy)
            return [match] if match else []
        kept: list[TermMatch] = []
        taken: list[_Spot] = []
        for spot in sorted(cluster, key=lambda s: (s[0] + s[1], s)):
            if all(-spot[1] <= other[0] or -other[1] <= spot[0] for other in taken):
                match = self._at(spot, text, copy)
                if match is not None:
                    kept.append(match)
                    taken.append(spot)
        return sorted(kept, key=lambda match: match.start)

    def _at(self, spot: _Spot, text: str, copy: Normalised) -> TermMatch | None:
        """Return what is meant at a spot, or None where no reading fits the context."""
        start, end, rank, is_plural, number = spot
        if rank and self._beside:
            theirs = (start, end, rank - 1, is_plural, number)
            return self._own(self._beside._at(theirs, text, copy))  # noqa: SLF001 - its own class
        place = Span(*copy.original(start, -end))
        plain = self._plain(number, PLURAL if is_plural else AS_LISTED)
        if plain is not None:
            return TermMatch(place.start, place.end, text[place.start : place.end], *plain)
        return self._chosen(spot, text, copy, place)

    def _plain(self, number: int, way: int) -> tuple[Concept, str, float] | None:
        """Return the one meaning of a form that no context or capitals can change, or None."""
        key = (number, way)
        if key not in self._plains:
            form = self._patterns[number]
            found = next(self._index.readings(form))
            is_plain = not found.capitals and form not in self._index.ambiguous
            # its plural may be ambiguous ("colds"); then the context decides as well
            is_plain = is_plain and not (way and self._has_ambiguous_plural(form))
            how = found.way | way
            meaning = (self._index.concepts[found.concept], reason(how), _score(how))
            self._plains[key] = meaning if is_plain else None
        return self._plains[key]

    def _has_ambiguous_plural(self, form: str) -> bool:
        return any(form + tail in self._index.ambiguous for tail in ("s", "es"))

    def _chosen(self, spot: _Spot, text: str, copy: Normalised, place: Span) -> TermMatch | None:
        """Return the reading that capitals and context allow, or None."""
        start, end, _, is_plural, number = spot
        way = PLURAL if is_plural else AS_LISTED
        readings = self._readings(self._patterns[number], way, text, place)
        words = copy.text[start:-end]
        if words not in self._index.ambiguous:
            return next(readings, None)
        sense = _homonyms()[words].sense(copy.text, start, -end)
        return next((match for match in readings if match.concept.label == sense), None)

    def _own(self, match: TermMatch | None) -> TermMatch | None:
        """Return a match of the vocabulary beside, with this one's concept where it has it."""
        own = self._by_id.get(match.concept.id or "") if match else None
        if match is None or own is None:
            return match
        why = f"{match.reason} in {match.concept.vocabulary}"
        return TermMatch(match.start, match.end, match.text, own, why, match.score)

    def _readings(self, form: str, way: int, text: str, place: Span) -> Iterator[TermMatch]:
        """Yield what ``place`` of the text may mean where it has this form, the best first."""
        printed = place.text_of(text)
        for found in self._index.readings(form):
            if found.allows(printed):
                how = found.way | way
                concept = self._index.concepts[found.concept]
                yield TermMatch(place.start, place.end, printed, concept, reason(how), _score(how))


@functools.cache
def _score(way: int) -> float:
    base = _SYNONYM if way & SYNONYM else 1.0
    return base if reason(way & ~SYNONYM) == reason(AS_LISTED) else round(base * _VARIANT, 4)


@functools.cache
def _homonyms() -> Mapping[str, Homonym]:
    return {folded(entry.surface): entry for entry in load_homonyms()}

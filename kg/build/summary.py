"""What a build did, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kg.build.pipeline import Failure
from kg.model.appraisal import Corpus
from kg.model.document import CitationState
from kg.model.record import DocumentRecord

GRADES = 5


@dataclass(frozen=True, slots=True)
class BuildSummary:
    """What the store holds after a build, and what the build changed.

    Attributes:
        store: The store's folder, as named.
        built: Documents that were read and extracted in this run.
        unchanged: Documents that the store had already, from the same bytes and rules.
        documents: Documents in the store.
        claims: Claims in the store.
        citations: Pointers of all markers, by state.
        grades: Claims by grade, from 0.
        unattached: Markers that reach no claim.
        propositions: Distinct statements.
        conflicts: Pairs of claims that cannot both hold.
        quads: Quads in the store.
        failures: What was left out, sorted.
    """

    store: str
    built: int
    unchanged: int
    documents: int
    claims: int
    citations: tuple[tuple[CitationState, int], ...]
    grades: tuple[int, ...]
    unattached: int
    propositions: int
    conflicts: int
    quads: int
    failures: tuple[Failure, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the summary as plain values."""
        return {
            "store": self.store,
            "documents": self.documents,
            "built": self.built,
            "unchanged": self.unchanged,
            "claims": self.claims,
            "citations": {state.value: count for state, count in self.citations},
            "grades": {str(level): count for level, count in enumerate(self.grades)},
            "unattachedMarkers": self.unattached,
            "propositions": self.propositions,
            "conflicts": self.conflicts,
            "quads": self.quads,
            "failures": [
                {"document": f.document, "error": f.error, "message": f.message}
                for f in self.failures
            ],
        }


@dataclass(slots=True)
class Tally:
    """Counts records as they pass, so that nobody must hold them for it."""

    documents: int = 0
    claims: int = 0
    unattached: int = 0
    _states: Counter[CitationState] = field(default_factory=Counter, init=False)

    def watch(self, records: Iterable[DocumentRecord]) -> Iterable[DocumentRecord]:
        """Yield ``records``, counted."""
        for record in records:
            self.documents += 1
            self.claims += len(record.claims)
            self.unattached += len(record.unattached)
            pointers = (p for marker in record.document.markers for p in marker.pointers)
            self._states.update(pointer.state for pointer in pointers)
            yield record

    def citations(self) -> tuple[tuple[CitationState, int], ...]:
        """Return how many pointers are in each state."""
        return tuple((state, self._states[state]) for state in CitationState)


def grade_counts(corpus: Corpus) -> tuple[int, ...]:
    """Return how many claims have each grade, from 0."""
    levels = Counter(entry.grade.level for entry in corpus.grades)
    return tuple(levels[level] for level in range(GRADES))

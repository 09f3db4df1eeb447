"""Entities of a whole store: one label and one type each, whatever the documents call them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.graph.claim_quads import argument_iri
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink, boolean, decimal
from kg.model.claim import Argument, Claim, Quantity
from kg.model.closed_terms import EntityType, Predicate
from kg.terms import KG, RDF, RDFS, SCHEMA, SKOS, entity_type, expand


@dataclass(frozen=True, slots=True)
class ConceptTerm:
    """A concept of a vocabulary, as far as the graph shows it.

    Attributes:
        curie: Such as ``MESH:D007970``.
        label: Preferred label.
        synonyms: Other labels.
        broader: CURIEs of the direct parents.
        exact_matches: CURIEs of the same concept elsewhere.
        type: What kind of thing it is.
    """

    curie: str
    label: str
    synonyms: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    type: EntityType | None = None


@dataclass(slots=True)
class _Tally:
    labels: Counter[str] = field(default_factory=Counter)
    types: Counter[EntityType] = field(default_factory=Counter)
    curie: str | None = None
    matches: set[str] = field(default_factory=set)
    quantity: Quantity | None = None
    is_dose: bool = False


class EntityCatalogue:
    """Gathers the entities of all claims, then writes the vocabulary graph.

    Memory grows with the number of distinct entities, not of claims.
    """

    def __init__(self, mint: Minter) -> None:
        self._mint = mint
        self._tallies: dict[str, _Tally] = {}

    def add(self, claim: Claim) -> None:
        """Count the subject and the object of a claim."""
        self._count(argument_iri(self._mint, claim, claim.subject), claim.subject)
        tally = self._count(argument_iri(self._mint, claim, claim.object), claim.object)
        if claim.quantity is not None:
            tally.quantity = claim.quantity
            tally.is_dose |= claim.predicate is Predicate.HAS_DOSAGE

    def _count(self, iri: str, argument: Argument) -> _Tally:
        tally = self._tallies.setdefault(iri, _Tally())
        tally.labels[argument.label] += 1
        tally.types[argument.type] += 1
        if argument.grounding is not None:
            tally.curie = argument.grounding.id
            tally.matches.update(argument.grounding.exact_matches)
        return tally

    def lines(self, concepts: Iterable[ConceptTerm]) -> list[str]:
        """Return the sorted lines of the vocabulary graph.

        Args:
            concepts: Concepts of the vocabularies; those that claims name are written, with all
                their ancestors, so that ``skos:broader*`` reaches across the store.
        """
        graph = self._mint.graph("vocabulary")
        sink = QuadSink(graph)
        sink.iri(graph, RDF.type, SKOS.ConceptScheme)
        sink.string(graph, RDFS.label, "Entities of this store")
        known = {concept.curie: concept for concept in concepts}
        used = {tally.curie for tally in self._tallies.values() if tally.curie in known}
        for curie in sorted(_with_ancestors({curie for curie in used if curie}, known)):
            self._concept(sink, known[curie])
        for iri in sorted(self._tallies):
            self._entity(sink, iri, self._tallies[iri], known)
        return sink.sorted_lines()

    def _concept(self, sink: QuadSink, concept: ConceptTerm) -> None:
        iri = self._mint.concept(concept.curie)
        self._names(sink, iri, concept.label, concept.synonyms)
        self._identity(sink, iri, concept.curie, concept.exact_matches)
        if concept.type is not None:
            sink.iri(iri, RDF.type, entity_type(concept.type.value))
        for parent in concept.broader:
            sink.iri(iri, SKOS.broader, self._mint.concept(parent))

    def _entity(
        self, sink: QuadSink, iri: str, tally: _Tally, known: dict[str, ConceptTerm]
    ) -> None:
        concept = known.get(tally.curie or "")
        labels = sorted(tally.labels, key=lambda label: (-tally.labels[label], label))
        label = concept.label if concept else labels[0]
        self._names(sink, iri, label, labels)
        if concept is None or concept.type is None:
            sink.iri(iri, RDF.type, entity_type(_type_of(tally).value))
        if tally.curie is not None:
            self._identity(sink, iri, tally.curie, tuple(sorted(tally.matches)))
        if tally.quantity is not None:
            _quantity(sink, iri, tally.quantity, is_dose=tally.is_dose)

    def _names(self, sink: QuadSink, iri: str, label: str, others: Iterable[str]) -> None:
        sink.iri(iri, RDF.type, KG.Entity)
        sink.iri(iri, RDF.type, SKOS.Concept)
        sink.iri(iri, SKOS.inScheme, self._mint.graph("vocabulary"))
        sink.string(iri, SKOS.prefLabel, label)
        sink.string(iri, RDFS.label, label)
        for other in others:
            if other != label:
                sink.string(iri, SKOS.altLabel, other)

    def _identity(
        self, sink: QuadSink, iri: str, curie: str, exact_matches: tuple[str, ...]
    ) -> None:
        sink.string(iri, SKOS.notation, curie)
        for match in (curie, *exact_matches):
            target = expand(match)
            if target is not None:
                sink.iri(iri, SKOS.exactMatch, target)


def _with_ancestors(curies: set[str], known: dict[str, ConceptTerm]) -> set[str]:
    found: set[str] = set()
    queue = sorted(curies)
    while queue:
        curie = queue.pop()
        if curie in known and curie not in found:
            found.add(curie)
            queue.extend(known[curie].broader)
    return found


def _type_of(tally: _Tally) -> EntityType:
    named = {kind: n for kind, n in tally.types.items() if kind is not EntityType.OTHER}
    if not named:
        return EntityType.OTHER
    return min(named, key=lambda kind: (-named[kind], kind.value))


def _quantity(sink: QuadSink, iri: str, quantity: Quantity, *, is_dose: bool) -> None:
    sink.decimal(iri, KG.minValue, quantity.min)
    sink.decimal(iri, KG.maxValue, quantity.max)
    sink.string(iri, KG.unit, quantity.unit)
    sink.string(iri, KG.period, quantity.period)
    sink.decimal(iri, KG.timesMin, quantity.times_min)
    sink.decimal(iri, KG.timesMax, quantity.times_max)
    sink.decimal(iri, KG.dailyMin, quantity.daily_min)
    sink.decimal(iri, KG.dailyMax, quantity.daily_max)
    sink.literal(iri, KG.perKilogram, boolean(quantity.per_kg))
    if is_dose:
        sink.iri(iri, RDF.type, SCHEMA.RecommendedDoseSchedule)
        sink.string(iri, SCHEMA.doseUnit, quantity.unit)
        for value in {quantity.min, quantity.max}:
            sink.literal(iri, SCHEMA.doseValue, decimal(value))
        sink.string(iri, SCHEMA.frequency, _frequency(quantity))


def _frequency(quantity: Quantity) -> str | None:
    if quantity.period is None:
        return None
    times = sorted({value for value in (quantity.times_min, quantity.times_max) if value})
    if not times:
        return f"per {quantity.period}"
    return f"{'-'.join(format(value, 'g') for value in times)} per {quantity.period}"

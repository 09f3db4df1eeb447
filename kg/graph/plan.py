"""Works out which graphs a change touches, and writes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.graph.dataset_quads import dataset_lines
from kg.graph.derived_files import KeptLines, load_lines
from kg.graph.derived_quads import DirectWriter, GradesWriter, curation_lines
from kg.graph.document_graphs import DocumentGraphs, text_digest
from kg.graph.entity_quads import ConceptTerm, EntityCatalogue
from kg.graph.generations import DERIVED, QUADS
from kg.graph.loading import (
    bulk_load,
    copy_quads,
    count_classes,
    dump_graph,
    replace_graph,
    update_graph,
)
from kg.graph.manifest import DocumentEntry, GraphEntry
from kg.graph.minting import Minter
from kg.graph.ontology import ontology_lines
from kg.graph.provenance import Provenance
from kg.model.appraisal import Corpus, Judgement
from kg.model.claim import Claim
from kg.model.record import DocumentRecord

if TYPE_CHECKING:
    import pyoxigraph

    from kg.graph.early_load import EarlyLoad

#: Above this share of changed documents a bulk load of everything is faster than replacing graphs.
_REBUILD_SHARE = 0.3


class Contents(Protocol):
    """What a store will hold."""

    mint: Minter

    @property
    def old_graphs(self) -> dict[str, GraphEntry]:
        """Return the graphs of the last generation by name."""

    @property
    def runs(self) -> tuple[Provenance, ...]:
        """Return how documents were made."""

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Return all decisions."""

    def entries(self) -> tuple[DocumentEntry, ...]:
        """Return the documents, sorted by id."""

    def read(self, entry: DocumentEntry) -> DocumentRecord:
        """Read the record of an entry."""

    def read_claims(self, entry: DocumentEntry) -> tuple[Claim, ...]:
        """Read the claims of an entry alone."""


class Plan:
    """Fills the quads of a new generation: in bulk, or from the last one graph by graph."""

    def __init__(
        self, contents: Contents, corpus: Corpus, concepts: tuple[ConceptTerm, ...]
    ) -> None:
        self._contents = contents
        self._corpus = corpus
        self._concepts = concepts
        self._mint = contents.mint
        self._old = contents.old_graphs
        self._table: dict[str, GraphEntry] = {}
        self._documents = DocumentGraphs(
            self._mint, contents.entries(), contents.runs, corpus.evidence
        )

    def write(
        self, folder: Path, old: Path | None, early: EarlyLoad | None = None
    ) -> tuple[GraphEntry, ...]:
        """Fill a generation from the old one and the change; return the table of graphs.

        Args:
            folder: Of the generation.
            old: That of the last generation, where it has quads.
            early: What has been loaded into a first generation already, or None.
        """
        self._lines = folder / DERIVED
        store = self._filled(folder, old) if early is None else self._completed(early)
        self._describe(store)
        store.flush()
        return tuple(self._table[iri] for iri in sorted(self._table))

    def _filled(self, folder: Path, old: Path | None) -> pyoxigraph.Store:
        from pyoxigraph import Store  # noqa: PLC0415 - costs a command's start-up

        target = folder / QUADS
        changed = frozenset(self._documents) - self._standing(self._old)
        if old is None or len(changed) > _REBUILD_SHARE * len(self._documents):
            store = Store(str(target))
            bulk_load(store, self._lines_without(frozenset()))
        else:
            copy_quads(old / QUADS, target)
            store = Store(str(target))
            self._replace(store, changed, old / DERIVED)
        return store

    def _completed(self, early: EarlyLoad) -> pyoxigraph.Store:
        """Keep what was loaded and still holds; load the rest."""
        store, loaded = early.finish()
        standing = self._standing(loaded)
        for graph in loaded.keys() - standing:
            replace_graph(store, graph, ())
        self._table.update((graph, loaded[graph]) for graph in standing)
        bulk_load(store, self._lines_without(standing))
        return store

    def _standing(self, graphs: Mapping[str, GraphEntry]) -> frozenset[str]:
        """Return the names of graphs of documents that are made from what they would be now."""
        return frozenset(
            graph
            for graph in self._documents
            if graph in graphs and graphs[graph].inputs == self._documents.inputs(graph)
        )

    def _document_lines(self, graph: str, record: DocumentRecord) -> list[str]:
        lines = self._documents.lines(graph, record)
        self._table[graph] = GraphEntry(graph, self._documents.inputs(graph), len(lines))
        return lines

    def _lines_without(self, standing: frozenset[str]) -> Iterator[str]:
        derived = _Derived(self._mint, self._corpus)
        for graph in self._documents:
            entry = self._documents.entry(graph)
            if graph in standing:
                derived.add(self._contents.read_claims(entry))
                continue
            record = self._contents.read(entry)
            derived.add(record.claims)
            yield from self._document_lines(graph, record)
        for name, lines in derived.finish(self._contents.judgements, self._concepts):
            kept = KeptLines(self._lines, name, lines)
            yield from kept
            self._note_derived(name, kept)

    def _note_derived(self, name: str, kept: KeptLines) -> GraphEntry:
        entry = GraphEntry(self._mint.graph(name), kept.digest, kept.count)
        self._table[entry.iri] = entry
        return entry

    def _replace(self, store: pyoxigraph.Store, changed: frozenset[str], before: Path) -> None:
        derived = _Derived(self._mint, self._corpus)
        for graph in self._documents:
            entry = self._documents.entry(graph)
            if graph in changed:
                record = self._contents.read(entry)
                derived.add(record.claims)
                replace_graph(store, graph, self._document_lines(graph, record))
            else:
                derived.add(self._contents.read_claims(entry))
                self._table[graph] = self._old[graph]
        for name, lines in derived.finish(self._contents.judgements, self._concepts):
            self._replace_derived(store, name, lines, before)
        for graph in self._old.keys() - self._table.keys():
            replace_graph(store, graph, ())

    def _replace_derived(
        self, store: pyoxigraph.Store, name: str, found: Iterable[str], before: Path
    ) -> None:
        kept = KeptLines(self._lines, name, found)
        lines = list(kept)
        entry = self._note_derived(name, kept)
        last = self._old.get(entry.iri)
        if last == entry:
            return
        old = load_lines(before, name, last.inputs) if last is not None else None
        update_graph(store, entry.iri, lines, dump_graph(store, entry.iri) if old is None else old)

    def _describe(self, store: pyoxigraph.Store) -> None:
        dataset = self._mint.graph("dataset")
        replace_graph(store, dataset, ())
        entries = self._contents.entries()
        lines = dataset_lines(
            self._mint,
            version=self._contents.runs[entries[0].run].version if entries else "",
            documents=len(entries),
            quads=sum(graph.quads for graph in self._table.values()),
            graphs=tuple(sorted(self._table)),
            classes=count_classes(store, self._mint.graph("ontology")),
        )
        replace_graph(store, dataset, lines)
        self._table[dataset] = GraphEntry(dataset, text_digest("".join(lines)), len(lines))


class _Derived:
    """Gathers what is derived from all documents while they stream by."""

    def __init__(self, mint: Minter, corpus: Corpus) -> None:
        self._mint = mint
        self._corpus = corpus
        self._grades = GradesWriter(mint)
        self._direct = DirectWriter(mint)
        self._entities = EntityCatalogue(mint)
        self._final = {grade.claim: grade.grade for grade in corpus.grades}
        self._rejected = frozenset(corpus.rejected)

    def add(self, claims: tuple[Claim, ...]) -> None:
        for claim in claims:
            rejected = claim.id in self._rejected
            self._grades.add(claim, self._final.get(claim.id), is_rejected=rejected)
            self._direct.add(claim, is_rejected=rejected)
            self._entities.add(claim)

    def finish(
        self, judgements: tuple[Judgement, ...], concepts: tuple[ConceptTerm, ...]
    ) -> Iterator[tuple[str, Iterable[str]]]:
        yield "grades", self._grades.finish(self._corpus)
        yield "direct", self._direct.finish()
        yield "vocabulary", self._entities.lines(concepts)
        yield "curation", curation_lines(judgements, self._mint)
        yield "ontology", ontology_lines(self._mint)

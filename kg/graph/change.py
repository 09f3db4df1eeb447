"""One change of a store: documents added, replaced or removed, decisions kept; all or nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.graph.claim_quads import document_lines
from kg.graph.dataset_quads import dataset_lines
from kg.graph.derived_quads import DirectWriter, GradesWriter, curation_lines
from kg.graph.entity_quads import ConceptTerm, EntityCatalogue
from kg.graph.generations import MANIFEST, QUADS, Layout
from kg.graph.loading import bulk_load, copy_quads, count_classes, replace_graph
from kg.graph.manifest import DocumentEntry, GraphEntry, Manifest, manifest_bytes
from kg.graph.minting import Minter
from kg.graph.ontology import ontology_lines
from kg.graph.provenance import Provenance
from kg.graph.record_files import RecordFiles
from kg.model.appraisal import Corpus, EvidenceLine, Judgement
from kg.model.codec import to_plain
from kg.model.record import DocumentRecord
from kg.terms import DCTERMS

#: Above this share of changed documents a bulk load of everything is faster than replacing graphs.
_REBUILD_SHARE = 0.3
_EMPTY = Corpus((), (), (), ())


class Change:
    """Collects a change and commits it as a new generation.

    Made by :meth:`kg.graph.Store.change`, which holds the writer's lock.
    """

    def __init__(
        self,
        layout: Layout,
        manifest: Manifest,
        corpus: Corpus | None,
        judgements: tuple[Judgement, ...],
    ) -> None:
        self._layout = layout
        self._old = manifest
        self._corpus = corpus or _EMPTY
        self._judgements = judgements
        self._files = RecordFiles(layout.records)
        self._entries = {entry.id: entry for entry in manifest.documents}
        self._runs = list(manifest.runs)
        self.mint = Minter(manifest.base)

    def add(self, record: DocumentRecord, provenance: Provenance, path: Path | None = None) -> None:
        """Add a document, or replace the one of the same name."""
        if provenance not in self._runs:
            self._runs.append(provenance)
        document = record.document
        self._entries[document.id] = DocumentEntry(
            id=document.id,
            sha256=document.source.sha256,
            path=str(path.resolve()) if path is not None else None,
            record=self._files.write(record),
            run=self._runs.index(provenance),
            claims=tuple(claim.id for claim in record.claims),
        )

    def remove(self, document: str) -> bool:
        """Drop a document; return whether it was there."""
        return self._entries.pop(document, None) is not None

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Record people's decisions; one that is there already is not repeated."""
        self._judgements = tuple(dict.fromkeys((*self._judgements, *judgements)))

    def entries(self) -> tuple[DocumentEntry, ...]:
        """Return the documents as they will be, sorted by id."""
        return tuple(self._entries[key] for key in sorted(self._entries))

    def records(self) -> Iterator[DocumentRecord]:
        """Yield the records as they will be, sorted by document id."""
        for entry in self.entries():
            yield self._files.read(entry.record)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Return all decisions, in the order in which they were recorded."""
        return self._judgements

    def commit(
        self, corpus: Corpus | None = None, concepts: Iterable[ConceptTerm] = ()
    ) -> Manifest:
        """Write a new generation, make it durable and the current one.

        Args:
            corpus: What appraisal makes of all documents; None keeps the last one.
            concepts: Concepts of the vocabularies, for labels and ``skos:broader``.
        """
        corpus = corpus if corpus is not None else self._corpus
        plan = _Plan(self, corpus, tuple(concepts))
        folder = self._layout.start(self._old.generation + 1)
        graphs = plan.write(folder / QUADS, self._old_quads())
        manifest = replace(
            self._old,
            generation=self._old.generation + 1,
            runs=tuple(self._runs),
            documents=self.entries(),
            graphs=graphs,
        )
        _write_json(folder / "corpus.json", to_plain(corpus))
        _write_json(folder / "judgements.json", to_plain(self._judgements))
        (folder / MANIFEST).write_bytes(manifest_bytes(manifest))
        self._layout.publish(folder)
        if self._layout.clear_old():
            self._files.keep_only(entry.record for entry in manifest.documents)
        return manifest

    def _old_quads(self) -> Path | None:
        return self._layout.current() / QUADS if self._old.graphs else None

    # what the plan reads

    @property
    def old_graphs(self) -> dict[str, GraphEntry]:
        """Return the graphs of the last generation by name."""
        return {graph.iri: graph for graph in self._old.graphs}

    def read(self, entry: DocumentEntry) -> DocumentRecord:
        """Read the record of an entry."""
        return self._files.read(entry.record)

    def provenance(self, entry: DocumentEntry) -> Provenance:
        """Return how the claims of a document were made."""
        return self._runs[entry.run]


class _Plan:
    """Works out which graphs changed, and writes them."""

    def __init__(self, change: Change, corpus: Corpus, concepts: tuple[ConceptTerm, ...]) -> None:
        self._change = change
        self._corpus = corpus
        self._concepts = concepts
        self._mint = change.mint
        self._old = change.old_graphs
        self._graphs: dict[str, GraphEntry] = {}
        self._evidence: dict[str, list[EvidenceLine]] = {}
        for line in corpus.evidence:
            self._evidence.setdefault(line.claim, []).append(line)
        self._by_graph: dict[str, list[DocumentEntry]] = {}
        for entry in change.entries():
            self._by_graph.setdefault(self._mint.document(entry.sha256), []).append(entry)

    def write(self, target: Path, old: Path | None) -> tuple[GraphEntry, ...]:
        """Fill ``target`` from ``old`` and the change; return the table of graphs."""
        from pyoxigraph import Store  # noqa: PLC0415 - costs a command's start-up

        changed = [graph for graph, of in self._by_graph.items() if self._is_new(graph, of)]
        if old is None or len(changed) > _REBUILD_SHARE * len(self._by_graph):
            store = Store(str(target))
            bulk_load(store, self._all_lines())
        else:
            copy_quads(old, target)
            store = Store(str(target))
            self._replace(store, frozenset(changed))
        self._describe(store)
        store.flush()
        return tuple(self._graphs[iri] for iri in sorted(self._graphs))

    def _is_new(self, graph: str, entries: Sequence[DocumentEntry]) -> bool:
        last = self._old.get(graph)
        return last is None or last.inputs != self._inputs(entries)

    def _inputs(self, entries: Sequence[DocumentEntry]) -> str:
        """Return the digest of everything that a document's graph is made from."""
        first = entries[0]
        evidence = [to_plain(self._evidence.get(claim, [])) for claim in first.claims]
        names = [entry.id for entry in entries]
        parts = [first.record, names, self._change.provenance(first).key, evidence]
        return _digest(json.dumps(parts, sort_keys=True))

    def _document_lines(self, graph: str, record: DocumentRecord) -> list[str]:
        entries = self._by_graph[graph]
        evidence = [line for claim in record.claims for line in self._evidence.get(claim.id, ())]
        run = self._change.provenance(entries[0])
        lines = document_lines(record, evidence, self._mint, run)
        lines = _with_names(lines, graph, [entry.id for entry in entries[1:]])
        self._graphs[graph] = GraphEntry(graph, self._inputs(entries), len(lines))
        return lines

    def _all_lines(self) -> Iterator[str]:
        derived = _Derived(self._mint, self._corpus)
        for graph, entries in self._by_graph.items():
            record = self._change.read(entries[0])
            derived.add(record)
            yield from self._document_lines(graph, record)
        for graph, lines in derived.finish(self._change.judgements, self._concepts):
            self._graphs[graph] = GraphEntry(graph, _digest("".join(lines)), len(lines))
            yield from lines

    def _replace(self, store: object, changed: frozenset[str]) -> None:
        import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

        assert isinstance(store, pyoxigraph.Store)  # noqa: S101 - narrows the type
        derived = _Derived(self._mint, self._corpus)
        for graph, entries in self._by_graph.items():
            record = self._change.read(entries[0])
            derived.add(record)
            if graph in changed:
                replace_graph(store, graph, self._document_lines(graph, record))
            else:
                self._graphs[graph] = self._old[graph]
        for graph, lines in derived.finish(self._change.judgements, self._concepts):
            inputs = _digest("".join(lines))
            self._graphs[graph] = GraphEntry(graph, inputs, len(lines))
            if graph not in self._old or self._old[graph].inputs != inputs:
                replace_graph(store, graph, lines)
        for graph in self._old.keys() - self._graphs.keys():
            replace_graph(store, graph, ())

    def _describe(self, store: object) -> None:
        import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

        assert isinstance(store, pyoxigraph.Store)  # noqa: S101 - narrows the type
        dataset = self._mint.graph("dataset")
        replace_graph(store, dataset, ())
        entries = self._change.entries()
        lines = dataset_lines(
            self._mint,
            version=self._change.provenance(entries[0]).version if entries else "",
            documents=len(entries),
            quads=sum(graph.quads for graph in self._graphs.values()),
            graphs=tuple(sorted(self._graphs)),
            classes=count_classes(store),
        )
        replace_graph(store, dataset, lines)
        self._graphs[dataset] = GraphEntry(dataset, _digest("".join(lines)), len(lines))


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

    def add(self, record: DocumentRecord) -> None:
        for claim in record.claims:
            rejected = claim.id in self._rejected
            self._grades.add(claim, self._final.get(claim.id), is_rejected=rejected)
            self._direct.add(claim, is_rejected=rejected)
            self._entities.add(claim)

    def finish(
        self, judgements: tuple[Judgement, ...], concepts: tuple[ConceptTerm, ...]
    ) -> Iterator[tuple[str, list[str]]]:
        name = self._mint.graph
        yield name("grades"), self._grades.finish(self._corpus.propositions, self._corpus.conflicts)
        yield name("direct"), self._direct.finish()
        yield name("vocabulary"), self._entities.lines(concepts)
        yield name("curation"), curation_lines(judgements, self._mint)
        yield name("ontology"), ontology_lines(self._mint)


def _with_names(lines: list[str], graph: str, names: Sequence[str]) -> list[str]:
    if not names:
        return lines
    from kg.graph.nquads import QuadSink  # noqa: PLC0415

    sink = QuadSink(graph)
    for name in names:
        sink.string(graph, DCTERMS.identifier, name)
    return sorted({*lines, *sink.lines})


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()


def _write_json(path: Path, value: object) -> None:
    data = json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    path.write_bytes(data.encode())

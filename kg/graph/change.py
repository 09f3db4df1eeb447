"""One change of a store: documents added, replaced or removed, decisions kept; all or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from kg.graph.drafts import GraphDraft
from kg.graph.early_load import EarlyLoad
from kg.graph.entity_quads import ConceptTerm
from kg.graph.generations import CORPUS, MANIFEST, Layout
from kg.graph.kept import Kept
from kg.graph.manifest import DocumentEntry, GraphEntry, Manifest, manifest_bytes
from kg.graph.minting import Minter
from kg.graph.plan import Plan
from kg.graph.provenance import Provenance
from kg.graph.record_files import RecordFiles
from kg.model.appraisal import Corpus, Judgement
from kg.model.claim import Claim
from kg.model.json_bytes import to_json
from kg.model.packed import PackedRecord
from kg.model.record import DocumentRecord

_EMPTY = Corpus((), (), (), ())


class Change:
    """Collects a change and commits it as a new generation.

    Made by :meth:`kg.graph.Store.change`, which holds the writer's lock.

    Attributes:
        kept: What is carried on; to be replaced as a whole.
    """

    def __init__(
        self,
        layout: Layout,
        manifest: Manifest,
        corpus: Corpus | None,
        kept: Kept,
    ) -> None:
        self._layout = layout
        self._old = manifest
        self._corpus = corpus or _EMPTY
        self.kept = kept
        self._files = RecordFiles(layout.records)
        self._entries = {entry.id: entry for entry in manifest.documents}
        self._runs = list(manifest.runs)
        self._places: dict[Path, str] = {}
        self._early: EarlyLoad | None = None
        self.mint = Minter(manifest.base)

    def add(
        self,
        record: DocumentRecord | PackedRecord,
        provenance: Provenance,
        path: Path | None = None,
        draft: GraphDraft | None = None,
    ) -> None:
        """Add a document, or replace the one of the same name.

        Args:
            record: What was made of it.
            provenance: How that was made.
            path: The file that it is in, or None.
            draft: Its graph, which is loaded at once where :attr:`takes_drafts`, or None.

        Raises:
            ShapeError: A text in the record holds half of a surrogate pair.
        """
        if provenance not in self._runs:
            self._runs.append(provenance)
        packed = record if isinstance(record, PackedRecord) else PackedRecord.of(record)
        self._entries[packed.document] = DocumentEntry(
            id=packed.document,
            sha256=packed.sha256,
            path=self._resolved(path) if path is not None else None,
            record=self._files.write(packed),
            run=self._runs.index(provenance),
            claims=packed.claims,
        )
        if draft is not None and self.takes_drafts:
            self._loading().add(draft)

    @property
    def takes_drafts(self) -> bool:
        """Whether graphs are loaded as documents are added: into a store that has none yet."""
        return not self._old.graphs

    def _loading(self) -> EarlyLoad:
        if self._early is None:
            self._early = EarlyLoad(self._start())
        return self._early

    def _start(self) -> Path:
        return self._layout.start(self._old.generation + 1)

    def close(self) -> None:
        """Let go of what was loaded and is not committed."""
        if self._early is not None:
            self._early.close()
            self._layout.drop_unfinished()

    def _resolved(self, path: Path) -> str:
        place = self._places.get(path)  # one file may hold thousands of documents
        if place is None:
            place = self._places[path] = str(path.resolve())
        return place

    def remove(self, document: str) -> bool:
        """Drop a document; return whether it was there."""
        return self._entries.pop(document, None) is not None

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Record people's decisions; one that is there already is not repeated."""
        merged = tuple(dict.fromkeys((*self.kept.judgements, *judgements)))
        self.kept = replace(self.kept, judgements=merged)

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
        return self.kept.judgements

    def commit(
        self, corpus: Corpus | None = None, concepts: Iterable[ConceptTerm] = ()
    ) -> Manifest:
        """Write a new generation, make it durable and the current one.

        Args:
            corpus: What appraisal makes of all documents; None keeps the last one.
            concepts: Concepts of the vocabularies, for labels and ``skos:broader``.
        """
        corpus = corpus if corpus is not None else self._corpus
        plan = Plan(self, corpus, tuple(concepts))
        folder = self._early.folder if self._early is not None else self._start()
        last = self._layout.current() if self._old.graphs else None
        graphs = plan.write(folder, last, self._early)
        manifest = replace(
            self._old,
            generation=self._old.generation + 1,
            runs=tuple(self._runs),
            documents=self.entries(),
            graphs=graphs,
        )
        (folder / CORPUS).write_bytes(to_json(corpus))
        self.kept.save(folder)
        (folder / MANIFEST).write_bytes(manifest_bytes(manifest))
        self._files.sync()
        self._layout.publish(folder)
        self._early = None
        return manifest

    @property
    def old_graphs(self) -> dict[str, GraphEntry]:
        """Return the graphs of the last generation by name."""
        return {graph.iri: graph for graph in self._old.graphs}

    @property
    def runs(self) -> tuple[Provenance, ...]:
        """Return how documents were made, as entries refer to it."""
        return tuple(self._runs)

    def read(self, entry: DocumentEntry) -> DocumentRecord:
        """Read the record of an entry."""
        return self._files.read(entry.record)

    def read_claims(self, entry: DocumentEntry) -> tuple[Claim, ...]:
        """Read the claims of an entry alone."""
        return self._files.read_claims(entry.record)

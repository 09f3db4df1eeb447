"""The store: a folder with records and quads, written in one step, read beside the writer."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.creation import make_empty
from kg.graph.generations import MANIFEST, QUADS, Layout
from kg.graph.kept import Kept
from kg.graph.loading import dump_graph
from kg.graph.locking import writer_lock
from kg.graph.manifest import Manifest, read_manifest
from kg.graph.minting import Minter
from kg.graph.provenance import Provenance
from kg.graph.querying import Graphs, run_query
from kg.graph.record_files import RecordFiles
from kg.model.codec import from_plain
from kg.terms import DEFAULT_BASE

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    import rdflib

    from kg.graph.change import Change
    from kg.graph.entity_quads import ConceptTerm
    from kg.model.appraisal import Corpus, Judgement
    from kg.model.claim import Claim
    from kg.model.record import DocumentRecord

_NOTHING = Provenance()


class Store:
    """A store of documents, claims and what was derived from them.

    Reading never waits for writing: a store that is open shows the generation it was opened with,
    until :meth:`reload` or an own write. Use it as a context manager, or call :meth:`close`.

    Attributes:
        path: Its folder.
        manifest: What it holds.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        self.path = path
        self._layout = Layout(path)
        self._read_only = read_only
        self._descriptor: int | None = None
        self._quads: pyoxigraph.Store | None = None
        self._open_current()

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, base: str = DEFAULT_BASE) -> Store:
        """Make an empty store, or open the one that is there.

        Raises:
            StoreError: The folder holds something else, cannot be written, or has another base.
        """
        root = Path(path)
        layout = Layout(root)
        if not layout.pointer.exists():
            if root.is_dir() and any(root.iterdir()) and not layout.lock.exists():
                raise StoreError(
                    "the folder is not empty and is no store",
                    path=str(root),
                    remedy="name a new folder",
                )
            make_empty(layout, base)
        store = cls(root, read_only=False)
        if store.manifest.base != base:
            store.close()
            message = f"the store has the base {store.manifest.base}"
            raise StoreError(message, path=str(root), remedy="name the same base, or a new folder")
        return store

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Store:
        """Open a store.

        Raises:
            StoreError: There is no store here, or it is damaged.
        """
        return cls(Path(path), read_only=read_only)

    @staticmethod
    def exists(path: str | os.PathLike[str]) -> bool:
        """Return whether a folder holds a store."""
        return Layout(Path(path)).pointer.exists()

    def __enter__(self) -> Store:
        """Return the store itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    def close(self) -> None:
        """Let go of the files."""
        self._quads = None
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def reload(self) -> None:
        """Show what other processes have written meanwhile."""
        self.close()
        self._open_current()

    def _open_current(self) -> None:
        self._folder, self._descriptor = self._layout.open_current()
        self.manifest: Manifest = read_manifest(self._folder / MANIFEST)
        self._files = RecordFiles(self._layout.records)

    # reading

    def records(self) -> Iterator[DocumentRecord]:
        """Yield the records, sorted by document id."""
        for entry in self.manifest.documents:
            yield self._files.read(entry.record)

    def record(self, document: str) -> DocumentRecord | None:
        """Return the record of a document, or None."""
        entry = self.manifest.entry(document)
        return self._files.read(entry.record) if entry else None

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, by document id, then position."""
        for record in self.records():
            yield from record.claims

    def corpus(self) -> Corpus:
        """Return what appraisal made of all documents at the last write."""
        from kg.model.appraisal import Corpus  # noqa: PLC0415 - a query does without

        return from_plain(Corpus, json.loads((self._folder / "corpus.json").read_bytes()))

    def judgements(self) -> tuple[Judgement, ...]:
        """Return people's decisions in the order in which they were recorded."""
        return self.kept.judgements

    @property
    def kept(self) -> Kept:
        """Return decisions, checks of works and catalogues, which outlive every rebuild."""
        return Kept.load(self._folder)

    def has(self, document: str, sha256: str, provenance: Provenance = _NOTHING) -> bool:
        """Say whether a document is there, from the same bytes, made the same way."""
        entry = self.manifest.entry(document)
        if entry is None or entry.sha256 != sha256:
            return False
        return self.manifest.runs[entry.run] == provenance

    # querying

    @property
    def quads(self) -> pyoxigraph.Store:
        """Return the quads, read-only.

        Raises:
            StoreError: They cannot be opened.
        """
        if self._quads is None:
            import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

            try:
                self._quads = pyoxigraph.Store.read_only(str(self._folder / QUADS))
            except OSError as error:
                raise StoreError(f"cannot be opened: {error}", path=str(self.path)) from error
        return self._quads

    def query(
        self,
        sparql: str,
        substitutions: Mapping[str, Any] | None = None,
        graphs: Graphs | None = None,
    ) -> Any:
        """Run SPARQL over the union of all graphs, with our prefixes and base declared.

        Args:
            sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
            substitutions: Variable name → pyoxigraph term to put in its place.
            graphs: The graphs that the query sees instead of all.

        Returns:
            pyoxigraph's solutions, boolean or triples.

        Raises:
            QueryError: The query is malformed.
        """
        return run_query(self.quads, sparql, substitutions, base=self.manifest.base, graphs=graphs)

    @property
    def mint(self) -> Minter:
        """Return what names the things of this store."""
        return Minter(self.manifest.base)

    @property
    def graph(self) -> rdflib.Dataset:
        """Return the quads as an rdflib Dataset, whose default graph is the union of all."""
        from kg.graph.views import rdflib_dataset  # noqa: PLC0415 - rdflib is slow to import

        return rdflib_dataset(self.quads)

    def _repr_html_(self) -> str:
        """Return counts by document and grade, for a notebook."""
        views = import_module("kg.views.notebook")  # which stand above this package
        return str(views.store_html(tuple(self.records()), self.corpus()))

    def to_networkx(self) -> nx.MultiDiGraph:
        """Return entities and claims as a multigraph; one edge a claim, keyed by its id."""
        from kg.graph.views import claims_multigraph  # noqa: PLC0415 - networkx is slow to import

        return claims_multigraph(self)

    def nquads(self) -> Iterator[str]:
        """Yield every quad as a line, sorted within its graph, the graphs sorted by name."""
        for graph in self.manifest.graphs:
            yield from self.graph_lines(graph.iri)

    def graph_lines(self, graph: str) -> list[str]:
        """Return the quads of one graph as sorted lines."""
        return dump_graph(self.quads, graph)

    def nquads_digest(self) -> str:
        """Return the SHA-256 of :meth:`nquads`; equal inputs give equal digests."""
        digest = hashlib.sha256()
        for line in self.nquads():
            digest.update(line.encode())
        return digest.hexdigest()

    # writing

    @contextlib.contextmanager
    def change(self) -> Iterator[Change]:
        """Hold the writer's lock and give a change to fill and commit.

        Raises:
            StoreError: The store is read-only, another process writes it, or the disk is full.
        """
        from kg.graph.change import Change  # noqa: PLC0415 - a query does without

        if self._read_only:
            raise StoreError("the store was opened for reading only", path=str(self.path))
        if self.manifest.is_imported:
            raise StoreError(
                "the store was imported, without documents, and is only read",
                path=str(self.path),
                remedy="build one from the sources",
            )
        with writer_lock(self._layout.lock):
            self.reload()
            change = Change(self._layout, self.manifest, self.corpus(), self.kept)
            try:
                yield change
            except OSError as error:
                self._layout.drop_unfinished()
                reason = error.strerror or str(error)
                raise StoreError(
                    f"writing failed: {reason}", path=str(self.path),
                    remedy="the store is as it was before; make room and repeat",
                ) from error  # fmt: skip
            self.reload()
            if self._layout.clear_old():
                self._files.keep_only(entry.record for entry in self.manifest.documents)

    def write(  # noqa: PLR0913 - the options are named
        self,
        records: Iterable[DocumentRecord],
        corpus: Corpus | None = None,
        *,
        removed: Sequence[str] = (),
        provenance: Provenance = _NOTHING,
        paths: Mapping[str, Path] | None = None,
        concepts: Iterable[ConceptTerm] = (),
    ) -> Manifest:
        """Add or replace documents and drop others, in one step.

        Args:
            records: New and changed documents; those not named stay as they are.
            corpus: What appraisal makes of all documents; None keeps the last one.
            removed: Ids of documents to drop.
            provenance: How the claims were made.
            paths: Document id → where its source was read, for ``kg validate``.
            concepts: Concepts of the vocabularies, for labels and ``skos:broader``.

        Raises:
            StoreError: Another process writes the store, or the disk is full.
        """
        with self.change() as change:
            for record in records:
                change.add(record, provenance, (paths or {}).get(record.document.id))
            for document in removed:
                change.remove(document)
            return change.commit(corpus, concepts)

    def add_judgements(
        self,
        judgements: Iterable[Judgement],
        corpus: Corpus | None = None,
        concepts: Iterable[ConceptTerm] = (),
    ) -> Manifest:
        """Record people's decisions; they are kept for ever.

        Args:
            judgements: New decisions.
            corpus: What appraisal makes of all documents and decisions; None keeps the last one.
            concepts: Concepts of the vocabularies, as for :meth:`write`.
        """
        with self.change() as change:
            change.judge(judgements)
            return change.commit(corpus, concepts)

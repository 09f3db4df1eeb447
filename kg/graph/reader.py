"""What a store shows while it is open: its records, its quads, and the ways to ask for them."""

from __future__ import annotations

import functools
import hashlib
import os
from collections.abc import Collection, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import StoreError
from kg.graph.generations import CORPUS, MANIFEST, QUADS, Layout
from kg.graph.kept import Kept
from kg.graph.loading import dump_graph
from kg.graph.manifest import DocumentEntry, Manifest, read_manifest
from kg.graph.minting import Minter
from kg.graph.provenance import Provenance
from kg.graph.querying import Graphs, run_query
from kg.graph.record_files import RecordFiles
from kg.model.json_bytes import from_json

if TYPE_CHECKING:
    from typing import Self

    import networkx as nx
    import pyoxigraph
    import rdflib

    from kg.model.appraisal import Corpus, EvidenceLine, Judgement
    from kg.model.claim import Claim
    from kg.model.record import DocumentRecord

NO_PROVENANCE = Provenance()


class StoreReader:
    """The generation of a store that was current when it was opened.

    It stays as it is while another process writes, until :meth:`reload`. Use it as a context
    manager, or call :meth:`close`.

    Attributes:
        path: The store's folder.
        manifest: What it holds.

    Raises:
        StoreError: There is no store here, or it is damaged.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._layout = Layout(path)
        self._descriptor: int | None = None
        self._quads: pyoxigraph.Store | None = None
        self._open_current()

    def __enter__(self) -> Self:
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
        self.__dict__.pop("_entries", None)  # those of the generation before

    @functools.cached_property
    def _entries(self) -> dict[str, DocumentEntry]:
        return {entry.id: entry for entry in self.manifest.documents}

    # reading

    def records(self) -> Iterator[DocumentRecord]:
        """Yield the records, sorted by document id."""
        for entry in self.manifest.documents:
            yield self._files.read(entry.record)

    def record(self, document: str) -> DocumentRecord | None:
        """Return the record of a document, or None."""
        entry = self._entries.get(document)
        return self._files.read(entry.record) if entry else None

    def record_of(self, entry: DocumentEntry) -> DocumentRecord:
        """Return the record of a document of the manifest."""
        return self._files.read(entry.record)

    def claims(self) -> Iterator[Claim]:
        """Yield every claim, by document id, then position."""
        for record in self.records():
            yield from record.claims

    def corpus(self) -> Corpus:
        """Return what appraisal made of all documents at the last write."""
        from kg.model.appraisal import Corpus  # noqa: PLC0415 - a query does without

        return from_json(Corpus, (self._folder / CORPUS).read_bytes())

    def part(self, documents: Collection[str]) -> tuple[tuple[DocumentRecord, ...], Corpus]:
        """Return the records of some documents, and what appraisal said about their claims.

        The rest of the store is not read.
        """
        from kg.graph.corpus_parts import part_of  # noqa: PLC0415 - a query does without

        entries = [entry for entry in self.manifest.documents if entry.id in documents]
        claims = frozenset(claim for entry in entries for claim in entry.claims)
        return tuple(map(self.record_of, entries)), part_of(self.corpus(), claims)

    def evidence(self) -> tuple[EvidenceLine, ...]:
        """Return the evidence lines of :meth:`corpus` alone."""
        from kg.model.appraisal import CorpusEvidence  # noqa: PLC0415 - a query does without

        return from_json(CorpusEvidence, (self._folder / CORPUS).read_bytes()).evidence

    def judgements(self) -> tuple[Judgement, ...]:
        """Return people's decisions in the order in which they were recorded."""
        return self.kept.judgements

    @property
    def kept(self) -> Kept:
        """Return decisions, checks of works and catalogues, which outlive every rebuild."""
        return Kept.load(self._folder)

    def has(self, document: str, sha256: str, provenance: Provenance = NO_PROVENANCE) -> bool:
        """Say whether a document is there, from the same bytes, made the same way."""
        entry = self._entries.get(document)
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

        return claims_multigraph(self.claims(), self.corpus(), self.mint)

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

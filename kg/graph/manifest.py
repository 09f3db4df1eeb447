"""What a store holds: documents, how they were made, and the digest of each graph."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.errors import ShapeError, StoreError
from kg.graph.provenance import Provenance
from kg.model.json_bytes import from_json, to_json
from kg.terms import DEFAULT_BASE

FORMAT = 1


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document of a store.

    Attributes:
        id: Its name.
        sha256: Digest of its source.
        path: Where the source was read, absolute; None when it came from standard input.
        record: Digest of its record; names the record's file.
        run: Index into ``Manifest.runs``.
        claims: Ids of its claims, in document order.
    """

    id: str
    sha256: str
    path: str | None
    record: str
    run: int
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GraphEntry:
    """One named graph.

    Attributes:
        iri: Its name.
        inputs: Digest of what it is made from.
        quads: How many quads it has.
    """

    iri: str
    inputs: str
    quads: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """The table of contents of one generation of a store.

    Attributes:
        format: Version of the layout on disk.
        generation: Counts the writes.
        base: Base IRI of everything that is minted.
        runs: How documents were made; most stores have one entry.
        documents: Sorted by id.
        graphs: Sorted by IRI.
        is_imported: Whether the quads come from an export; such a store is only read.
    """

    format: int = FORMAT
    generation: int = 0
    base: str = DEFAULT_BASE
    runs: tuple[Provenance, ...] = ()
    documents: tuple[DocumentEntry, ...] = ()
    graphs: tuple[GraphEntry, ...] = ()
    is_imported: bool = False

    def entry(self, document: str) -> DocumentEntry | None:
        """Return the entry of a document, or None."""
        return next((entry for entry in self.documents if entry.id == document), None)

    @property
    def quads(self) -> int:
        """Return how many quads the store has."""
        return sum(graph.quads for graph in self.graphs)


@dataclass(frozen=True, slots=True)
class _Format:
    """What is read of a manifest before it is known to be one of ours."""

    format: int


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as JSON, the same bytes for the same content."""
    return to_json(manifest)


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        StoreError: It is missing, damaged, or of a layout that this version does not know.
    """
    try:
        data = path.read_bytes()
        found = from_json(_Format, data).format
    except (OSError, ShapeError) as error:
        raise StoreError("the store's manifest cannot be read", path=str(path)) from error
    if found != FORMAT:
        raise StoreError(
            f"the store has format {found}, this version reads {FORMAT}",
            path=str(path),
            remedy="build it again from the sources",
        )
    try:
        return from_json(Manifest, data)
    except ShapeError as error:
        raise StoreError(f"the manifest is damaged: {error.message}", path=str(path)) from error

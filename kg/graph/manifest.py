"""What a store holds: documents, how they were made, and the digest of each graph."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ShapeError, StoreError
from kg.graph.provenance import Provenance
from kg.model.codec import from_plain, to_plain
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


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return a manifest as JSON, the same bytes for the same content."""
    return json.dumps(to_plain(manifest), ensure_ascii=True, sort_keys=True, indent=1).encode()


def read_manifest(path: Path) -> Manifest:
    """Read a manifest.

    Raises:
        StoreError: It is missing, damaged, or of a layout that this version does not know.
    """
    try:
        data = json.loads(path.read_bytes())
    except (OSError, ValueError) as error:
        raise StoreError("the store's manifest cannot be read", path=str(path)) from error
    found = data.get("format") if isinstance(data, dict) else None
    if found != FORMAT:
        raise StoreError(
            f"the store has format {found}, this version reads {FORMAT}",
            path=str(path),
            remedy="build it again from the sources",
        )
    try:
        return from_plain(Manifest, data)
    except ShapeError as error:
        raise StoreError(f"the manifest is damaged: {error.message}", path=str(path)) from error

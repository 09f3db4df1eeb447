"""The graph of a document, made where the document was, before all documents are known.

A draft names the digest of everything that it was made from. Where the store comes to another one
(a work that a catalogue knows, a decision, a source of equal bytes), the draft is not used.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.document_graphs import DocumentGraphs
from kg.graph.manifest import DocumentEntry, GraphEntry
from kg.graph.minting import Minter
from kg.graph.provenance import Provenance
from kg.graph.record_files import record_digest
from kg.model.appraisal import EvidenceLine
from kg.model.packed import PackedRecord
from kg.model.record import DocumentRecord

_QUICK = 1  # level of compression


@dataclass(frozen=True, slots=True)
class GraphDraft:
    """The lines of a document's graph, packed.

    Attributes:
        entry: The graph as the manifest will tell of it, should the draft be used.
        data: Its sorted N-Quads lines, UTF-8, compressed (zlib).
    """

    entry: GraphEntry
    data: bytes

    def lines(self) -> bytes:
        """Return the lines."""
        return zlib.decompress(self.data)


@dataclass(frozen=True, slots=True)
class Drafter:
    """Makes drafts for one build.

    Attributes:
        base: Of all IRIs of the store.
        provenance: How the claims of the build are made.
    """

    base: str
    provenance: Provenance

    def draft(
        self, record: DocumentRecord, packed: PackedRecord, evidence: Iterable[EvidenceLine]
    ) -> GraphDraft:
        """Return the draft of a document's graph.

        Args:
            record: The document with its claims.
            packed: The same, packed.
            evidence: What the article itself gives for the claims.
        """
        entry = DocumentEntry(
            id=packed.document,
            sha256=packed.sha256,
            path=None,
            record=record_digest(packed.data),
            run=0,
            claims=packed.claims,
        )
        graphs = DocumentGraphs(Minter(self.base), (entry,), (self.provenance,), evidence)
        (graph,) = graphs
        lines = graphs.lines(graph, record)
        data = zlib.compress("".join(lines).encode(), _QUICK)
        return GraphDraft(GraphEntry(graph, graphs.inputs(graph), len(lines)), data)

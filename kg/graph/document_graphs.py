"""Which document makes which graph, from what, and with which lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence

from kg.graph.claim_quads import document_lines
from kg.graph.manifest import DocumentEntry
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink
from kg.graph.provenance import Provenance
from kg.model.appraisal import EvidenceLine
from kg.model.json_bytes import to_json
from kg.model.record import DocumentRecord
from kg.terms import DCTERMS

#: Goes up whenever the same record gives other quads, so that stores are brought up to date.
WRITER = 2


class DocumentGraphs:
    """The graphs of documents.

    Sources of equal bytes share a graph: the first by name fills it, the others add their names.
    """

    def __init__(
        self,
        mint: Minter,
        entries: Iterable[DocumentEntry],
        runs: Sequence[Provenance],
        evidence: Iterable[EvidenceLine],
    ) -> None:
        self._mint = mint
        self._runs = runs
        self._evidence: dict[str, list[EvidenceLine]] = {}
        for line in evidence:
            if line.basis != "article":
                continue  # what the works say is no part of what the document says
            self._evidence.setdefault(line.claim, []).append(line)
        self._entries: dict[str, list[DocumentEntry]] = {}
        for entry in entries:
            self._entries.setdefault(mint.document(entry.sha256), []).append(entry)

    def __len__(self) -> int:
        """Return the number of graphs."""
        return len(self._entries)

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the graphs."""
        return iter(self._entries)

    def entry(self, graph: str) -> DocumentEntry:
        """Return the document that fills a graph."""
        return self._entries[graph][0]

    def inputs(self, graph: str) -> str:
        """Return the digest of everything that a graph is made from."""
        first = self.entry(graph)
        evidence = [self._evidence.get(claim, []) for claim in first.claims]
        names = [entry.id for entry in self._entries[graph]]
        parts = [WRITER, first.record, names, self._runs[first.run].key, evidence]
        return hashlib.sha256(to_json(parts)).hexdigest()

    def lines(self, graph: str, record: DocumentRecord) -> list[str]:
        """Return the sorted lines of a graph; ``record`` is that of its document."""
        evidence = [line for claim in record.claims for line in self._evidence.get(claim.id, ())]
        run = self._runs[self.entry(graph).run]
        lines = document_lines(record, evidence, self._mint, run)
        others = self._entries[graph][1:]
        if not others:
            return lines
        sink = QuadSink(graph)
        for entry in others:
            sink.string(graph, DCTERMS.identifier, entry.id)
        return sorted({*lines, *sink.lines})


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "backslashreplace")).hexdigest()

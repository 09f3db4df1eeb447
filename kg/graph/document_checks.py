"""Checks documents of a store one by one: source, record, graph against record, shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from kg.graph.document_graphs import DocumentGraphs
from kg.graph.loading import holds_graph
from kg.graph.manifest import DocumentEntry
from kg.graph.record_checks import Problem, check_record
from kg.graph.shape_queries import shapes_text
from kg.graph.source_checks import Reread, check_source
from kg.graph.store_checks import Hit, StoreCheck, run_checks, shape_checks, store_checks
from kg.model.appraisal import Severity

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

    from kg.graph.reader import StoreReader


@dataclass(frozen=True, slots=True)
class Scope:
    """What is checked besides records and graphs.

    Attributes:
        shacl: Run the shapes with pyshacl on every document, besides their compiled queries.
        sources: Compare every document with its source as it is now.
        reread: Reads a source again, to say where it changed.
    """

    shacl: bool = True
    sources: bool = True
    reread: Reread | None = None


class DocumentChecks:
    """Checks documents of one generation of a store, in batches."""

    def __init__(self, store: StoreReader, scope: Scope) -> None:
        self._store = store
        self._scope = scope
        manifest = store.manifest
        self._graphs = DocumentGraphs(
            store.mint, manifest.documents, manifest.runs, store.evidence()
        )

    def problems(self, entries: Iterable[DocumentEntry]) -> list[Problem]:
        """Return everything that is wrong with some documents, document by document.

        Their graphs are looked at together, in memory: asking a small store the same hundreds of
        queries costs less than asking one as large as the whole once.
        """
        found: list[Problem] = []
        lines: dict[str, list[str]] = {}
        for entry in entries:
            found += self._of_document(entry, lines)
        found += self._of_graphs(lines)
        return found

    def _of_document(self, entry: DocumentEntry, lines: dict[str, list[str]]) -> Iterator[Problem]:
        record = self._store.record_of(entry)
        if self._scope.sources:
            yield from check_source(record, entry, self._scope.reread)
        yield from check_record(record)
        graph = self._store.mint.document(entry.sha256)
        if self._graphs.entry(graph) != entry:
            return  # another document of the same bytes fills it
        lines[graph] = self._graphs.lines(graph, record)
        if not holds_graph(self._store.quads, graph, lines[graph]):
            lines[graph] = self._store.graph_lines(graph)
            message = "the graph of the document is not the one that its record gives"
            yield Problem("graph-differs", Severity.ERROR, entry.id, graph, message)

    def _of_graphs(self, lines: dict[str, list[str]]) -> Iterator[Problem]:
        quads = _in_memory(lines)
        for hit in run_checks(quads, _document_checks(), self._store.manifest.base):
            yield self._problem(hit, quads)
        if not self._scope.shacl:
            return
        for graph, found in lines.items():
            for node, message in check_shapes(found):
                yield Problem("shape", Severity.ERROR, self._graphs.entry(graph).id, node, message)

    def _problem(self, hit: Hit, quads: pyoxigraph.Store) -> Problem:
        from pyoxigraph import NamedNode  # noqa: PLC0415 - costs a command's start-up

        places = quads.quads_for_pattern(NamedNode(hit.node), None, None)
        graph = min(str(getattr(quad.graph_name, "value", "")) for quad in places)
        check = hit.check
        entry = self._graphs.entry(graph)
        return Problem(check.id, check.severity, entry.id, hit.node, check.message)


def check_shapes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (node, message) for each shape that the graph of one document breaks (pyshacl).

    Args:
        lines: N-Quads lines of one graph.
    """
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    data = Graph()
    data.parse(data="".join(_triple(line) for line in lines), format="nt")
    yield from broken_shapes(data, _shapes())


def broken_shapes(data: rdflib.Graph, shapes: rdflib.Graph) -> Iterator[tuple[str, str]]:
    """Yield (node, message) for each result of a SHACL validation, sorted."""
    import pyshacl  # noqa: PLC0415 - slow to import
    from rdflib import SH, Graph  # noqa: PLC0415 - slow to import

    conforms, report, _ = pyshacl.validate(data, shacl_graph=shapes, inference=None)
    if conforms or not isinstance(report, Graph):
        return
    results = report.subjects(predicate=SH.focusNode)
    found = {
        (str(report.value(result, SH.focusNode)), str(report.value(result, SH.resultMessage)))
        for result in results
    }
    yield from sorted(found)


@cache
def _document_checks() -> tuple[StoreCheck, ...]:
    return (*shape_checks(), *(check for check in store_checks() if check.in_document))


def _in_memory(lines: dict[str, list[str]]) -> pyoxigraph.Store:
    from pyoxigraph import RdfFormat, Store  # noqa: PLC0415 - costs a command's start-up

    store = Store()
    data = "".join(line for found in lines.values() for line in found)
    store.load(data.encode(), format=RdfFormat.N_QUADS)
    return store


def _triple(line: str) -> str:
    """Return an N-Quads line without its graph, which is the last term and has no spaces."""
    return line[: line.rindex(" <")] + " .\n"


@cache
def _shapes() -> rdflib.Graph:
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    return Graph().parse(data=shapes_text(), format="turtle")

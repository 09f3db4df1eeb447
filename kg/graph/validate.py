"""Validates a store: sources, records, quads against records, shapes, whole-store checks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.document_graphs import DocumentGraphs
from kg.graph.record_checks import Problem, check_record
from kg.graph.shape_queries import shapes_text
from kg.graph.source_checks import Reread, check_source
from kg.graph.store import Store
from kg.graph.store_checks import run_checks, shape_checks, store_checks
from kg.model.appraisal import Severity

if TYPE_CHECKING:
    import rdflib

__all__ = ["Problem", "Reread", "check_shapes", "validate"]


def validate(
    store: Store, *, shacl: bool = True, sources: bool = True, reread: Reread | None = None
) -> Iterator[Problem]:
    """Yield everything that is wrong with a store, document by document, then as a whole.

    Args:
        store: The store.
        shacl: Run the shapes with pyshacl on every document, besides their compiled queries.
        sources: Compare every document with its source as it is now.
        reread: Reads a source again, to say where it changed.
    """
    for entry in store.manifest.documents:
        record = store.record(entry.id)
        if record is not None:
            if sources:
                yield from check_source(record, entry, reread)
            yield from check_record(record)
    yield from _check_graphs(store, shacl=shacl)
    for hit in run_checks(store.quads, (*shape_checks(), *store_checks())):
        yield Problem(hit.check.id, hit.check.severity, "", hit.node, hit.check.message)


def _check_graphs(store: Store, *, shacl: bool) -> Iterator[Problem]:
    """Compare each document's graph with its record, and hold it to the shapes."""
    manifest = store.manifest
    evidence = store.corpus().evidence
    graphs = DocumentGraphs(store.mint, manifest.documents, manifest.runs, evidence)
    for graph in graphs:
        entry = graphs.entry(graph)
        record = store.record(entry.id)
        found = store.graph_lines(graph)
        if record is not None and found != graphs.lines(graph, record):
            message = "the graph of the document is not the one that its record gives"
            yield Problem("graph-differs", Severity.ERROR, entry.id, graph, message)
        if shacl:
            for node, message in check_shapes(found):
                yield Problem("shape", Severity.ERROR, entry.id, node, message)


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


def _triple(line: str) -> str:
    """Return an N-Quads line without its graph, which is the last term and has no spaces."""
    return line[: line.rindex(" <")] + " .\n"


def _shapes() -> rdflib.Graph:
    from rdflib import Graph  # noqa: PLC0415 - slow to import

    return Graph().parse(data=shapes_text(), format="turtle")

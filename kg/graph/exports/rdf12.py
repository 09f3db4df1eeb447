"""RDF 1.2: claims as reifiers of triple terms, and affirmed ones as plain triples.

rdflib 7.6 cannot read triple terms, so this is an export and not the store's form.

Source: https://www.w3.org/TR/rdf12-concepts/
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import each_graph, graph_quads, header, turtle_of
from kg.graph.store import Store
from kg.terms import PREFIXES, RDF

if TYPE_CHECKING:
    import pyoxigraph

_PARTS = (RDF.subject, RDF.predicate, RDF.object)


def reified(quads: list[pyoxigraph.Quad]) -> Iterator[pyoxigraph.Triple]:
    """Yield triples in which rdf:subject, predicate and object have become one triple term."""
    from pyoxigraph import NamedNode, Triple  # noqa: PLC0415 - costs a command's start-up

    parts: dict[str, dict[str, Any]] = {}
    for quad in quads:
        if quad.predicate.value in _PARTS:
            parts.setdefault(str(quad.subject), {})[quad.predicate.value] = quad
        else:
            yield quad.triple
    for subject in sorted(parts):
        found = parts[subject]
        term = Triple(*(found[part].object for part in _PARTS))
        yield Triple(found[RDF.subject].subject, NamedNode(RDF.reifies), term)


def _chunks(store: Store) -> Iterator[str]:
    yield 'VERSION "1.2"\n' + header(dict(PREFIXES))
    for graph in each_graph(store):
        yield turtle_of(reified(graph_quads(store, graph)))


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("store.ttl", _chunks(store))


RDF12 = Exporter("rdf12", "Turtle 1.2 with claims as reifiers", False, _files)

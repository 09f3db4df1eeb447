"""Turtle: the triples of all graphs as one, without the names of the graphs."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import each_graph, graph_quads, header, turtle_of
from kg.graph.store import Store
from kg.terms import PREFIXES


def _chunks(store: Store) -> Iterator[str]:
    yield header(dict(PREFIXES))
    for graph in each_graph(store):
        yield turtle_of(quad.triple for quad in graph_quads(store, graph))


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("store.ttl", _chunks(store))


TURTLE = Exporter("turtle", "all triples, without named graphs", False, _files)

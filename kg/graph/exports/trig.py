"""TriG: all graphs, for people to read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import each_graph, graph_quads, header, trig_of
from kg.graph.store import Store
from kg.terms import PREFIXES


def _chunks(store: Store) -> Iterator[str]:
    yield header(dict(PREFIXES))
    for graph in each_graph(store):
        yield trig_of(graph_quads(store, graph))


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("store.trig", _chunks(store))


TRIG = Exporter("trig", "all graphs, readable", False, _files)

"""N-Quads: every quad a line, sorted."""

from __future__ import annotations

from collections.abc import Iterator

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.store import Store


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("store.nq", store.nquads())


NQUADS = Exporter("nquads", "all graphs, a quad a line, sorted", False, _files)

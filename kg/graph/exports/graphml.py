"""GraphML, for Gephi, Cytoscape and yEd."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.store import Store

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets).
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def _chunks(store: Store) -> Iterator[str]:
    import networkx as nx  # noqa: PLC0415 - slow to import

    graph = store.to_networkx()
    for _, data in graph.nodes(data=True):
        _clean(data)
    for _, _, data in graph.edges(data=True):
        _clean(data)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    lines: Any = nx.generate_graphml  # its stub says that it returns nothing
    for line in lines(graph, named_key_ids=True):
        yield f"{line}\n"


def _clean(data: dict[str, object]) -> None:
    for key in [key for key, value in data.items() if value is None]:
        del data[key]
    for key, value in data.items():
        if isinstance(value, str):
            data[key] = _NOT_XML.sub("\ufffd", value)


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("claims.graphml", _chunks(store))


GRAPHML = Exporter("graphml", "entities and claims as a multigraph", False, _files)

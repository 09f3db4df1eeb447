"""Turtle and TriG by pyoxigraph, with bytes that do not depend on hash order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from kg.graph.store import Store
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


def header(prefixes: dict[str, str]) -> str:
    """Return Turtle prefix declarations, sorted."""
    return "".join(f"@prefix {name}: <{prefixes[name]}> .\n" for name in sorted(prefixes))


def graph_quads(store: Store, graph: str) -> list[pyoxigraph.Quad]:
    """Return the quads of one graph in a fixed order."""
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - costs a command's start-up

    text = "".join(store.graph_lines(graph))
    return list(parse(text.encode(), format=RdfFormat.N_QUADS))


def trig_of(quads: Iterable[pyoxigraph.Quad]) -> str:
    """Return quads as TriG without the prefix declarations, which :func:`header` gives."""
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415 - costs a command's start-up

    data = serialize(quads, format=RdfFormat.TRIG, prefixes=dict(PREFIXES)) or b""
    return without_header(data.decode())


def turtle_of(triples: Iterable[pyoxigraph.Triple]) -> str:
    """Return triples as Turtle without the prefix declarations."""
    from pyoxigraph import RdfFormat, serialize  # noqa: PLC0415 - costs a command's start-up

    data = serialize(triples, format=RdfFormat.TURTLE, prefixes=dict(PREFIXES)) or b""
    return without_header(data.decode())


def without_header(text: str) -> str:
    """Drop the leading prefix declarations, whose order the library leaves to chance."""
    lines = text.split("\n")
    first = next((n for n, line in enumerate(lines) if not line.startswith("@prefix ")), 0)
    return "\n".join(lines[first:])


def each_graph(store: Store) -> Iterator[str]:
    """Yield the names of the graphs of a store, sorted."""
    for graph in store.manifest.graphs:
        if graph.quads:
            yield graph.iri

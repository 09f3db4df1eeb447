"""Puts N-Quads lines into an Oxigraph folder: in bulk, or graph by graph."""

from __future__ import annotations

import contextlib
import io
import itertools
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.ahead import made_ahead

if TYPE_CHECKING:
    import pyoxigraph

_BLOCK = 1 << 20
_LINES = 5_000  # some megabyte
#: Above this share of changed lines a graph is written anew.
_MOST_CHANGED = 0.5
_BATCH = 20  # blocks that are loaded at once
_AHEAD = 10  # blocks that may wait for the loader


class BlockStream(io.RawIOBase):
    """A readable byte stream over blocks, so that a bulk load never holds them all."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        super().__init__()
        self._blocks = iter(blocks)
        self._rest = b""

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer; return how many bytes were put there."""
        if not self._rest:
            self._rest = next(self._blocks, b"")
        part = self._rest[: len(buffer)]
        buffer[: len(part)] = part
        self._rest = self._rest[len(part) :]
        return len(part)


def _blocks(lines: Iterable[str]) -> Iterator[bytes]:
    rest = iter(lines)
    while block := list(itertools.islice(rest, _LINES)):
        yield "".join(block).encode()


def bulk_load(store: pyoxigraph.Store, lines: Iterable[str]) -> None:
    """Load lines into a store that nobody reads yet; another thread makes them meanwhile.

    The loader holds what it is given at once until it has sorted it, up to a million quads: batches
    bound that, at no cost in time.
    """
    from pyoxigraph import RdfFormat  # noqa: PLC0415 - costs a command's start-up

    with contextlib.closing(made_ahead(_blocks(lines), _AHEAD)) as blocks:
        for first in blocks:
            batch = itertools.chain((first,), itertools.islice(blocks, _BATCH - 1))
            store.bulk_load(io.BufferedReader(BlockStream(batch), _BLOCK), format=RdfFormat.N_QUADS)


def replace_graph(store: pyoxigraph.Store, graph: str, lines: Iterable[str]) -> None:
    """Replace one named graph; no lines remove it."""
    from pyoxigraph import NamedNode, RdfFormat  # noqa: PLC0415 - costs a command's start-up

    store.remove_graph(NamedNode(graph))
    data = "".join(lines)
    if data:
        store.load(data.encode(), format=RdfFormat.N_QUADS)


def update_graph(store: pyoxigraph.Store, graph: str, lines: list[str], before: list[str]) -> None:
    """Make a named graph hold exactly some lines, writing only what differs.

    Args:
        store: Where the graph is.
        graph: Its name.
        lines: Each once.
        before: What it holds.
    """
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - costs a command's start-up

    wanted, there = set(lines), set(before)
    gone, new = there - wanted, sorted(wanted - there)
    if len(gone) + len(new) > _MOST_CHANGED * len(there):
        replace_graph(store, graph, lines)
        return
    for quad in parse("".join(gone).encode(), format=RdfFormat.N_QUADS):
        store.remove(quad)
    if new:
        store.load("".join(new).encode(), format=RdfFormat.N_QUADS)


def dump_graph(store: pyoxigraph.Store, graph: str) -> list[str]:
    """Return one named graph as sorted lines."""
    from pyoxigraph import NamedNode, RdfFormat  # noqa: PLC0415 - costs a command's start-up

    data = store.dump(format=RdfFormat.N_TRIPLES, from_graph=NamedNode(graph)) or b""
    end = f"<{graph}> .\n"  # a triple's line ends in " ."; its strings have no line break
    return sorted(line[:-1] + end for line in data.decode().split("\n") if line)


def holds_graph(store: pyoxigraph.Store, graph: str, lines: list[str]) -> bool:
    """Say whether a named graph holds exactly some lines.

    It looks each of them up by the ids of its terms and counts the graph. To write the graph out
    costs more, for every term is then looked up by its id.

    Args:
        store: Where the graph is.
        graph: Its name.
        lines: Each once.
    """
    from pyoxigraph import RdfFormat, parse  # noqa: PLC0415 - costs a command's start-up

    counted = store.query(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
    if int(next(iter(counted))["n"].value) != len(lines):  # type: ignore[arg-type]
        return False
    quads = parse("".join(lines).encode(), format=RdfFormat.N_QUADS)
    return all(quad in store for quad in quads)


def copy_quads(source: Path, target: Path) -> None:
    """Copy a committed Oxigraph folder; its data files are immutable and are linked, not copied."""
    from pyoxigraph import Store  # noqa: PLC0415 - costs a command's start-up

    Store.read_only(str(source)).backup(str(target))


def count_classes(store: pyoxigraph.Store, ontology: str) -> dict[str, int]:
    """Return how many instances each class has, the ontology's own definitions apart.

    Args:
        store: What holds them.
        ontology: Name of the graph of the ontology.
    """
    query = f"""
        SELECT ?class (COUNT(DISTINCT ?thing) AS ?n)
        WHERE {{ GRAPH ?g {{ ?thing a ?class }} FILTER(?g != <{ontology}>) }}
        GROUP BY ?class"""
    return {row["class"].value: int(row["n"].value) for row in store.query(query)}  # type: ignore[union-attr]

"""Sorts more lines than should be held: parts go to files and are merged."""

from __future__ import annotations

import heapq
import tempfile
from collections.abc import Iterable, Iterator
from typing import IO

from kg.graph.nquads import QuadSink

MOST = 200_000  # lines that are held, about 50 MB


class LineSorter:
    """Gathers the lines of a sink and gives them back sorted by code point, each once.

    >>> sink = QuadSink("https://example.org/g")
    >>> sorter = LineSorter(sink, most=1)
    >>> for name in ("b", "a", "b"):
    ...     sink.iri("urn:" + name, "urn:p", "urn:o")
    ...     sorter.relieve()
    >>> [line[:7] for line in sorter.lines()]
    ['<urn:a>', '<urn:b>']

    Args:
        sink: Where lines are written to; it is emptied whenever it holds too many.
        most: How many it may hold.
    """

    def __init__(self, sink: QuadSink, most: int = MOST) -> None:
        self._sink = sink
        self._most = most
        self._parts: list[IO[str]] = []

    def relieve(self) -> None:
        """Put what the sink holds into a file, if it holds too much."""
        if len(self._sink.lines) >= self._most:
            part = tempfile.TemporaryFile("w+", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed when read
            part.writelines(self._sink.sorted_lines())
            self._parts.append(part)
            self._sink.lines.clear()

    def lines(self) -> Iterator[str]:
        """Yield all lines and let them go."""
        runs: list[Iterable[str]] = [self._sink.sorted_lines()]
        self._sink.lines.clear()
        for part in self._parts:
            part.seek(0)
            runs.append(part)
        last = None
        for line in heapq.merge(*runs):
            if line != last:
                yield line
            last = line
        for part in self._parts:
            part.close()
        self._parts.clear()

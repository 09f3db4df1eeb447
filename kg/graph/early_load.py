"""Loads the graphs of documents into a new generation while other documents are still being made.

The loader works outside of the interpreter, in a thread of its own: what it does costs a build no
time as long as a core is free, and only what is derived from all documents is loaded at the end.
"""

from __future__ import annotations

from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.generations import QUADS
from kg.graph.manifest import GraphEntry

if TYPE_CHECKING:
    import pyoxigraph

    from kg.graph.drafts import GraphDraft

_BATCH = 100_000  # quads that are loaded at once: some 20 MB
_AHEAD = 2  # batches that may wait for the loader


class EarlyLoad:
    """The quads of a generation that is being filled.

    Args:
        folder: Of the generation, empty.
    """

    def __init__(self, folder: Path) -> None:
        from pyoxigraph import Store  # noqa: PLC0415 - costs a command's start-up

        self.folder = folder
        self._store: pyoxigraph.Store | None = Store(str(folder / QUADS))
        self._loaded: dict[str, GraphEntry] = {}
        self._batch: list[GraphDraft] = []
        self._size = 0
        self._loader = ThreadPoolExecutor(1)
        self._waiting: deque[Future[None]] = deque()

    def add(self, draft: GraphDraft) -> None:
        """Load a graph; of several drafts of one graph, the first.

        Raises:
            OSError: An earlier one could not be written.
        """
        if draft.entry.iri in self._loaded:
            return
        self._loaded[draft.entry.iri] = draft.entry
        self._batch.append(draft)
        self._size += draft.entry.quads
        if self._size >= _BATCH:
            self._send()

    def finish(self) -> tuple[pyoxigraph.Store, dict[str, GraphEntry]]:
        """Wait for the loader; hand over the quads, and the graphs that are in them, by name.

        Raises:
            OSError: Something could not be written.
        """
        self._send()
        while self._waiting:
            self._waiting.popleft().result()
        store = self._opened()
        self.close()
        return store, self._loaded

    def close(self) -> None:
        """Let the quads go, once the loader has ended the batch that it is at."""
        self._loader.shutdown(wait=True, cancel_futures=True)
        self._waiting.clear()
        self._store = None

    def _send(self) -> None:
        while len(self._waiting) >= _AHEAD:
            self._waiting.popleft().result()
        self._waiting.append(self._loader.submit(_load, self._opened(), self._batch))
        self._batch, self._size = [], 0

    def _opened(self) -> pyoxigraph.Store:
        if self._store is None:
            raise ValueError("the quads were handed over, or let go")
        return self._store


def _load(store: pyoxigraph.Store, drafts: list[GraphDraft]) -> None:
    from pyoxigraph import RdfFormat  # noqa: PLC0415 - costs a command's start-up

    # In one piece: read by and by, the loader would ask the interpreter for every block.
    store.bulk_load(b"".join(draft.lines() for draft in drafts), format=RdfFormat.N_QUADS)

"""What ``import kg`` offers: build a store, open a store."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from kg.build.building import BuildOptions, build
from kg.errors import ReadError
from kg.graph import Store
from kg.terms import DEFAULT_BASE

DEFAULT_FOLDER = "kg-store"


def build_store(
    sources: Sequence[str | os.PathLike[str]],
    store: str | os.PathLike[str] = DEFAULT_FOLDER,
    *,
    base: str = DEFAULT_BASE,
    workers: int = 1,
) -> Store:
    """Build or extend a store from documents and return it, open.

    Args:
        sources: Files or folders.
        store: The store's folder.
        base: What its IRIs begin with.
        workers: Number of processes; a script that uses more than one must be guarded by
            ``if __name__ == "__main__":``.

    Raises:
        ReadError: Some document could not be read; the others are in the store.
        StoreError: The store cannot be written.
    """
    opened = Store.create(Path(store), base=base)
    summary = build([os.fspath(source) for source in sources], opened, BuildOptions(workers))
    if summary.failures:
        opened.close()
        lines = " | ".join(failure.message for failure in summary.failures[:3])
        raise ReadError(f"{len(summary.failures)} documents left out: {lines}")
    return opened


def open_store(store: str | os.PathLike[str] = DEFAULT_FOLDER) -> Store:
    """Open a store that was built before.

    Raises:
        StoreError: There is none, or it is damaged.
    """
    return Store.open(Path(store))

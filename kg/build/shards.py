"""What finished chunks leave on disk, so that a build that dies goes on where it was.

A shard is named by its chunk, written beside its place, made durable and renamed: it is there whole
or not at all. Of each document it holds the record and, for a new store, the graph, or why there is
neither.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import msgspec

from kg.build.finishing import Finished, Item
from kg.build.pipeline import Failure

SUFFIX = ".shard"


class Shards(Protocol):
    """Where the finished chunks of a build are kept until the store has them."""

    def has(self, chunk: str) -> bool:
        """Say whether a chunk is finished."""

    def write(self, chunk: str, items: Iterable[Item]) -> None:
        """Write the shard of a chunk: whole or not at all."""

    def read(self, chunk: str) -> Iterator[Item]:
        """Yield what a finished chunk holds, in its order."""

    def clear(self) -> None:
        """Remove all shards; what they held is in the store."""


class ShardFolder:
    """The folder of one build's shards."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, chunk: str) -> bool:
        """Say whether a chunk is finished."""
        return self._path(chunk).exists()

    def write(self, chunk: str, items: Iterable[Item]) -> None:
        """Write the shard of a chunk, durably.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        draft = self.root / f"{chunk}.{os.getpid()}.tmp"
        try:
            with draft.open("wb") as file:
                file.write(encoded(items))
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path(chunk))
        finally:
            draft.unlink(missing_ok=True)

    def read(self, chunk: str) -> Iterator[Item]:
        """Yield what a finished chunk holds, in its order."""
        yield from decoded(self._path(chunk).read_bytes())

    def clear(self) -> None:
        """Remove the folder; what it held is in the store."""
        shutil.rmtree(self.root, ignore_errors=True)

    def _path(self, chunk: str) -> Path:
        return self.root / f"{chunk}{SUFFIX}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """An item: one of the two."""

    finished: Finished | None = None
    failure: Failure | None = None


def encoded(items: Iterable[Item]) -> bytes:
    """Return what a shard holds."""
    entries = [
        _Entry(failure=item) if isinstance(item, Failure) else _Entry(finished=item)
        for item in items
    ]
    return msgspec.msgpack.encode(entries)


def decoded(data: bytes) -> Iterator[Item]:
    """Yield the items of a shard."""
    for entry in msgspec.msgpack.decode(data, type=list[_Entry]):
        item = entry.finished or entry.failure
        if item is not None:
            yield item

"""What finished chunks leave on disk, so that a build that dies goes on where it was.

A shard is named by its chunk, written beside its place, made durable and renamed: it is there whole
or not at all. One line a document: a record, or why there is none.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol

from kg.build.pipeline import Failure, failure_of
from kg.errors import ShapeError
from kg.model.json_bytes import from_json, to_json
from kg.model.packed import PackedRecord
from kg.model.record import DocumentRecord

Item = PackedRecord | Failure  # what became of a document
_FAILURE = b'{"failure":'


class Shards(Protocol):
    """Where the finished chunks of a build are kept until the store has them."""

    def has(self, chunk: str) -> bool:
        """Say whether a chunk is finished."""

    def write(self, chunk: str, items: Iterable[DocumentRecord | Item]) -> None:
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

    def write(self, chunk: str, items: Iterable[DocumentRecord | Item]) -> None:
        """Write the shard of a chunk, durably.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        draft = self.root / f"{chunk}.{os.getpid()}.tmp"
        try:
            with draft.open("wb") as file:
                file.writelines(encoded(item) for item in items)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path(chunk))
        finally:
            draft.unlink(missing_ok=True)

    def read(self, chunk: str) -> Iterator[Item]:
        """Yield what a finished chunk holds, in its order."""
        with self._path(chunk).open("rb") as file:
            yield from map(decoded, file)

    def clear(self) -> None:
        """Remove the folder; what it held is in the store."""
        shutil.rmtree(self.root, ignore_errors=True)

    def _path(self, chunk: str) -> Path:
        return self.root / f"{chunk}.jsonl"


def encoded(item: DocumentRecord | Item) -> bytes:
    """Return an item as a line of a shard; a record that is no Unicode becomes a failure."""
    if isinstance(item, DocumentRecord):
        item = _packed(item)
    if isinstance(item, Failure):
        return _FAILURE + to_json(item) + b"}\n"
    return item.data + b"\n"


def _packed(record: DocumentRecord) -> Item:
    try:
        return PackedRecord.of(record)
    except ShapeError as error:
        return failure_of(record.document.id, error)


def decoded(line: bytes) -> Item:
    """Return the item of a line."""
    line = line.removesuffix(b"\n")
    if line.startswith(_FAILURE):
        return from_json(Failure, line[len(_FAILURE) : -1])
    return PackedRecord.from_bytes(line)

"""What finished chunks leave on disk, so that a build that dies goes on where it was.

A shard is named by its chunk, written beside its place, made durable and renamed: it is there whole
or not at all. One line a document: a record, or why there is none.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from kg.build.pipeline import Failure, failure_of
from kg.errors import ShapeError
from kg.model.codec import from_plain, to_plain
from kg.model.record import DocumentRecord

Item = DocumentRecord | Failure


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


def encoded(item: Item) -> bytes:
    """Return an item as a line of a shard; a record that is no Unicode becomes a failure."""
    if isinstance(item, Failure):
        return _json_line({"failure": asdict(item)})
    try:
        return _json_line({"record": to_plain(item)})
    except UnicodeEncodeError:
        error = ShapeError("the text holds half of a surrogate pair", path=item.document.id)
        return _json_line({"failure": asdict(failure_of(item.document.id, error))})


def decoded(line: bytes) -> Item:
    """Return the item of a line."""
    data = json.loads(line)
    if "failure" in data:
        return from_plain(Failure, data["failure"])
    return from_plain(DocumentRecord, data["record"])


def _json_line(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

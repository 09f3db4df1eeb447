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

from kg.build.pipeline import Failure, failure_of
from kg.errors import ShapeError
from kg.model.codec import from_plain, to_plain
from kg.model.record import DocumentRecord


class ShardFolder:
    """The folder of one build's shards."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def has(self, chunk: str) -> bool:
        """Say whether a chunk is finished."""
        return self._path(chunk).exists()

    def write(self, chunk: str, items: Iterable[DocumentRecord | Failure]) -> None:
        """Write the shard of a chunk, durably.

        Raises:
            OSError: The disk is full, or the folder cannot be written.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        draft = self.root / f"{chunk}.{os.getpid()}.tmp"
        try:
            with draft.open("wb") as file:
                file.writelines(_line(item) for item in items)
                file.flush()
                os.fsync(file.fileno())
            draft.replace(self._path(chunk))
        finally:
            draft.unlink(missing_ok=True)

    def read(self, chunk: str) -> Iterator[DocumentRecord | Failure]:
        """Yield what a finished chunk holds, in its order."""
        with self._path(chunk).open("rb") as file:
            for line in file:
                data = json.loads(line)
                if "failure" in data:
                    yield from_plain(Failure, data["failure"])
                else:
                    yield from_plain(DocumentRecord, data["record"])

    def clear(self) -> None:
        """Remove the folder; what it held is in the store."""
        shutil.rmtree(self.root, ignore_errors=True)

    def _path(self, chunk: str) -> Path:
        return self.root / f"{chunk}.jsonl"


def _line(item: DocumentRecord | Failure) -> bytes:
    if isinstance(item, Failure):
        return _encoded({"failure": asdict(item)})
    try:
        return _encoded({"record": to_plain(item)})
    except UnicodeEncodeError:
        error = ShapeError("the text holds half of a surrogate pair", path=item.document.id)
        return _encoded({"failure": asdict(failure_of(item.document.id, error))})


def _encoded(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n").encode()

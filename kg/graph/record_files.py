"""Records on disk: one canonical JSON file a document, named by its digest, never overwritten."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ShapeError, StoreError
from kg.model.codec import from_plain, to_plain

if TYPE_CHECKING:
    from kg.model.claim import Claim
    from kg.model.record import DocumentRecord


class RecordFiles:
    """A folder of records; files are added and cleared away, never changed."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def write(self, record: DocumentRecord) -> str:
        """Write a record durably and return its digest.

        Raises:
            ShapeError: A text in it is no Unicode.
        """
        data = record_bytes(record)
        digest = hashlib.sha256(data).hexdigest()[:32]
        target = self._path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_durably(target, data)
        return digest

    def read(self, digest: str) -> DocumentRecord:
        """Read a record.

        Raises:
            StoreError: It is missing or damaged.
        """
        from kg.model.record import DocumentRecord  # noqa: PLC0415 - a query reads no records

        return from_plain(DocumentRecord, self._plain(digest))

    def read_claims(self, digest: str) -> tuple[Claim, ...]:
        """Read the claims of a record alone, which is quicker.

        Raises:
            StoreError: It is missing or damaged.
        """
        from kg.model.claim import Claim  # noqa: PLC0415 - a query reads no records

        return tuple(from_plain(Claim, item) for item in self._plain(digest)["claims"])

    def _plain(self, digest: str) -> Any:
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError("a record of the store is missing", path=str(path)) from error
        if hashlib.sha256(data).hexdigest()[:32] != digest:
            raise StoreError("a record of the store is damaged", path=str(path))
        return json.loads(data)

    def keep_only(self, digests: Iterable[str]) -> None:
        """Clear away every file that is none of ``digests``."""
        kept = {f"{digest}.json" for digest in digests}
        if not self._root.is_dir():
            return
        for folder in self._root.iterdir():
            for path in folder.iterdir():
                if path.name not in kept:
                    path.unlink(missing_ok=True)

    def _path(self, digest: str) -> Path:
        return self._root / digest[:2] / f"{digest}.json"


def record_bytes(record: DocumentRecord) -> bytes:
    """Return a record as canonical JSON.

    Raises:
        ShapeError: A text in it holds half of a surrogate pair.
    """
    text = json.dumps(
        to_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    try:
        return text.encode()
    except UnicodeEncodeError as error:
        raise ShapeError(
            "the text holds half of a surrogate pair", path=record.document.id, offset=error.start
        ) from error


def write_durably(target: Path, data: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    partial = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync_folder(target.parent)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

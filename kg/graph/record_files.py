"""Records on disk: one canonical JSON file a document, named by its digest, never overwritten."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.graph.durable import sync, write_whole
from kg.model.json_bytes import from_json

if TYPE_CHECKING:
    from kg.model.claim import Claim
    from kg.model.packed import PackedRecord
    from kg.model.record import DocumentRecord

_SYNCING = 8  # files at once: the disk writes its journal once for all that wait


class RecordFiles:
    """A folder of records; files are added and cleared away, never changed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._due: list[Path] = []

    def write(self, record: PackedRecord) -> str:
        """Write a record and return its digest; :meth:`sync` makes it durable."""
        digest = record_digest(record.data)
        target = self._path(digest)
        if not _holds(target, digest):  # a crash may have left an empty file of that name
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, record.data)
        self._due.append(target)  # one that is there may be a dead writer's, and not durable
        return digest

    def sync(self) -> None:
        """Make what was written durable."""
        with ThreadPoolExecutor(_SYNCING) as threads:
            list(threads.map(sync, self._due))
            list(threads.map(sync, sorted({path.parent for path in self._due})))
        if self._due:
            sync(self._root)
        self._due.clear()

    def read(self, digest: str) -> DocumentRecord:
        """Read a record.

        Raises:
            StoreError: It is missing or damaged.
        """
        from kg.model.record import DocumentRecord  # noqa: PLC0415 - a query reads no records

        return from_json(DocumentRecord, self._data(digest))

    def read_claims(self, digest: str) -> tuple[Claim, ...]:
        """Read the claims of a record alone, which is quicker.

        Raises:
            StoreError: It is missing or damaged.
        """
        from kg.model.record import RecordClaims  # noqa: PLC0415 - a query reads no records

        return from_json(RecordClaims, self._data(digest)).claims

    def _data(self, digest: str) -> bytes:
        path = self._path(digest)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise StoreError("a record of the store is missing", path=str(path)) from error
        if record_digest(data) != digest:
            raise StoreError("a record of the store is damaged", path=str(path))
        return data

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


def record_digest(data: bytes) -> str:
    """Return the digest that names a packed record."""
    return hashlib.sha256(data).hexdigest()[:32]


def _holds(path: Path, digest: str) -> bool:
    try:
        return record_digest(path.read_bytes()) == digest
    except FileNotFoundError:
        return False

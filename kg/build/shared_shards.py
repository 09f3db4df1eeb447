"""Shards where every machine of a cluster can reach them: a shared folder, or an object store.

Anything that fsspec knows will do: ``file:///mnt/shared/build``, ``s3://bucket/build``, ``gs://…``.
A shard is written under another name and moved, so it is there whole or not at all; on an object
store the move is a copy, which shows nothing before it is complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from kg.build.finishing import Item
from kg.build.shards import SUFFIX, decoded, encoded
from kg.errors import StoreError


class SharedShards:
    """The shards of one build behind an address.

    Args:
        location: Address as fsspec takes it; a bare path is a folder.

    Raises:
        StoreError: fsspec is missing, or knows no such address.
    """

    def __init__(self, location: str) -> None:
        self.location = location
        self._files, self._root = _opened(location)

    def has(self, chunk: str) -> bool:
        """Say whether a chunk is finished."""
        return bool(self._files.exists(self._path(chunk)))

    def write(self, chunk: str, items: Iterable[Item]) -> None:
        """Write the shard of a chunk: whole or not at all.

        Raises:
            OSError: The folder or the store refuses it.
        """
        self._files.makedirs(self._root, exist_ok=True)
        draft = f"{self._root}/{chunk}.{uuid4().hex}.tmp"
        try:
            self._files.pipe_file(draft, encoded(items))
            self._files.mv(draft, self._path(chunk))
        finally:
            if self._files.exists(draft):
                self._files.rm_file(draft)

    def read(self, chunk: str) -> Iterator[Item]:
        """Yield what a finished chunk holds, in its order."""
        yield from decoded(self._files.cat_file(self._path(chunk)))

    def clear(self) -> None:
        """Remove everything under the address."""
        if self._files.exists(self._root):
            self._files.rm(self._root, recursive=True)

    def begin(self, name: str) -> int:
        """Note that work begins; return how often it began before and never ended."""
        self._files.makedirs(self._root, exist_ok=True)
        before = 0
        while self._files.exists(self._mark(name, before)):
            before += 1
        self._files.pipe_file(self._mark(name, before), b"begun\n")
        return before

    def end(self, name: str) -> None:
        """Forget that work on ``name`` ever began."""
        number = 0
        while self._files.exists(self._mark(name, number)):
            self._files.rm_file(self._mark(name, number))
            number += 1

    def _path(self, chunk: str) -> str:
        return f"{self._root}/{chunk}{SUFFIX}"

    def _mark(self, name: str, number: int) -> str:
        return f"{self._root}/{name}.begun{number}"


def _opened(location: str) -> tuple[Any, str]:
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra

        # A listing kept from before would hide what other machines have written since.
        files, root = url_to_fs(location, use_listings_cache=False)
    except ImportError as error:
        raise StoreError(
            f"what reads this address is not installed: {error}", path=location,
            remedy="pip install 'citegraph[ray]', and fsspec's driver for it (such as s3fs)",
        ) from error  # fmt: skip
    except ValueError as error:
        raise StoreError(f"no such kind of address: {error}", path=location) from error
    return files, str(root).rstrip("/")

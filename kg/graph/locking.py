"""Locks that the system drops when their process dies, so that no crash leaves one behind."""

from __future__ import annotations

import contextlib
import errno
import importlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import StoreError

# Where there are no POSIX locks, a store is for one process at a time.
fcntl: Any = importlib.import_module("fcntl") if os.name == "posix" else None


def _try_lock(descriptor: int, *, shared: bool) -> bool:
    if fcntl is None:
        return True
    kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in (errno.EWOULDBLOCK, errno.EACCES):
            return False
        raise
    return True


@contextlib.contextmanager
def writer_lock(path: Path) -> Iterator[None]:
    """Hold the only writer's lock of a store.

    Raises:
        StoreError: Another process holds it, or the store cannot be written.
    """
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", path=str(path.parent)) from error
    try:
        if not _try_lock(descriptor, shared=False):
            holder = os.pread(descriptor, 32, 0).decode("ascii", "replace").strip() or "unknown"
            raise StoreError(
                f"is being written by another process ({holder})",
                path=str(path.parent),
                remedy="wait until it has finished; reading goes on beside it",
            )
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
        yield
    finally:
        os.close(descriptor)


def reader_lock(path: Path) -> int | None:
    """Return a descriptor that keeps a generation from being cleared away, or None if it is."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return None
    if _try_lock(descriptor, shared=True) and os.fstat(descriptor).st_nlink > 0:
        return descriptor
    os.close(descriptor)
    return None


def is_unread(path: Path) -> bool:
    """Say whether no reader holds the lock file of a generation."""
    try:
        descriptor = os.open(path, os.O_RDONLY)
    except FileNotFoundError:
        return True
    try:
        return _try_lock(descriptor, shared=False)
    finally:
        os.close(descriptor)

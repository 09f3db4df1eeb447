"""Writes that outlive a crash."""

from __future__ import annotations

import os
from pathlib import Path


def write_durably(target: Path, data: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all."""
    partial = _partial(target)
    try:
        with partial.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise
    sync(target.parent)


def write_whole(target: Path, data: bytes) -> None:
    """Write a file under another name and move it: nobody sees half of it; :func:`sync` is due."""
    partial = _partial(target)
    try:
        partial.write_bytes(data)
        partial.replace(target)
    except OSError:
        partial.unlink(missing_ok=True)
        raise


def sync(path: Path) -> None:
    """Make what is in a file durable, or the names in a folder."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _partial(target: Path) -> Path:
    return target.with_name(f"{target.name}.{os.getpid()}.tmp")

"""Finds the files that sources name, and loads them within bounds."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError

STANDARD_INPUT = "-"
MAX_BYTES = 64 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read.

    Attributes:
        path: Where it is; ``-`` for standard input.
        name: The path as given; for a member of a folder, relative to that folder.
    """

    path: Path
    name: str


def walk(sources: Sequence[str], suffixes: frozenset[str] | None = None) -> Iterator[SourceFile]:
    """Yield the files of ``sources`` in order; folders are walked, their members sorted by path.

    Hidden members and symbolic links inside folders are passed over. A file that was named is
    yielded whatever it is, so that the reader can say what is wrong with it; of a folder only
    the members with one of ``suffixes`` are (all, where it is None).
    """
    for source in sources:
        path = Path(source)
        if source != STANDARD_INPUT and path.is_dir():
            yield from _members(path, suffixes)
        else:
            yield SourceFile(path, path.as_posix() if source != STANDARD_INPUT else source)


def _members(root: Path, suffixes: frozenset[str] | None) -> Iterator[SourceFile]:
    found: list[tuple[str, Path]] = []
    for folder, folders, names in os.walk(root, followlinks=False):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(folder, name)
            if name.startswith(".") or path.is_symlink() or not _fits(name, suffixes):
                continue
            found.append((path.relative_to(root).as_posix(), path))
    for name, path in sorted(found):
        yield SourceFile(path, name)


def _fits(name: str, suffixes: frozenset[str] | None) -> bool:
    return suffixes is None or name.lower().endswith(tuple(suffixes))


def load(path: Path, name: str, max_bytes: int = MAX_BYTES) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``.

    Raises:
        ReadError: The file is missing, no regular file, unreadable, or larger than ``max_bytes``.
    """
    if str(path) == STANDARD_INPUT:
        return _bounded(sys.stdin.buffer.read(max_bytes + 1), name, max_bytes)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise ReadError("this is no file", path=name, remedy="name a file or a folder of files")
        if status.st_size > max_bytes:
            raise _too_large(name, max_bytes)
        with path.open("rb") as file:
            return _bounded(file.read(max_bytes + 1), name, max_bytes)
    except FileNotFoundError as error:
        raise ReadError("no such file", path=name, remedy="check the path") from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ReadError(
            f"cannot be opened: {reason}", path=name, remedy="check the file"
        ) from error


def _bounded(data: bytes, name: str, max_bytes: int) -> bytes:
    if len(data) > max_bytes:
        raise _too_large(name, max_bytes)
    return data


def _too_large(name: str, max_bytes: int) -> ReadError:
    message = f"larger than {max_bytes // (1024 * 1024)} MB"
    return ReadError(message, path=name, remedy="split the document")

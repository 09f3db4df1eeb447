"""The lines of derived graphs as last written, so that a change need not read them from the quads.

They serve speed alone: lines that are missing or do not fit their graph's digest are as if there
were none.
"""

from __future__ import annotations

import hashlib
import itertools
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.graph.document_graphs import text_digest

_QUICK = 1  # level of compression
_LARGEST = 8 << 30  # bytes of lines
_BLOCK = 2_000  # lines that are packed at once


class KeptLines:
    """The lines of a derived graph, kept in a new generation as they pass by.

    Once they have passed, :attr:`digest` and :attr:`count` tell of them.
    """

    def __init__(self, folder: Path, name: str, lines: Iterable[str]) -> None:
        folder.mkdir(exist_ok=True)
        self._path = _path(folder, name)
        self._lines = lines
        self._sum = hashlib.sha256()
        self.count = 0

    @property
    def digest(self) -> str:
        """Return the digest of the lines, as :func:`text_digest` of them all would."""
        return self._sum.hexdigest()

    def __iter__(self) -> Iterator[str]:
        """Yield the lines."""
        packing = zlib.compressobj(_QUICK)
        rest = iter(self._lines)
        with self._path.open("wb") as file:
            while block := list(itertools.islice(rest, _BLOCK)):
                data = "".join(block).encode()
                self.count += len(block)
                self._sum.update(data)
                file.write(packing.compress(data))
                yield from block
            file.write(packing.flush())


def load_lines(folder: Path, name: str, digest: str) -> list[str] | None:
    """Return the lines that a generation kept, or None.

    Args:
        folder: Where they are.
        name: Of the graph.
        digest: Of the lines, as the generation's table of graphs has it.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(_path(folder, name).read_bytes(), _LARGEST).decode()
    except (OSError, zlib.error, UnicodeDecodeError):
        return None
    return _lines(text) if text_digest(text) == digest else None


def _lines(text: str) -> list[str]:
    return [f"{line}\n" for line in text.split("\n") if line]


def _path(folder: Path, name: str) -> Path:
    return folder / f"{name}.nq.z"

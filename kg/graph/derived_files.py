"""The lines of derived graphs as last written, so that a change need not read them from the quads.

They serve speed alone: lines that are missing or do not fit their graph's digest are as if there
were none.
"""

from __future__ import annotations

import zlib
from pathlib import Path

from kg.graph.document_graphs import text_digest

_QUICK = 1  # level of compression
_LARGEST = 8 << 30  # bytes of lines


def save_lines(folder: Path, name: str, lines: list[str]) -> None:
    """Keep the lines of a derived graph in a new generation."""
    folder.mkdir(exist_ok=True)
    _path(folder, name).write_bytes(zlib.compress("".join(lines).encode(), _QUICK))


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

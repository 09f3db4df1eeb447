"""The formats, in the order in which they are tried."""

from __future__ import annotations

from pathlib import PurePosixPath

from kg.reading.docx import DOCX
from kg.reading.epub import EPUB
from kg.reading.html import HTML
from kg.reading.jsonl import JSONL
from kg.reading.markdown import MARKDOWN
from kg.reading.pdf import PDF
from kg.reading.plain import PLAIN
from kg.reading.reader import Reader
from kg.reading.xml import XML

READERS: tuple[Reader, ...] = (XML, HTML, PDF, DOCX, EPUB, JSONL, MARKDOWN, PLAIN)


def reader_for(name: str, head: bytes, media_type: str | None = None) -> Reader | None:
    """Return the reader of a file: by media type, then by suffix, then by content.

    Plain text takes what nothing else recognises.
    """
    if media_type:
        essence = media_type.partition(";")[0].strip().lower()
        for reader in READERS:
            if essence in reader.media_types:
                return reader
    named = _by_suffix(name)
    if named is not None and named is not PLAIN:
        return named
    return next((reader for reader in READERS if reader.sniff(head)), named)


def suffixes() -> frozenset[str]:
    """Return every file name ending that some reader claims."""
    return frozenset(suffix for reader in READERS for suffix in reader.suffixes)


def _by_suffix(name: str) -> Reader | None:
    lower = PurePosixPath(name).name.lower()
    fits = [(len(s), r) for r in READERS for s in r.suffixes if lower.endswith(s)]
    return max(fits, key=lambda fit: fit[0])[1] if fits else None

"""Does a document's source still say what was read from it?"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from kg.graph.manifest import DocumentEntry
from kg.graph.record_checks import Problem
from kg.model.appraisal import Severity
from kg.model.document import Document
from kg.model.record import DocumentRecord

#: Reads a source again: (path, document id) → the document as it is now, or None.
Reread = Callable[[Path, str], Document | None]
_BOM = b"\xef\xbb\xbf"


def check_source(
    record: DocumentRecord, entry: DocumentEntry, reread: Reread | None = None
) -> Iterator[Problem]:
    """Yield how a source differs from what was read: once for the file, once for each lost quote.

    Args:
        record: What the store keeps.
        entry: Where the source was.
        reread: Reads the source again; without it, text formats are compared as plain text.
    """
    if entry.path is None:
        message = "the source was not a file and cannot be checked"
        yield Problem("source-unknown", Severity.NOTE, entry.id, "", message)
        return
    path = Path(entry.path)
    try:
        state = path.stat()
        if entry.sha256 in _digests(path, state.st_mtime_ns, state.st_size):
            return
        now = _text_now(record, path, reread)
    except OSError as error:
        message = f"{path}: the source cannot be read: {error.strerror}"
        yield Problem("source-missing", Severity.ERROR, entry.id, "", message)
        return
    yield from _changes(record, path, now)


@functools.lru_cache(maxsize=1)  # the documents of one file follow one another
def _digests(path: Path, _changed: int, _size: int) -> frozenset[str]:
    """Return the digest of a file, and of each of its lines where every line is a document."""
    data = path.read_bytes()
    start = data[:4].removeprefix(_BOM).lstrip()
    lines = data.removeprefix(_BOM).split(b"\n") if start.startswith(b"{") else ()
    parts = (data, *(line.strip() for line in lines))
    return frozenset(hashlib.sha256(part).hexdigest() for part in parts)


def _text_now(record: DocumentRecord, path: Path, reread: Reread | None) -> str | None:
    if reread is not None:
        document = reread(path, record.document.id)
        return document.text if document else None
    if not record.document.source.media_type.startswith("text/"):
        return None
    return path.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")


def _changes(record: DocumentRecord, path: Path, now: str | None) -> Iterator[Problem]:
    document = record.document
    where, words = "", "the source was changed after the build"
    if now is not None:
        at = first_difference(document.text, now)
        line = document.text.count("\n", 0, at) + 1
        where = f"line {line}, offset {at}"
        words += f", from “{_around(document.text, at)}” to “{_around(now, at)}”"
    yield Problem("source-changed", Severity.ERROR, document.id, where, f"{path}: {words}")
    if now is None:
        return
    for claim in record.claims:
        if claim.quote.exact not in now:
            place = f"offset {claim.quote.start}"
            message = f"{path}: no longer says “{claim.quote.exact[:80]}”"
            yield Problem("quote-lost", Severity.ERROR, document.id, place, message, claim.id)


def first_difference(old: str, new: str) -> int:
    """Return the first code point at which two texts differ; the shorter length if none does.

    >>> first_difference("abc", "abd")
    2
    """
    low, high = 0, min(len(old), len(new))
    while low < high:
        middle = (low + high + 1) // 2
        if old[low:middle] == new[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def _around(text: str, at: int) -> str:
    return " ".join(text[max(0, at - 10) : at + 15].split())

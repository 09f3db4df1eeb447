"""Reads JSON Lines: one document a line, each with its own fate.

A line is ``{"id": …, "text": …}`` with optional ``title``, ``url`` and ``references`` (strings, or
objects with ``id``, ``raw``, ``authors``, ``year``, ``title``, ``container``, ``doi``, ``pmid``,
``pmcid``, ``url``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model.document import Source
from kg.reading.decoding import sound
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftReference
from kg.reading.guards import check_size
from kg.reading.plain import read_plain
from kg.reading.reader import Reader

MAX_LINE_BYTES = 8 * 2**20
MAX_FILE_BYTES = 64 * 2**20
_REFERENCE_TEXTS = ("year", "title", "container", "doi", "pmid", "pmcid", "url")


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield a draft, or what is wrong, for each line that is not blank."""
    seen: set[str] = set()
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            yield _draft(line.strip(), number, source, seen)
        except ReadError as error:
            yield error


def _draft(line: bytes, number: int, source: Source, seen: set[str]) -> Draft:
    place = f"{source.name}:{number}"
    check_size(len(line), place, MAX_LINE_BYTES)
    record = _parsed(line, place)
    identity, text = record.get("id"), record.get("text")
    if isinstance(identity, int) and not isinstance(identity, bool):
        identity = str(identity)
    if not isinstance(identity, str) or not identity.strip():
        raise ReadError("the line has no id", path=place, remedy='give each line an "id" string')
    if not isinstance(text, str) or not text.strip():
        raise ReadError("the line has no text", path=place, remedy='give each line a "text" string')
    identity = sound(identity.strip())[0]
    if identity in seen:
        raise ReadError(f"the id {identity!r} occurs twice", path=place, remedy="make ids unique")
    seen.add(identity)
    draft = read_plain(text)
    draft.title = _text(record, "title", place) or draft.title
    draft.url = _text(record, "url", place) or draft.url
    draft.source = Source(identity, source.media_type, hashlib.sha256(line).hexdigest())
    draft.references.extend(_references(record.get("references"), place))
    return draft


def _parsed(line: bytes, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError("the line is not UTF-8", path=place, offset=error.start) from error
    except (ValueError, RecursionError) as error:
        message = str(error) if isinstance(error, json.JSONDecodeError) else "nested too deep"
        raise ReadError(f"the line is not JSON: {message}", path=place) from error
    if not isinstance(record, dict):
        raise ReadError("the line is not a JSON object", path=place)
    return record


def _text(record: dict[str, Any], key: str, place: str) -> str | None:
    value = record.get(key)
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise ReadError(f'"{key}" is not a string', path=place)
    return sound(value.strip())[0] or None


def _references(value: Any, place: str) -> Iterator[DraftReference]:
    if value is None:
        return
    if not isinstance(value, list):
        raise ReadError('"references" is not a list', path=place)
    for number, item in enumerate(value, start=1):
        if isinstance(item, str):
            yield DraftReference(str(number), sound(item)[0])
        elif isinstance(item, dict):
            yield _reference(item, number, place)
        else:
            raise ReadError("a reference is neither a string nor an object", path=place)


def _reference(item: dict[str, Any], number: int, place: str) -> DraftReference:
    fields = {name: _text(item, name, place) for name in _REFERENCE_TEXTS}
    authors = item.get("authors") or []
    if not isinstance(authors, list) or not all(isinstance(author, str) for author in authors):
        raise ReadError('"authors" is not a list of strings', path=place)
    raw = _text(item, "raw", place)
    if raw is None:
        shown = (", ".join(authors), *(fields[n] for n in ("title", "container", "year", "doi")))
        raw = ". ".join(part for part in shown if part)
    return DraftReference(
        id=_text(item, "id", place) or str(number),
        raw=raw,
        authors=tuple(sound(author)[0] for author in authors),
        year=fields["year"],
        title=fields["title"],
        container=fields["container"],
        doi=fields["doi"],
        pmid=fields["pmid"],
        pmcid=fields["pmcid"],
        url=fields["url"],
    )


def _sniff(head: bytes) -> bool:
    line = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    return line.startswith(b"{") and b'"text"' in line and b'"id"' in line


JSONL = Reader(
    name="JSON Lines",
    media_types=("application/jsonl", "application/x-ndjson", "application/jsonlines"),
    suffixes=(".jsonl", ".ndjson"),
    sniff=_sniff,
    drafts=drafts,
    max_bytes=MAX_FILE_BYTES,
)

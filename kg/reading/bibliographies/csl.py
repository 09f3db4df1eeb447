"""Reads CSL-JSON, and the works of Crossref's API, which look alike.

Source: Citation Style Language, JSON schema 1.0.2; Crossref REST API, works.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.errors import ReadError
from kg.reading.bibliographies.entry import (
    BibliographyEntry,
    composed,
    design_of,
    is_retracted,
)
from kg.reading.decoding import sound
from kg.reading.draft_records import DraftReference
from kg.reading.person_names import person


def read_csl(text: str, name: str) -> Iterator[BibliographyEntry]:
    """Yield the entries of a CSL-JSON file, in order; items that are no objects are passed over.

    Raises:
        ReadError: The text is not JSON.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not JSON: {str(error)[:120]}", path=name) from error
    for number, item in enumerate(_items(data), start=1):
        if isinstance(item, dict):
            yield _entry(item, number)


def _items(data: Any) -> list[Any]:
    if isinstance(data, dict):
        message = data.get("message", data)
        inner = message.get("items") if isinstance(message, dict) else None
        return inner if isinstance(inner, list) else [message]
    return data if isinstance(data, list) else []


def _entry(item: dict[str, Any], number: int) -> BibliographyEntry:
    title, kinds = _text(item, "title"), [k for k in (_text(item, "genre"),) if k]
    draft = DraftReference(
        id=_text(item, "id", "citation-key") or str(number),
        raw="",
        authors=tuple(_authors(item.get("author"))),
        year=_year(item),
        title=title,
        container=_text(item, "container-title", "journal"),
        doi=(_text(item, "DOI") or "").removeprefix("https://doi.org/") or None,
        pmid=_text(item, "PMID"),
        pmcid=_text(item, "PMCID"),
        url=_text(item, "URL"),
    )
    raw = composed(draft, _text(item, "volume") or "", _text(item, "page") or "")
    return BibliographyEntry(
        replace(draft, raw=raw or f"Entry {number}"),
        abstract=_text(item, "abstract"),
        design=design_of(kinds),
        retracted=_retracted(item, title, kinds),
    )


def _retracted(item: dict[str, Any], title: str | None, kinds: list[str]) -> bool | None:
    """Return True where the title, the status or Crossref's record of updates says so."""
    updates = item.get("updated-by")
    by_update = isinstance(updates, list) and any(
        isinstance(update, dict) and str(update.get("type")).lower() in {"retraction", "withdrawal"}
        for update in updates
    )
    status = (_text(item, "status") or "").lower()
    return by_update or status == "retracted" or is_retracted(title, kinds) or None


def _text(item: dict[str, Any], *keys: str) -> str | None:
    for key in keys:
        value = item.get(key)
        if isinstance(value, list) and value:
            value = value[0]
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if isinstance(value, str) and value.strip():
            return " ".join(sound(value)[0].split())
    return None


def _year(item: dict[str, Any]) -> str | None:
    for key in ("issued", "published", "published-print", "published-online"):
        date = item.get(key)
        if not isinstance(date, dict):
            continue
        parts = date.get("date-parts")
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
            return str(parts[0][0])[:4]
        if given := _text(date, "literal", "raw"):
            return given[:4]
    return None


def _authors(value: Any) -> Iterator[str]:
    for author in value if isinstance(value, list) else ():
        if not isinstance(author, dict):
            continue
        family, given = _text(author, "family"), _text(author, "given")
        whole = _text(author, "literal", "name")
        if family:
            particle = _text(author, "non-dropping-particle")
            yield person(f"{particle} {family}" if particle else family, given or "")
        elif whole:
            yield whole

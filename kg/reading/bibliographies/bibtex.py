"""Reads BibTeX with bibtexparser.

Source: O. Patashnik, BibTeXing (1988); bibtexparser 2.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.reading.bibliographies.entry import (
    BibliographyEntry,
    composed,
    design_of,
    is_retracted,
)
from kg.reading.decoding import sound
from kg.reading.draft_records import DraftReference
from kg.reading.person_names import split_person

_DECODED = ("author", "editor", "title", "journal", "journaltitle", "booktitle", "abstract")
_LATEX = re.compile(r"[\\{}$%~&^_#]|``|''|--")  # what a decoder changes
_LONGEST = 16_000  # characters of a field that are decoded, which is slow
_PMID = re.compile(r"(?:PMID:?\s*|pubmed/)(\d{4,9})", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}[a-z]?")
_AND = re.compile(r"(?<!\s)\s+and\s+", re.IGNORECASE)
_OUTER_BRACES = re.compile(r"\{([^{}]*)\}")


def read_bibtex(text: str) -> Iterator[BibliographyEntry]:
    """Yield the entries of a BibTeX file, in order; broken ones are passed over."""
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415 - rarely needed

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # broken entries are not news
    library = parse_string(sound(text)[0])
    for number, entry in enumerate(library.entries, start=1):
        fields = {field.key.lower(): str(field.value) for field in entry.fields}
        yield _entry(str(entry.key) or str(number), fields, number)


def _entry(key: str, raw_fields: dict[str, str], number: int) -> BibliographyEntry:
    fields = {
        name: _decoded(value, keep_names=name in {"author", "editor"})
        if name in _DECODED
        else value.strip("{} ")
        for name, value in raw_fields.items()
    }
    title = fields.get("title") or None
    container = next((fields[n] for n in _DECODED[3:6] if fields.get(n)), None)
    pmid = fields.get("pmid") or _found(_PMID, fields.get("note", ""))
    draft = DraftReference(
        id=key,
        raw="",
        authors=tuple(_authors(fields.get("author") or fields.get("editor") or "")),
        year=_found(_YEAR, fields.get("year") or fields.get("date") or ""),
        title=title or container,
        container=container if title else None,
        doi=(fields.get("doi") or "").rpartition("doi.org/")[2].replace("\\_", "_") or None,
        pmid=pmid,
        pmcid=fields.get("pmcid") or None,
        url=fields.get("url") or None,
    )
    raw = composed(draft, fields.get("volume", ""), fields.get("pages", "").replace("--", "–"))
    kinds = [kind for kind in (fields.get("type"), fields.get("keywords")) if kind]
    return BibliographyEntry(
        replace(draft, raw=raw or f"Entry {number}"),
        abstract=fields.get("abstract") or None,
        design=design_of(kinds[:1]),
        retracted=is_retracted(title) or None,
    )


def _found(pattern: re.Pattern[str], text: str) -> str | None:
    match = pattern.search(text)
    if match is None:
        return None
    return match.group(match.lastindex or 0)


def _authors(value: str) -> Iterator[str]:
    for name in _AND.split(value):
        plain = name.strip()
        if plain.startswith("{") and plain.endswith("}"):
            yield plain.strip("{} ")  # an organisation: not to be split
        elif plain and plain.lower() != "others":
            yield split_person(plain.replace("{", "").replace("}", ""))


def _decoded(value: str, *, keep_names: bool) -> str:
    """Return a field without LaTeX; names keep the braces that hold organisations together.

    A field longer than any abstract, or nested deeper than the decoder goes, stays as it is.
    """
    text = _guarded(value) if keep_names else value
    if len(text) <= _LONGEST and _LATEX.search(text):
        with contextlib.suppress(RecursionError):
            text = str(_decoder().latex_to_text(text))
    text = text.replace("\ue000", "{").replace("\ue001", "}")
    return " ".join(text.split()).strip()


def _guarded(value: str) -> str:
    """Return names with the braces around whole names out of the decoder's reach."""
    return _AND.sub(
        " and ",
        " and ".join(
            f"\ue000{name.strip()[1:-1]}\ue001"
            if _OUTER_BRACES.fullmatch(name.strip()) and "\\" not in name
            else name
            for name in _AND.split(value)
        ),
    )


def _decoder() -> Any:
    from pylatexenc.latex2text import LatexNodes2Text  # noqa: PLC0415 - rarely needed

    return LatexNodes2Text(math_mode="verbatim", keep_comments=True)

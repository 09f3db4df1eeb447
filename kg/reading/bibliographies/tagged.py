"""Reads RIS and PubMed's NBIB: lines with a tag, continued by indented lines.

Source: RIS format specifications (Research Information Systems); NLM, MEDLINE/PubMed Data Element
(Field) Descriptions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.reading.bibliographies.entry import (
    BibliographyEntry,
    composed,
    design_of,
    is_retracted,
)
from kg.reading.draft_records import DraftReference
from kg.reading.person_names import split_person

_RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_NBIB_LINE = re.compile(r"([A-Z]{2,4}) {0,3}- ?(.*)")
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
_PMCID = re.compile(r"PMC\d+", re.IGNORECASE)
_MESH_QUALIFIER = re.compile(r"/.*")
Fields = dict[str, list[str]]


def read_ris(text: str) -> Iterator[BibliographyEntry]:
    """Yield the entries of a RIS file, in order."""
    for number, fields in enumerate(_records(text, _RIS_LINE, "TY", "ER"), start=1):
        yield _ris_entry(fields, number)


def read_nbib(text: str) -> Iterator[BibliographyEntry]:
    """Yield the entries of a file in PubMed format, in order."""
    for number, fields in enumerate(_records(text, _NBIB_LINE, "PMID", None), start=1):
        yield _nbib_entry(fields, number)


def _records(text: str, pattern: re.Pattern[str], first: str, last: str | None) -> Iterator[Fields]:
    """Yield records; one starts with its first tag, so a lost end does not join two."""
    fields: Fields = {}
    values: list[str] | None = None
    for line in text.splitlines():
        match = pattern.match(line)
        if match is None:
            if values and line.strip():
                values[-1] += " " + line.strip()
            continue
        tag, value = match.group(1), match.group(2).strip()
        if tag == first and fields:
            yield fields
            fields = {}
        if tag == last:
            if fields:
                yield fields
            fields, values = {}, None
            continue
        values = fields.setdefault(tag, [])
        values.append(value)
    if fields:
        yield fields


def _one(fields: Fields, *tags: str) -> str | None:
    return next((value for tag in tags for value in fields.get(tag, ()) if value), None)


def _ris_entry(fields: Fields, number: int) -> BibliographyEntry:
    title = _one(fields, "TI", "T1", "CT")
    container = _one(fields, "JO", "JF", "T2", "JA", "BT")
    doi = _DOI.search(_one(fields, "DO", "M3") or "")
    year = _YEAR.search(_one(fields, "PY", "Y1", "DA") or "")
    pmid = next((v for v in fields.get("AN", ()) if v.isdigit()), None)
    draft = DraftReference(
        id=_one(fields, "ID") or str(number),
        raw="",
        authors=tuple(split_person(a) for tag in ("AU", "A1") for a in fields.get(tag, ()) if a),
        year=year.group() if year else None,
        title=title or container,
        container=container if title else None,
        doi=doi.group().rstrip(".") if doi else None,
        pmid=pmid if "pubmed" in (_one(fields, "DB", "DP") or "").lower() else None,
        url=_one(fields, "UR", "L1", "L2"),
    )
    pages = "-".join(p for p in (_one(fields, "SP"), _one(fields, "EP")) if p)
    kinds = [*fields.get("M3", ()), *fields.get("PT", ())]
    return BibliographyEntry(
        _printed(draft, composed(draft, _one(fields, "VL") or "", pages), number),
        abstract=_one(fields, "AB", "N2"),
        design=design_of(kinds),
        retracted=is_retracted(title, kinds) or None,
    )


def _nbib_entry(fields: Fields, number: int) -> BibliographyEntry:
    title = _one(fields, "TI", "BTI")
    ids = [*fields.get("LID", ()), *fields.get("AID", ())]
    doi = next((_DOI.search(v) for v in ids if v.endswith("[doi]") and _DOI.search(v)), None)
    pmcid = _PMCID.match(_one(fields, "PMC") or "")
    year = _YEAR.search(_one(fields, "DP", "DEP") or "")
    kinds = fields.get("PT", [])
    headings = [_MESH_QUALIFIER.sub("", h).replace("*", "") for h in fields.get("MH", ())]
    draft = DraftReference(
        id=_one(fields, "PMID") or str(number),
        raw="",
        authors=tuple(a for tag in ("AU", "CN") for a in fields.get(tag, ()) if a),
        year=year.group() if year else None,
        title=title.rstrip(".") if title else None,
        container=_one(fields, "JT", "TA"),
        doi=doi.group().removesuffix("[doi]") if doi else None,
        pmid=_one(fields, "PMID"),
        pmcid=pmcid.group().upper() if pmcid else None,
    )
    return BibliographyEntry(
        _printed(
            draft, composed(draft, _one(fields, "VI") or "", _one(fields, "PG") or ""), number
        ),
        abstract=_one(fields, "AB"),
        design=design_of(kinds, headings),
        retracted=is_retracted(title, kinds),
    )


def _printed(draft: DraftReference, raw: str, number: int) -> DraftReference:
    return DraftReference(
        draft.id,
        raw or f"Entry {number}",
        authors=draft.authors,
        year=draft.year,
        title=draft.title,
        container=draft.container,
        doi=draft.doi,
        pmid=draft.pmid,
        pmcid=draft.pmcid,
        url=draft.url,
    )

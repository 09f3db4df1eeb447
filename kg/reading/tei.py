"""Reads TEI as GROBID writes it: header, body, bibliography.

Source: TEI P5 guidelines; GROBID's TEI encoding of results.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from kg.model.document import BlockKind, MarkerStyle, TablePosition
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftReference, MarkerHint
from kg.reading.grid import Grid, span_of
from kg.reading.person_names import person
from kg.reading.xml_names import local_name, plain_text

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LEVEL_MAX = 6


class TeiWalk:
    """One TEI document on its way into a draft."""

    def __init__(self, root: Any) -> None:
        self.draft = Draft()
        self._root = root
        self._level = 1
        self._tables = 0
        self._raised = 0
        self._dropped: Counter[str] = Counter()

    def read(self) -> Draft:
        """Walk the document and return its draft."""
        header = self._root.find("{*}teiHeader")
        if header is not None:
            self._header(header)
        text = self._root.find("{*}text")
        for element in text if text is not None else ():
            if local_name(element) in {"body", "back"}:
                self.draft.section_break(2)
                self._children(element)
        for what, count in sorted(self._dropped.items()):
            self.draft.note("dropped", f"{what}: {count}")
        return self.draft

    def _header(self, header: Any) -> None:
        title = header.find(".//{*}titleStmt/{*}title")
        if title is not None and plain_text(title):
            self.draft.title = plain_text(title)
            self.draft.add(BlockKind.HEADING, self.draft.title, level=1)
        work = header.find(".//{*}sourceDesc//{*}biblStruct")
        if work is not None:
            ids = _identifiers(work)
            self.draft.url = f"https://doi.org/{ids['doi']}" if "doi" in ids else None
            if authors := ", ".join(_authors(work)):
                self.draft.add(BlockKind.BYLINE, authors)
        abstract = header.find(".//{*}profileDesc/{*}abstract")
        if abstract is not None and plain_text(abstract):
            self.draft.add(BlockKind.HEADING, "Abstract", level=2)
            self._level = 2
            self._children(abstract)
            self._level = 1

    def _children(self, element: Any) -> None:
        for child in element:
            self._block(child)

    def _block(self, element: Any) -> None:
        name = local_name(element)
        if name == "div":
            self._division(element)
        elif name in {"p", "item", "note", "head", "ab", "quote"}:
            self._run(element, name)
        elif name == "figure":
            self._figure(element)
        elif name == "biblstruct":
            self._reference(element)
        elif name == "formula":
            self._dropped["displayed formula"] += 1
        else:
            self._children(element)

    def _division(self, element: Any) -> None:
        """Write a division; GROBID numbers nested ones in ``head/@n`` and does not nest them."""
        level, self._level = self._level, min(self._level + 1, _LEVEL_MAX)
        head = element.find("{*}head")
        if head is not None and (number := head.get("n")):
            self._level = min(2 + number.strip(".").count("."), _LEVEL_MAX)
        references = element.get("type") == "references" or local_name(element) == "listbibl"
        if head is None and references:
            self.draft.add(BlockKind.HEADING, "References", level=2)
        self._children(element)
        self._level = level

    def _run(self, element: Any, name: str) -> None:
        kinds = {
            "item": BlockKind.LIST_ITEM,
            "note": BlockKind.FOOTNOTE,
            "head": BlockKind.HEADING,
        }
        level = max(self._level, 2) if name == "head" else 0
        self.draft.begin(kinds.get(name, BlockKind.PARAGRAPH), level=level)
        start = self.draft.position
        self._inline(element)
        end = self.draft.position
        if self.draft.end() is not None and name == "note" and element.get(_ID):
            self.draft.references.append(
                DraftReference(
                    element.get(_ID),
                    plain_text(element),
                    Span(start, end),
                    element.get("n"),
                    is_footnote=True,
                )
            )

    def _figure(self, element: Any) -> None:
        self.draft.begin(BlockKind.CAPTION)
        for name in ("head", "figDesc"):
            part = element.find(f"{{*}}{name}")
            if part is not None:
                self._inline(part)
                self.draft.flow(" ")
        self.draft.end()
        table = element.find("{*}table")
        if table is not None:
            self._table(table)

    def _table(self, table: Any) -> None:
        grid = Grid()
        for row, element in enumerate(table.findall("{*}row")):
            for cell in element.findall("{*}cell"):
                columns, rows = span_of(cell.get("cols")), span_of(cell.get("rows"))
                is_header = "label" in {element.get("role"), cell.get("role")}
                column = grid.take(row, columns, rows)
                place = TablePosition(self._tables, row, column, is_header)
                self.draft.begin(BlockKind.TABLE_CELL, table=place)
                self._inline(cell)
                self.draft.end()
        self._tables += 1

    def _inline(self, element: Any) -> None:
        self._text(element.text)
        for child in element:
            self._child(child)
            self._text(child.tail)

    def _child(self, element: Any) -> None:
        name = local_name(element)
        start = self.draft.position
        if name == "lb":
            self.draft.flow(" ")
        elif name == "hi" and "superscript" in (element.get("rend") or ""):
            self._raised += 1
            self._inline(element)
            self._raised -= 1
            self.draft.superscripts.append(Span(start, self.draft.position))
        else:
            self._inline(element)
        span = Span(start, self.draft.position)
        if name == "ref" and span.end > start:
            self._pointer(element, span)

    def _pointer(self, element: Any, span: Span) -> None:
        kind, target = element.get("type"), element.get("target") or ""
        ids = tuple(t[1:] for t in target.split() if t.startswith("#"))
        if kind in {"bibr", "foot"} and ids:
            style = MarkerStyle.XREF if kind == "bibr" else MarkerStyle.FOOTNOTE
            self.draft.hints.append(MarkerHint(span, style, ids))
        elif target.startswith(("http://", "https://")):
            self.draft.hints.append(MarkerHint(span, MarkerStyle.LINK, url=target))

    def _text(self, text: str | None) -> None:
        if text and self._raised:
            self.draft.flow_raised(text)
        elif text:
            self.draft.flow(text)

    def _reference(self, element: Any) -> None:
        number = str(len(self.draft.references) + 1)
        reference = read_bibl(element, number)
        if reference is None:
            return
        self.draft.begin(BlockKind.REFERENCE)
        start = self.draft.position
        self.draft.flow(reference.raw)
        self.draft.end()
        self.draft.references.append(replace(reference, span=Span(start, self.draft.position)))


def read_bibl(element: Any, fallback: str) -> DraftReference | None:
    """Return the entry of a ``biblStruct``, or None where there is nothing in it."""
    note = next((n for n in element.iter("{*}note") if n.get("type") == "raw_reference"), None)
    own = plain_text(element.find("{*}analytic/{*}title"))
    container = plain_text(element.find("{*}monogr/{*}title"))
    ids = _identifiers(element)
    authors = tuple(_authors(element))
    date = element.find(".//{*}imprint/{*}date")
    year = ((date.get("when") or plain_text(date)) if date is not None else "")[:4]
    shown = (", ".join(authors), own, container, year, f"doi:{ids['doi']}" if "doi" in ids else "")
    raw = plain_text(note) or " ".join(f"{part.rstrip('.')}." for part in shown if part)
    if not raw:
        return None
    return DraftReference(
        id=element.get(_ID) or fallback,
        raw=raw,
        authors=authors,
        year=year or None,
        title=own or container or None,
        container=container if own else None,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        pmcid=ids.get("pmcid"),
    )


def _authors(element: Any) -> list[str]:
    names = []
    for author in element.iter("{*}author"):
        family = plain_text(author.find(".//{*}surname"))
        given = " ".join(plain_text(part) for part in author.findall(".//{*}forename"))
        names.append(person(family, given) if family else plain_text(author))
    return [name for name in names if name]


def _identifiers(element: Any) -> dict[str, str]:
    return {
        (idno.get("type") or "").lower(): plain_text(idno)
        for idno in element.iter("{*}idno")
        if plain_text(idno)
    }

"""Reads Word documents (.docx): headings by style, lists, tables, footnotes and endnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model.document import BlockKind, MarkerStyle, Source, TablePosition
from kg.model.spans import Span
from kg.reading.docx_parts import Parts, R, W, is_on, load_parts, value
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftReference, MarkerHint
from kg.reading.grid import Grid, span_of
from kg.reading.guards import Archive
from kg.reading.reader import Reader
from kg.reading.xml_names import local_name

_SKIPPED = frozenset(
    {"ppr", "rpr", "instrtext", "deltext", "del", "movefrom", "fallback", "fldchar", "sectpr",
     "bookmarkstart", "bookmarkend", "prooferr", "tblpr", "tblgrid", "trpr", "tcpr", "sdtpr"}
)  # fmt: skip
_PICTURES = frozenset({"drawing", "pict", "object"})
_BLANK = frozenset({"tab", "br", "cr", "ptab"})
_BULLETS = frozenset({"bullet", "none", ""})
_LIST_LEVELS = 9
_GENERATED = frozenset({"Table of Contents", "Table of Figures", "Table of Tables"})
_CONTENTS = re.compile(r"toc (?:\d|heading)|table of figures|contents (?:\d|heading)")
_BYLINES = frozenset({"author", "authors", "date"})  # names of styles, in lower case


class DocxWalk:
    """One Word document on its way into a draft."""

    def __init__(self, parts: Parts) -> None:
        self.draft = Draft(title=parts.title)
        self._parts = parts
        self._tables = 0
        self._in_table = False
        self._counts: dict[str, list[int]] = {}
        self._note_counts: Counter[str] = Counter()
        self._notes: dict[tuple[str, str], int] = {}
        self._raised = False
        self._dropped: Counter[str] = Counter()

    def read(self) -> Draft:
        """Walk the document and return its draft."""
        body = self._parts.document.find(f"{W}body")
        for element in body if body is not None else ():
            self._block(element)
        if self._notes:
            self.draft.section_break(title="Notes")  # they are no part of the last section
        for key, number in tuple(self._notes.items()):
            self._note(key, number)
        if self._parts.has_headers:
            self.draft.note("dropped", "headers and footers of the pages")
        for what, count in sorted(self._dropped.items()):
            self.draft.note("dropped", f"{what}: {count}")
        return self.draft

    # --- blocks

    def _block(self, element: Any) -> None:
        name = local_name(element)
        if name == "p":
            self._paragraph(element)
        elif name == "tbl":
            self._table(element)
        elif name == "sdt" and value(element, "sdtPr/docPartObj/docPartGallery") in _GENERATED:
            self._dropped["table of contents"] += 1
        elif name not in _SKIPPED:
            for child in element:
                self._block(child)

    def _paragraph(self, element: Any) -> None:
        style = value(element, "pPr/pStyle")
        named = self._parts.style_name(style)
        if _CONTENTS.fullmatch(named):
            self._dropped["line of a table of contents"] += 1
            return
        level = self._level(element, style)
        number = self._numbering(element)
        if level is not None:
            self.draft.begin(BlockKind.HEADING, level=level)
        elif number is not None:
            kind = BlockKind.LIST_ITEM
            self.draft.begin(kind, depth=min(int(number[1]), 8), label=self._label(number))
        elif "caption" in named:
            self.draft.begin(BlockKind.CAPTION)
        elif named in _BYLINES:
            self.draft.begin(BlockKind.BYLINE)
        else:
            self.draft.begin(BlockKind.PARAGRAPH)
        self._inline(element)
        self.draft.end()

    def _level(self, element: Any, style: str | None) -> int | None:
        outline = value(element, "pPr/outlineLvl")
        if outline in {"0", "1", "2", "3", "4", "5"}:
            return int(outline) + 1
        return self._parts.heading_level(style)

    def _numbering(self, element: Any) -> tuple[str, str] | None:
        """Return the list and level of a paragraph, or None where it is no list item."""
        number = value(element, "pPr/numPr/numId")
        level = value(element, "pPr/numPr/ilvl") or "0"
        if number is None:
            return ("", "0") if self._parts.is_list_style(value(element, "pPr/pStyle")) else None
        if number == "0" or not (level.isascii() and level.isdigit() and len(level) < 3):
            return None
        return number, level

    def _label(self, number: tuple[str, str]) -> str | None:
        """Return the number that Word prints before an item, or None for a bullet."""
        if self._parts.formats.get(number, "") in _BULLETS:
            return None
        level = min(int(number[1]), _LIST_LEVELS - 1)
        counts = self._counts.setdefault(number[0], [0] * _LIST_LEVELS)
        counts[level] += 1
        counts[level + 1 :] = [0] * (_LIST_LEVELS - level - 1)
        return str(counts[level])

    def _table(self, element: Any) -> None:
        grid = Grid()
        number, self._tables = self._tables, self._tables + 1
        for row, line in enumerate(element.findall(f"{W}tr")):
            is_header = is_on(line, "trPr/tblHeader")
            for cell in line.findall(f"{W}tc"):
                column = grid.take(row, span_of(value(cell, "tcPr/gridSpan")))
                if value(cell, "tcPr/vMerge") in {"", "continue"}:
                    continue  # covered by the cell above
                place = TablePosition(number, row, column, is_header)
                self.draft.begin(BlockKind.TABLE_CELL, table=place)
                self._inline(cell)
                self.draft.end()

    def _note(self, key: tuple[str, str], number: int) -> None:
        note = self._parts.notes.get(key)
        if note is None:
            return
        self.draft.begin(BlockKind.FOOTNOTE)
        start = self.draft.position
        self._inline(note)
        raw = " ".join(self.draft.tail(start).split())
        if self.draft.end() is not None:
            span = Span(start, self.draft.blocks[-1].end)
            self.draft.references.append(
                DraftReference(_note_id(key), raw, span, str(number), is_footnote=True)
            )

    # --- inline

    def _inline(self, element: Any) -> None:
        for child in element:
            name = local_name(child)
            if name in _SKIPPED:
                continue
            if name == "r":
                self._run(child)
            elif name == "hyperlink":
                self._link(child)
            elif name == "t":  # mathematics
                self._said(child.text or "", self._raised)
            elif name in {"sup", "den"}:  # in mathematics: a power, the lower part of a fraction
                self._formula(child, name)
            elif name in {"p", "tbl", "tr", "tc"}:
                self.draft.flow(" ")
                self._inline(child)
                self.draft.flow(" ")
            else:
                self._inline(child)

    def _run(self, run: Any) -> None:
        if is_on(run, "rPr/vanish"):
            self._dropped["hidden text"] += 1
            return
        is_raised = self._raised or self._parts.is_raised(run)
        start = self.draft.position
        for child in run:
            self._run_child(child, is_raised)
        end = self.draft.position
        if is_raised and end > start and not self._raised:
            self.draft.superscripts.append(Span(start, end))

    def _run_child(self, child: Any, is_raised: bool) -> None:
        name = local_name(child)
        if name == "t":
            self._said(child.text or "", is_raised)
        elif name in _BLANK:
            self.draft.flow(" ")
        elif name == "nobreakhyphen":
            self.draft.flow("-")
        elif name in {"footnotereference", "endnotereference"}:
            self._pointer(name.removesuffix("reference"), child)
        elif name in _PICTURES:
            self._dropped["picture or text box"] += 1

    def _said(self, text: str, is_raised: bool) -> None:
        if is_raised:
            self.draft.flow_raised(text)
        else:
            self.draft.flow(text)

    def _formula(self, element: Any, name: str) -> None:
        if name == "den":
            self.draft.flow("/")
        outer, self._raised = self._raised, self._raised or name == "sup"
        self._inline(element)
        self._raised = outer

    def _pointer(self, kind: str, element: Any) -> None:
        key = (kind, element.get(f"{W}id") or "")
        if key not in self._parts.notes:
            return
        if key not in self._notes:
            self._note_counts[kind] += 1
            self._notes[key] = self._note_counts[kind]
        span = self.draft.flow_raised(str(self._notes[key]))
        self.draft.hints.append(MarkerHint(span, MarkerStyle.FOOTNOTE, (_note_id(key),)))

    def _link(self, element: Any) -> None:
        start = self.draft.position
        self._inline(element)
        span = Span(start, self.draft.position)
        url = self._parts.links.get(element.get(f"{R}id") or "")
        if url and url.startswith(("http://", "https://")) and span.end > span.start:
            self.draft.hints.append(MarkerHint(span, MarkerStyle.LINK, url=url))


def _note_id(key: tuple[str, str]) -> str:
    return f"{key[0]}-{key[1]}"


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield the draft of a Word document.

    Raises:
        ReadError: It is no Word document, is damaged, protected, or exceeds a cap.
    """
    yield DocxWalk(load_parts(Archive(data, source.name), source.name)).read()


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and (b"word/" in head or b"[Content_Types].xml" in head)


DOCX = Reader(
    name="Word",
    media_types=("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
    suffixes=(".docx", ".docm"),
    sniff=_sniff,
    drafts=drafts,
)

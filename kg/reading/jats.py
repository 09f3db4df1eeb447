"""Reads JATS XML (PMC, PLOS, eLife and other journals) into a draft.

Source: NISO Z39.96 Journal Article Tag Suite, Archiving and Publishing tag sets, 1.0 to 1.3, and
their NLM forerunners 2.3 and 3.0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from kg.model.document import BlockKind, TablePosition
from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.draft_records import DraftReference
from kg.reading.grid import Grid, span_of
from kg.reading.jats_front import byline, published_at
from kg.reading.jats_inline import DROPPED, Inline
from kg.reading.jats_references import citation_text, read_reference
from kg.reading.jats_tables import rows_of, tables_in
from kg.reading.xml_names import LOCAL_NAMES, ByTag, child_of, local_name, plain_text

_SECTION_LEVEL_MAX = 6
_CELL = BlockKind.TABLE_CELL
_CELL_NAMES = frozenset({"td", "th"})
_place, _span = maker_of(TablePosition), maker_of(Span)

# Headings that journals print and articles leave to them.
_UNTITLED = {"ack": "Acknowledgements", "glossary": "Abbreviations"}
_ABSTRACTS = {"graphical": "Graphical abstract", "summary": "Summary", "key-points": "Key points"}
_SILENT = frozenset({"label", "object-id", "graphic", "media", "alt-text", "processing-meta"})


class JatsWalk:
    """One article on its way into a draft."""

    def __init__(self, root: Any) -> None:
        self.draft = Draft()
        self._root = root
        self._inline = Inline(self.draft)
        self._dropped = self._inline.dropped
        self._level = 1
        self._kind = BlockKind.PARAGRAPH
        self._depth = 0
        self._tables = 0
        self._in_table = False

    def read(self) -> Draft:
        """Walk the article and return its draft."""
        meta = self._root.find("{*}front/{*}article-meta")
        if meta is not None:
            self._front(meta)
        for part in ("body", "back", "floats-group"):
            for element in self._root.findall(f"{{*}}{part}"):
                self._level = 1
                self.draft.section_break(2)  # an introduction is no part of the abstract
                self._children(element)
        for name in ("sub-article", "response"):
            self._dropped[DROPPED[name]] += len(self._root.findall(f"{{*}}{name}"))
        for what, count in sorted(self._dropped.items()):
            if count:
                self.draft.note("dropped", f"{what}: {count}")
        return self.draft

    def _front(self, meta: Any) -> None:
        self.draft.url = published_at(meta)
        title = meta.find("{*}title-group/{*}article-title")
        if title is not None:
            self.draft.begin(BlockKind.HEADING, level=1)
            self._close(title, flat=True)
        if line := byline(meta):
            self.draft.add(BlockKind.BYLINE, line)
        for abstract in meta.findall("{*}abstract"):
            self._abstract(abstract)
        for name in ("trans-abstract", "permissions", "kwd-group"):
            self._dropped[DROPPED[name]] += len(meta.findall(f"{{*}}{name}"))

    def _abstract(self, abstract: Any) -> None:
        if child_of(abstract, "title") is None:
            title = _ABSTRACTS.get(abstract.get("abstract-type"), "Abstract")
            self.draft.add(BlockKind.HEADING, title, level=2)
        for child in abstract:
            self._level = 1 if local_name(child) == "title" else 2
            self._block(child)
        self._level = 1

    # --- blocks

    def _children(self, element: Any) -> None:
        for child in element:
            _HANDLERS[child.tag](self, child)

    def _block(self, element: Any) -> None:
        _HANDLERS[element.tag](self, element)

    def _drop(self, element: Any) -> None:
        self._dropped[DROPPED[local_name(element)]] += 1

    def _skip(self, _element: Any) -> None:
        """Leave out what says nothing."""

    def _section(self, element: Any) -> None:
        level, self._level = self._level, min(self._level + 1, _SECTION_LEVEL_MAX)
        name = local_name(element)
        if name in _UNTITLED and child_of(element, "title") is None:
            self.draft.add(BlockKind.HEADING, _UNTITLED[name], level=self._level)
        self._children(element)
        self._level = level

    def _boxed(self, element: Any) -> None:
        """Write a box: it interrupts the text, so its headings start no sections."""
        for title in element.iter("{*}title"):
            title.tag = "p"
        self._children(element)

    def _heading(self, element: Any) -> None:
        self.draft.begin(BlockKind.HEADING, level=max(self._level, 2))
        label = element.getprevious()
        if label is not None and local_name(label) == "label" and (text := plain_text(label)):
            self.draft.put(f"{text} ")
        self._close(element, flat=True)

    def _paragraph(self, element: Any) -> None:
        self._open()
        self._close(element, flat=False)

    def _open(self) -> None:
        self.draft.begin(self._kind, depth=self._depth)

    def _close(self, element: Any, *, flat: bool) -> None:
        """Write the content of the open block, end it, then write what floats out of it."""
        self._inline.write(element, None if flat else self._interrupt)
        self.draft.end()
        floats, self._inline.floats = self._inline.floats, []
        for floating in floats:
            self._block(floating)

    def _interrupt(self, element: Any) -> None:
        """Write a block that stands inside a paragraph, and go on with the paragraph."""
        floats, self._inline.floats = self._inline.floats, []
        self._block(element)
        self._inline.floats = floats
        self._open()

    def _list(self, element: Any) -> None:
        title = child_of(element, "title")
        if title is not None:
            self._paragraph(title)
        is_ordered = element.get("list-type") == "order"
        outer = self._kind, self._depth
        self._depth = self._depth + 1 if self._kind is BlockKind.LIST_ITEM else 0
        self._kind = BlockKind.LIST_ITEM
        for number, item in enumerate(element.iterchildren("{*}list-item"), start=1):
            label = plain_text(child_of(item, "label")).strip("().[] ")
            self.draft.begin(
                self._kind,
                depth=self._depth,
                label=label or (str(number) if is_ordered else None),
            )
            self._item(item)
        self._kind, self._depth = outer

    def _item(self, item: Any) -> None:
        """Write an item into its open block: its first paragraph starts no block of its own."""
        first = child_of(item, "p")
        if first is None:
            self._close(item, flat=False)
            return
        self._close(first, flat=False)
        for child in item:
            if child is not first:
                self._block(child)

    def _definitions(self, element: Any) -> None:
        for item in element.iterchildren("{*}def-item"):
            self.draft.begin(BlockKind.LIST_ITEM, depth=self._depth)
            term, meaning = child_of(item, "term"), child_of(item, "def")
            if term is not None:
                self._inline.write(term)
                self.draft.put(": ")
            if meaning is not None:
                self._inline.write(meaning)
            self.draft.end()

    def _footnote(self, element: Any) -> None:
        self.draft.begin(BlockKind.FOOTNOTE)
        start = self.draft.position
        label = plain_text(child_of(element, "label"))
        if label:
            self.draft.flow_raised(label)
            self.draft.put(" ")
        self._close(element, flat=True)
        span = Span(start, self.draft.blocks[-1].end if self.draft.blocks else start)
        if element.get("id") and span.end > start and not self._in_table:
            raw = citation_text(element)
            self.draft.references.append(
                DraftReference(element.get("id"), raw, span, label or None, is_footnote=True)
            )

    # --- figures and tables

    def _captioned(self, element: Any) -> None:
        """Write the label and caption of a figure or table as one block."""
        self.draft.begin(BlockKind.CAPTION)
        if label := plain_text(child_of(element, "label")):
            self.draft.put(f"{label} " if label.endswith((".", ":")) else f"{label}. ")
        caption = child_of(element, "caption")
        if caption is not None:
            self._inline.write(caption)
        self.draft.end()

    def _table_wrap(self, element: Any) -> None:
        self._captioned(element)
        tables = tuple(tables_in(element))
        for table in tables:
            self._table(table)
        if not tables:
            self._dropped["table given only as a picture"] += 1
        outer = self._kind, self._in_table
        self._kind, self._in_table = BlockKind.FOOTNOTE, True
        for foot in element.iterchildren("{*}table-wrap-foot"):
            self._children(foot)
        self._kind, self._in_table = outer

    def _table(self, table: Any) -> None:
        draft, grid = self.draft, Grid()
        for row, (element, in_head) in enumerate(rows_of(table)):
            plain: list[tuple[TablePosition, str]] = []
            for cell in element:
                name = LOCAL_NAMES[cell.tag]
                if name not in _CELL_NAMES:
                    continue
                columns, rows = cell.get("colspan"), cell.get("rowspan")
                column = grid.take(row, span_of(columns), span_of(rows))
                place = _place(self._tables, row, column, in_head or name == "th")
                if len(cell):
                    draft.add_cells(plain)
                    plain = []
                    draft.begin(_CELL, table=place)
                    self._inline.write(cell)
                    draft.end()
                elif text := cell.text:
                    plain.append((place, text))
            draft.add_cells(plain)
        self._tables += 1

    # --- references

    def _references(self, element: Any) -> None:
        level, self._level = self._level, min(self._level + 1, _SECTION_LEVEL_MAX)
        if child_of(element, "title") is None and child_of(element, "ref") is not None:
            self.draft.add(BlockKind.HEADING, "References", level=self._level)
        for child in element:
            if local_name(child) == "ref":
                self._reference(child)
            else:
                self._block(child)
        self._level = level

    def _reference(self, element: Any) -> None:
        number = str(len(self.draft.references) + 1)
        reference = read_reference(element, number, self._written)
        if reference is not None:
            self.draft.references.append(reference)

    def _written(self, label: str | None, raw: str) -> Span:
        """Write an entry of the reference list and return where it stands."""
        said = f"{label}. {raw}" if label else raw
        block = self.draft.add_whole(BlockKind.REFERENCE, said)
        at = self.draft.position
        return _span(block.start, block.end) if block else _span(at, at)

    # No bound methods: they would keep the walk and its tree in memory until the collector comes.
    BY_NAME: ClassVar[Mapping[str, Callable[[JatsWalk, Any], None]]] = {
        **dict.fromkeys(_SILENT, _skip),
        **dict.fromkeys(DROPPED, _drop),
        **dict.fromkeys(("sec", "ack", "app", "glossary", "notes"), _section),
        **dict.fromkeys(("p", "verse-line"), _paragraph),
        "boxed-text": _boxed,
        "title": _heading,
        "list": _list,
        "def-list": _definitions,
        "table-wrap": _table_wrap,
        "fig": _captioned,
        "fn": _footnote,
        "ref-list": _references,
    }
    OTHER: ClassVar[Callable[[JatsWalk, Any], None]] = _children


_HANDLERS = ByTag(JatsWalk.BY_NAME, JatsWalk.OTHER)

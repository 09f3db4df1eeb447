"""Writes the article of a web page into a draft: blocks, tables, links, superscripts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.model.document import BlockKind, MarkerStyle
from kg.model.spans import Span
from kg.reading.draft import Draft
from kg.reading.draft_records import MarkerHint
from kg.reading.html_categories import is_hidden
from kg.reading.html_content import Content
from kg.reading.html_context import (
    BLOCKS,
    HEADINGS,
    Context,
    Mark,
    absolute,
    is_bracketed,
    is_byline,
    is_caption,
    is_note_mark,
    is_power,
    is_raised,
    list_depth,
)
from kg.reading.html_entries import EntryReader
from kg.reading.html_references import Entries, Entry, fragment
from kg.reading.html_tables import Tables
from kg.reading.html_tree import SILENT
from kg.reading.superscript import raised

_Leave = Callable[[], None] | None
_BLANKS = " \t\r\n\f\v\u00a0"


class HtmlWalk:
    """One page on its way into a draft.

    Args:
        draft: Where to write.
        content: What of the page is its article.
        entries: The entries of its reference lists.
        base: Address of the page, for relative links.
    """

    def __init__(self, draft: Draft, content: Content, entries: Entries, base: str | None) -> None:
        self.draft = draft
        self._content = content
        self._entries = entries
        self._base = base
        self._contexts = [Context()]
        self._tables = Tables()
        self._pending = True
        self._breaks = 0
        self._raised = 0
        self._end = 0
        self._waiting: list[Mark] = []
        self._inside: EntryReader | None = None
        self._leaves: list[_Leave] = []

    def walk(self, root: Any) -> None:
        """Write everything in ``root`` that was not left out."""
        from lxml import etree  # noqa: PLC0415 - costs a command's start-up

        walker = etree.iterwalk(root, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                if not isinstance(element.tag, str) or self._skips(element):
                    walker.skip_subtree()
                    self._leaves.append(None)
                    continue
                self._leaves.append(self._enter(element))
                self._text(element.text)
                continue
            leave = self._leaves.pop()
            if leave is not None:
                leave()
            if element is not root:
                self._text(element.tail)
        self.draft.end()

    # --- text

    def _text(self, text: str | None) -> None:
        if not text:
            return
        core = text.strip(_BLANKS)
        if not core:
            self._blank()
            return
        if self._pending:
            self._begin()
        if text[0] in _BLANKS:
            self.draft.flow(" ")
        span = self.draft.flow(raised(core) if self._raised else core)
        self._breaks = 0
        self._end = span.end
        for mark in self._waiting:
            mark.start = span.start
        self._waiting.clear()
        if text[-1] in _BLANKS:
            self.draft.flow(" ")

    def _blank(self) -> None:
        if not self._pending:
            self.draft.flow(" ")

    def _begin(self) -> None:
        context = self._contexts[-1]
        self.draft.begin(
            context.kind,
            level=context.level,
            depth=context.depth,
            table=context.table,
            label=context.label,
        )
        if context.label is not None:
            self._contexts[-1] = replace(context, label=None)
        self._pending = False

    def _boundary(self) -> None:
        """End the open block, or, where blocks stay together, part the words."""
        if self._contexts[-1].is_flat:
            self._blank()
        else:
            self.draft.end()
            self._pending = True
        self._breaks = 0

    # --- elements

    def _skips(self, element: Any) -> bool:
        if element.tag in SILENT or element in self._content.dropped:
            return True
        if element.tag == "a" and self._inside is not None:
            return self._inside.is_furniture(element)
        return is_hidden(element, self._content.disclosed)

    def _enter(self, element: Any) -> _Leave:
        """Start an element and return what ends it."""
        tag = element.tag
        if tag in BLOCKS:
            return self._enter_block(element, tag)
        if tag == "br":
            self._line_break()
        elif tag == "a":
            leave = self._enter_link(element)
            is_bare = leave is not None and not self._raised and is_note_mark(element)
            return self._enter_raised(leave) if is_bare else leave
        elif tag == "sup" or is_raised(element):
            return None if is_bracketed(element) else self._enter_raised()
        elif is_power(element):
            return self._enter_raised(may_cite=False)
        elif tag == "q":
            self._text("“")
            return lambda: self._text("”")
        return None

    def _line_break(self) -> None:
        self._breaks += 1
        if self._breaks > 1 and not self._contexts[-1].is_flat:
            self._boundary()
        else:
            self._blank()
            self.draft.lines.append(self.draft.position)

    def _enter_block(self, element: Any, tag: str) -> Callable[[], None]:
        entry = self._entries.of.get(element)
        if entry is not None and not self._contexts[-1].is_flat:
            return self._enter_entry(entry)
        outer = self._contexts[-1]
        if outer.is_flat and not (tag == "table" or outer.kind is BlockKind.TABLE_CELL):
            self._blank()
            return self._blank
        if tag == "table":
            return self._enter_table(element)
        if tag in {"tr", "thead", "tbody", "tfoot"}:
            return self._enter_row(tag)
        return self._push(self._context(element, tag, outer))

    def _context(self, element: Any, tag: str, outer: Context) -> Context:
        """Return what an element makes of the text in it."""
        if tag in HEADINGS:
            return Context(BlockKind.HEADING, level=HEADINGS[tag], is_flat=True)
        if tag in {"caption", "figcaption"} or is_caption(element, self._content.counts):
            return Context(BlockKind.CAPTION, is_flat=True)
        if tag in {"li", "dt", "dd"} and outer.kind is not BlockKind.BYLINE:
            return Context(
                BlockKind.LIST_ITEM, list_depth(element), label=self._entries.numbers.of(element)
            )
        if tag in {"td", "th"}:
            return self._cell(element, outer)
        counts = self._content.counts.get(element)
        if outer.kind is BlockKind.PARAGRAPH and is_byline(element, counts):
            return Context(BlockKind.BYLINE)
        return outer

    def _push(self, context: Context) -> Callable[[], None]:
        self._boundary()
        self._contexts.append(context)
        if context.is_flat:
            self._pending = True
        return self._pop

    def _pop(self) -> None:
        self._contexts.pop()
        self.draft.end()
        self._pending = True

    def _enter_table(self, element: Any) -> Callable[[], None]:
        self._tables.enter(element)
        self._boundary()

        def leave() -> None:
            self._tables.leave()
            self._boundary()

        return leave

    def _enter_row(self, tag: str) -> Callable[[], None]:
        self._tables.part(tag)
        if not self._tables.holds_data:
            self._boundary()
        return self._boundary

    def _cell(self, element: Any, outer: Context) -> Context:
        place = self._tables.cell(element)
        if place is None:
            return outer
        return Context(BlockKind.TABLE_CELL, table=place, is_flat=True)

    def _enter_entry(self, entry: Entry) -> Callable[[], None]:
        kind = BlockKind.FOOTNOTE if entry.is_footnote else BlockKind.REFERENCE
        self._push(Context(kind, is_flat=True))
        self._inside = reader = EntryReader(entry, self._entries)
        blocks = len(self.draft.blocks)

        def leave() -> None:
            self._inside = None
            self._pop()
            if len(self.draft.blocks) > blocks:
                block = self.draft.blocks[-1]
                raw = self.draft.tail(block.start)
                self.draft.references.append(reader.read(raw, Span(block.start, block.end)))

        return leave

    def _enter_link(self, element: Any) -> _Leave:
        href = element.get("href")
        if not href or self._inside is not None:
            return None
        mark = self._mark()

        def leave() -> None:
            span = self._close(mark)
            if span is not None:
                self._hint(span, href)

        return leave

    def _hint(self, span: Span, href: str) -> None:
        target = fragment(href)
        if target is None:
            url = absolute(self._base, href)
            if url is not None:
                self.draft.hints.append(MarkerHint(span, MarkerStyle.LINK, url=url))
            return
        entry = self._entries.ids.get(target)
        if entry is not None:
            style = MarkerStyle.FOOTNOTE if entry.is_footnote else MarkerStyle.XREF
            self.draft.hints.append(MarkerHint(span, style, (entry.id,)))

    def _enter_raised(self, also: _Leave = None, *, may_cite: bool = True) -> Callable[[], None]:
        mark = self._mark()
        self._raised += 1

        def leave() -> None:
            self._raised -= 1
            span = self._close(mark)
            if span is not None and may_cite:
                self.draft.superscripts.append(span)
            if also is not None:
                also()

        return leave

    def _mark(self) -> Mark:
        mark = Mark()
        self._waiting.append(mark)
        return mark

    def _close(self, mark: Mark) -> Span | None:
        """Return where the text of a mark stands, or None where it has none."""
        if mark.start is None:
            self._waiting.remove(mark)
            return None
        return Span(mark.start, self._end) if self._end > mark.start else None

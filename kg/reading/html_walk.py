"""Writes the article of a web page into a draft: blocks, tables, links, superscripts."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from kg.model.document import BlockKind, MarkerStyle, TablePosition
from kg.model.spans import Span
from kg.reading.draft import Draft, DraftReference, MarkerHint, raised
from kg.reading.grid import Grid, span_of
from kg.reading.html_content import Content, category_of, is_hidden, is_reference_button
from kg.reading.html_references import Entries, Entry, fragment, item_number
from kg.reading.html_tree import SILENT

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
     "dt", "fieldset", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
     "caption", "figcaption", *_HEADINGS}
)  # fmt: skip
_BLANKS = " \t\r\n\f\v\u00a0"
_BYLINE_MAX = 300
_BACK_LINK = re.compile(r"[\W_]*(?:[a-z]|jump up|back|go back)?[\W_]*", re.IGNORECASE)
_PRINTED_LABEL = re.compile(r"[\[(]?(\d{1,4})[\])]?(?:[.:)\]]\s*|\s+)(?=\S)")
_RAISED_STYLE = re.compile(r"vertical-align\s{0,5}:\s{0,5}super", re.IGNORECASE)
_IDENTIFIERS = (
    ("doi", re.compile(r"doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)),
    ("pmcid", re.compile(r"/(PMC\d{3,9})", re.IGNORECASE)),
    ("pmid", re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})", re.IGNORECASE)),
)


@dataclass(frozen=True, slots=True)
class _Context:
    """What kind of block text goes to.

    Attributes:
        is_flat: Whether blocks inside start no block of their own.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0
    level: int = 0
    label: str | None = None
    table: TablePosition | None = None
    is_flat: bool = False


@dataclass(slots=True)
class _Mark:
    """A link or superscript that is open: where its text started."""

    start: int | None = None


@dataclass(slots=True)
class _Table:
    number: int
    row: int = -1
    is_head: bool = False
    grid: Grid = field(default_factory=Grid)


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
        self._contexts = [_Context()]
        self._tables: list[_Table | None] = []
        self._table_count = 0
        self._pending = True
        self._breaks = 0
        self._raised = 0
        self._end = 0
        self._waiting: list[_Mark] = []
        self._inside: Entry | None = None
        self._found: dict[str, str] = {}
        self._leaves: list[Callable[[], None] | None] = []

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
            return self._is_furniture(element)
        return is_hidden(element)

    def _enter(self, element: Any) -> Callable[[], None] | None:
        """Start an element and return what ends it."""
        tag = element.tag
        if tag in _BLOCKS:
            return self._enter_block(element, tag)
        if tag == "br":
            self._line_break()
        elif tag == "a":
            return self._enter_link(element)
        elif tag == "sup" or _is_raised(element):
            return None if _is_bracketed(element) else self._enter_raised()
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

    def _context(self, element: Any, tag: str, outer: _Context) -> _Context:
        """Return what an element makes of the text in it."""
        if tag in _HEADINGS:
            return _Context(BlockKind.HEADING, level=_HEADINGS[tag], is_flat=True)
        if tag in {"caption", "figcaption"}:
            return _Context(BlockKind.CAPTION, is_flat=True)
        if tag in {"li", "dt", "dd"}:
            return _Context(BlockKind.LIST_ITEM, _depth(element), label=item_number(element))
        if tag in {"td", "th"}:
            return self._cell(element, outer)
        if outer.kind is BlockKind.PARAGRAPH and self._is_byline(element, tag):
            return _Context(BlockKind.BYLINE)
        return outer

    def _is_byline(self, element: Any, tag: str) -> bool:
        if tag not in {"address", "p", "div", "header", "ul"}:
            return False
        counts = self._content.counts.get(element)
        if counts is None or counts.text > _BYLINE_MAX or counts.headings:
            return False
        return tag == "address" or category_of(element) == "byline"

    def _push(self, context: _Context) -> Callable[[], None]:
        self._boundary()
        self._contexts.append(context)
        if context.is_flat:
            self._pending = True
        return self._pop

    def _pop(self) -> None:
        self._contexts.pop()
        self.draft.end()
        self._pending = True

    # --- tables

    def _enter_table(self, element: Any) -> Callable[[], None]:
        is_data = _is_data(element) and not any(self._tables)
        self._tables.append(_Table(self._table_count) if is_data else None)
        self._table_count += is_data
        self._boundary()

        def leave() -> None:
            self._tables.pop()
            self._boundary()

        return leave

    def _enter_row(self, tag: str) -> Callable[[], None]:
        table = self._tables[-1] if self._tables else None
        if table is None:
            self._boundary()
            return self._boundary
        if tag == "tr":
            table.row += 1
            return self._boundary
        table.is_head = tag == "thead"
        return self._boundary

    def _cell(self, element: Any, outer: _Context) -> _Context:
        table = self._tables[-1] if self._tables else None
        if table is None or table.row < 0:
            return outer
        column = table.grid.take(
            table.row, span_of(element.get("colspan")), span_of(element.get("rowspan"))
        )
        is_header = element.tag == "th" or table.is_head
        place = TablePosition(table.number, table.row, column, is_header)
        return _Context(BlockKind.TABLE_CELL, table=place, is_flat=True)

    # --- references

    def _enter_entry(self, entry: Entry) -> Callable[[], None]:
        kind = BlockKind.FOOTNOTE if entry.is_footnote else BlockKind.REFERENCE
        self._push(_Context(kind, is_flat=True))
        self._inside, self._found = entry, {}
        blocks = len(self.draft.blocks)

        def leave() -> None:
            self._inside = None
            self._pop()
            if len(self.draft.blocks) > blocks:
                self._reference(entry)

        return leave

    def _reference(self, entry: Entry) -> None:
        block = self.draft.blocks[-1]
        raw = " ".join(self.draft.tail(block.start).split())
        printed = _PRINTED_LABEL.match(raw)
        label = printed.group(1) if printed else entry.label
        raw = _EMPTY_BRACKETS.sub("", raw[printed.end() :] if printed else raw).strip()
        reference = DraftReference(
            entry.id,
            raw,
            Span(block.start, block.end),
            label,
            doi=self._found.get("doi"),
            pmid=self._found.get("pmid"),
            pmcid=self._found.get("pmcid"),
            url=self._found.get("url"),
            is_footnote=entry.is_footnote,
        )
        self.draft.references.append(reference)

    def _is_furniture(self, link: Any) -> bool:
        """Say whether a link in an entry leads back or to a catalogue, which names the work."""
        words = " ".join("".join(link.itertext()).split())
        target = fragment(link.get("href"))
        if target is not None:
            return target not in self._entries.ids and _BACK_LINK.fullmatch(words[:20]) is not None
        self._identify(link.get("href") or "")
        return is_reference_button(words)

    def _identify(self, href: str) -> None:
        for name, pattern in _IDENTIFIERS:
            if match := pattern.search(href):
                self._found.setdefault(name, match.group(1))
                return
        if href.startswith(("http://", "https://")) and "scholar.google" not in href:
            self._found.setdefault("url", href)

    # --- inline

    def _enter_link(self, element: Any) -> Callable[[], None] | None:
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
            url = _absolute(self._base, href)
            if url is not None:
                self.draft.hints.append(MarkerHint(span, MarkerStyle.LINK, url=url))
            return
        entry = self._entries.ids.get(target)
        if entry is not None:
            style = MarkerStyle.FOOTNOTE if entry.is_footnote else MarkerStyle.XREF
            self.draft.hints.append(MarkerHint(span, style, (entry.id,)))

    def _enter_raised(self) -> Callable[[], None]:
        mark = self._mark()
        self._raised += 1

        def leave() -> None:
            self._raised -= 1
            span = self._close(mark)
            if span is not None:
                self.draft.superscripts.append(span)

        return leave

    def _mark(self) -> _Mark:
        mark = _Mark()
        self._waiting.append(mark)
        return mark

    def _close(self, mark: _Mark) -> Span | None:
        """Return where the text of a mark stands, or None where it has none."""
        if mark.start is None:
            self._waiting.remove(mark)
            return None
        return Span(mark.start, self._end) if self._end > mark.start else None


_EMPTY_BRACKETS = re.compile(r"\[[\s,;|]{0,9}\]")


def _is_bracketed(element: Any) -> bool:
    """Say whether a superscript stands in brackets, which keep its digits from others by itself."""
    return "".join(element.itertext()).lstrip().startswith(("[", "("))


def _is_raised(element: Any) -> bool:
    style = element.get("style")
    return style is not None and _RAISED_STYLE.search(style) is not None


def _is_data(table: Any) -> bool:
    """Say whether a table holds data and is not there for layout."""
    if table.get("role") in {"presentation", "none"} or table.find(".//table") is not None:
        return False
    if table.find(".//th") is not None or table.find("caption") is not None:
        return True
    blocks = sum(1 for _ in table.iter("p", "h1", "h2", "h3", "ul", "ol"))
    rows = list(table.iter("tr"))
    cells = max((len(row) for row in rows), default=0)
    return len(rows) > 1 and cells > 1 and blocks <= len(rows)


def _depth(item: Any) -> int:
    lists = sum(1 for _ in item.iterancestors("ul", "ol", "dl"))
    return max(0, lists - 1)


def _absolute(base: str | None, href: str) -> str | None:
    try:
        url = urljoin(base or "", href.strip())
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None

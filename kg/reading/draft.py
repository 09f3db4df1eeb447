"""What a format reader hands over: text, layout and hints, before any reading of the language.

A reader walks its source once and writes a :class:`Draft`; :func:`kg.reading.assemble.assemble`
makes the Document of it (sections, lead-ins, references, markers, resolution, sentences). So a
reader never looks for citation markers or sentences itself: it says what the *format* knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.model.document import BlockKind, Diagnostic, Source, TablePosition
from kg.model.spans import Span
from kg.reading.draft_records import DraftBlock, DraftReference, MarkerHint, SectionBreak
from kg.reading.superscript import raised

# What collapses to one blank: U+00A0 too, as it only forbids a line break; a blank alone is one.
_SPACES = r"[ \t\r\n\f\v\x1c-\x1f\u00a0]"
_SPACE = re.compile(rf"{_SPACES}(?:(?<! ){_SPACES}*|{_SPACES}+)")


_BLANK_ENDS = frozenset(
    " \t\r\n\f\v\x1c\x1d\x1e\x1f\x85\u00a0\u1680\u2028\u2029\u202f\u205f\u3000"
).union(map(chr, range(0x2000, 0x200B)))  # what str.rstrip takes off
_LISTED = frozenset({BlockKind.LIST_ITEM, BlockKind.REFERENCE})


@dataclass(slots=True)
class Draft:
    """A document under construction.

    Two ways to fill it. A reader of marked-up text calls :meth:`begin`, :meth:`write` or
    :meth:`flow`, and :meth:`end`; blocks are set apart by a blank line, list items and table rows
    by a line break, cells by a tab. A reader that keeps the source text as it is passes ``text``
    and calls :meth:`place`.

    Attributes:
        title: The title where the format names one; otherwise the first heading of level 1.
        url: Where the document was published, if the source says so.
        source: Only where one file holds several documents (JSON Lines): the source of this one.
        superscripts: Runs set as superscript; a run of digits may be a citation.
        lines: Where lines of the source start inside of blocks, where the format keeps them.
        position: The offset at which the next character will stand; for reading only.
    """

    text: str = ""
    title: str | None = None
    url: str | None = None
    source: Source | None = None
    blocks: list[DraftBlock] = field(default_factory=list)
    breaks: list[SectionBreak] = field(default_factory=list)
    hints: list[MarkerHint] = field(default_factory=list)
    superscripts: list[Span] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    references: list[DraftReference] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    position: int = field(default=0, init=False)
    _open: DraftBlock | None = None

    @property
    def is_open(self) -> bool:
        """Say whether a block is open."""
        return self._open is not None

    def begin(  # noqa: PLR0913 - one keyword for each thing a format can know
        self,
        kind: BlockKind,
        *,
        level: int = 0,
        depth: int = 0,
        lead_in: int | None = None,
        table: TablePosition | None = None,
        page: int | None = None,
        label: str | None = None,
    ) -> int:
        """Open a block (closing one that is open) and return the index it will have.

        A block that stays empty is dropped, and the next one takes its index.
        """
        if self._open is not None:
            self.end()
        if self.blocks:
            self._separate(self.blocks[-1], kind, table)
        at = self.position
        self._open = DraftBlock(kind, at, at, level, depth, lead_in, table, page, label)
        return len(self.blocks)

    def write(self, text: str) -> Span:
        """Append ``text`` as it is to the open block and return where it stands."""
        start = self.position
        if text:  # an empty part would have to be stepped over again and again
            self._parts.append(text)
            self.position += len(text)
        return Span(start, self.position)

    def flow(self, text: str) -> Span:
        """Append running text: white space collapses to one blank, none at a block's start."""
        start = self.position
        self.put(text)
        return Span(min(start, self.position), self.position)

    def put(self, text: str) -> None:
        """Append running text as :meth:`flow` does, where nobody asks for its place."""
        if "  " in text or not text.isprintable():  # what collapses is not printable
            text = _collapsed(text)
        if text[:1] == " " and self._ends_blank():
            text = text[1:]
        if text:
            self._parts.append(text)
            self.position += len(text)

    def flow_raised(self, text: str) -> Span:
        """Append running text set as superscript, digits as superscript characters.

        So ``5<sup>12</sup>`` reads ``5¹²``, and no number ever takes an exponent or citation in.
        The caller records the whole run in :attr:`superscripts`.
        """
        return self.flow(raised(text))

    def put_raised(self, text: str) -> None:
        """Append superscript as :meth:`flow_raised` does, where nobody asks for its place."""
        self.put(raised(text))

    def end(self) -> int | None:
        """Close the open block and return its index, or None where it was empty."""
        block, self._open = self._open, None
        if block is None:
            return None
        self._trim(block.start)
        block.end = self.position
        if block.end == block.start:
            self._cut(self.blocks[-1].end if self.blocks else len(self.text))
            return None
        self.blocks.append(block)
        return len(self.blocks) - 1

    def add_whole(self, kind: BlockKind, text: str) -> DraftBlock | None:
        """Append a whole block of running text at once: an entry of a reference list.

        Return the block, or None where it is empty and left out.
        """
        if self._open is not None:
            self.end()
        text = _whole(text)
        if not text:
            return None
        if self.blocks:
            self._separate(self.blocks[-1], kind, None)
        self._parts.append(text)
        start = self.position
        self.position = end = start + len(text)
        block = DraftBlock(kind, start, end)
        self.blocks.append(block)
        return block

    def add_cells(self, cells: Sequence[tuple[TablePosition, str]]) -> None:
        """Append whole cells of running text that follow each other in a row; empty ones go."""
        said = [(place, text) for place, cell in cells if (text := _whole(cell))]
        if not said:
            return
        if self._open is not None:
            self.end()
        kind = BlockKind.TABLE_CELL
        if self.blocks:
            self._separate(self.blocks[-1], kind, said[0][0])
        start = self.position
        for place, text in said:
            end = start + len(text)
            self.blocks.append(DraftBlock(kind, start, end, 0, 0, None, place))
            start = end + 1
        self._parts.append("\t".join([text for _, text in said]))
        self.position = end

    def add(self, kind: BlockKind, text: str, *, level: int = 0, page: int | None = None) -> Span:
        """Append a whole block of running text and return where it stands."""
        self.begin(kind, level=level, page=page)
        start = self.position
        self.flow(text)
        self.end()
        return Span(start, self.position)

    def place(self, kind: BlockKind, span: Span, *, level: int = 0, depth: int = 0) -> int:
        """Add a block over text that the draft was made with; return its index."""
        self.blocks.append(DraftBlock(kind, span.start, span.end, level, depth))
        return len(self.blocks) - 1

    def section_break(
        self, level: int | None = None, title: str | None = None, *, is_missing: bool = False
    ) -> None:
        """Start a section at the next block, without a heading in the text."""
        self.end()
        self.breaks.append(SectionBreak(len(self.blocks), level, title, is_missing))

    def note(self, kind: str, message: str, span: Span | None = None) -> None:
        """Record a diagnostic: what was dropped or mended."""
        self.diagnostics.append(Diagnostic(kind, message, span))

    def tail(self, start: int) -> str:
        """Return what has been written from ``start`` on, without joining what stands before."""
        parts: list[str] = []
        at = self.position
        for part in reversed(self._parts):
            if at <= start:
                break
            parts.append(part)
            at -= len(part)
        return "".join(reversed(parts))[max(0, start - at) :]

    def finished_text(self) -> str:
        """Close the open block and return the whole text."""
        self.end()
        return self.text + "".join(self._parts) if self._parts else self.text

    def __post_init__(self) -> None:
        """Count what the draft was made with."""
        self.position = len(self.text)

    def _ends_blank(self) -> bool:
        if self._open is None or self.position == self._open.start:
            return True
        return (self._parts[-1] if self._parts else self.text)[-1:].isspace()

    def _trim(self, floor: int) -> None:
        """Drop trailing white space, but nothing before ``floor``."""
        if self._parts and self._parts[-1][-1] not in _BLANK_ENDS:
            return
        while self._parts and self.position > floor:
            part = self._parts[-1]
            kept = part.rstrip()
            self._cut(max(floor, self.position - len(part) + len(kept)))
            if kept:
                return

    def _cut(self, length: int) -> None:
        while self._parts and self.position > length:
            part = self._parts.pop()
            self.position -= len(part)
            if self.position < length:
                self.write(part[: length - self.position])

    def _separate(self, last: DraftBlock, kind: BlockKind, table: TablePosition | None) -> None:
        gap = "\n\n"
        if table is not None and last.table is not None:
            if last.table.table == table.table:
                gap = "\t" if last.table.row == table.row else "\n"
        elif kind is last.kind and kind in _LISTED:
            gap = "\n"
        self._parts.append(gap)
        self.position += len(gap)


def _whole(text: str) -> str:
    """Return the running text of a whole block, without white space at its ends."""
    if "  " in text or not text.isprintable():
        text = _collapsed(text)
    return text.removeprefix(" ").rstrip()


def _collapsed(text: str) -> str:
    """Return a text with one blank for all white space between words and at its ends."""
    if not text.isascii():  # where a thin blank stays what it is
        return _SPACE.sub(" ", text)
    words = " ".join(text.split())
    if not words:
        return " "
    return f"{' ' * text[0].isspace()}{words}{' ' * text[-1].isspace()}"

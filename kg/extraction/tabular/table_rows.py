"""The rows of tables: what names a row, and what each of its columns is for."""

from __future__ import annotations

from dataclasses import dataclass

from kg.lexicon.table_headers import Column, column_of
from kg.model.document import BlockKind, Document
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell with what its column is for, and where the column's heading stands."""

    sentence: int
    block: int
    span: Span
    column: Column
    text: str
    heading: Span | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the thing in its first cell, and the other cells.

    Attributes:
        table: Number of its table in the document.
    """

    name: Cell
    cells: tuple[Cell, ...]
    table: int = 0


def table_rows(document: Document) -> list[Row]:
    """Return the body rows of all tables, in order; tables without a header row have none."""
    grouped: dict[tuple[int, int], list[tuple[int, int]]] = {}
    headers: dict[tuple[int, int], Span] = {}
    sentence_of = {s.block: n for n, s in reversed(list(enumerate(document.sentences)))}
    for number, block in enumerate(document.blocks):
        at = block.table
        if at is None:
            continue
        if at.is_header and at.row == 0:
            headers[at.table, at.column] = block.span
        elif number in sentence_of:
            grouped.setdefault((at.table, at.row), []).append((at.column, number))
    rows = []
    for (table, _), cells in sorted(grouped.items()):
        made = [
            Cell(
                sentence_of[number],
                number,
                document.blocks[number].span,
                _column(document, headers.get((table, column))),
                document.blocks[number].span.text_of(document.text).strip(),
                headers.get((table, column)),
            )
            for column, number in sorted(cells)
        ]
        if len(made) > 1 and made[0].text:
            rows.append(Row(made[0], tuple(made[1:]), table))
    return rows


def _column(document: Document, heading: Span | None) -> Column:
    return column_of(heading.text_of(document.text)) if heading else Column.OTHER


def captions(document: Document) -> dict[int, Span]:
    """Return the range of the caption right before each table that has one."""
    found: dict[int, Span] = {}
    last: Span | None = None
    for block in document.blocks:
        if block.kind is BlockKind.CAPTION:
            last = block.span
        elif block.table is None:
            last = None
        elif last is not None:
            found.setdefault(block.table.table, last)
    return found


def trimmed(span: Span, document: Document) -> Span:
    """Return a range without the blanks at its ends."""
    text = span.text_of(document.text)
    lead = len(text) - len(text.lstrip())
    return Span(span.start + lead, span.start + len(text.rstrip()))

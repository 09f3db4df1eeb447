"""Tables: a row names a thing, its cells say what holds of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.claims import make_quote
from kg.extraction.discourse import TypeOf
from kg.extraction.quantities import dose_from_cells, dose_label
from kg.lexicon.table_headers import Column, column_of
from kg.model.claim import Argument, Claim, EntityType, Predicate, Quantity
from kg.model.document import Document
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Cell:
    """A body cell with what its column is for."""

    sentence: int
    block: int
    span: Span
    column: Column
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row: the thing in its first cell, and the other cells."""

    name: Cell
    cells: tuple[Cell, ...]


def table_rows(document: Document) -> list[Row]:
    """Return the body rows of all tables, in order; tables without a header row have none."""
    grouped: dict[tuple[int, int], list[tuple[int, int]]] = {}
    headers: dict[tuple[int, int], str] = {}
    sentence_of = {s.block: n for n, s in reversed(list(enumerate(document.sentences)))}
    for number, block in enumerate(document.blocks):
        at = block.table
        if at is None:
            continue
        if at.is_header and at.row == 0:
            headers[at.table, at.column] = block.span.text_of(document.text)
        elif number in sentence_of:
            grouped.setdefault((at.table, at.row), []).append((at.column, number))
    rows = []
    for (table, _), cells in sorted(grouped.items()):
        made = [
            Cell(
                sentence_of[number],
                number,
                document.blocks[number].span,
                column_of(headers.get((table, column), "")),
                document.blocks[number].span.text_of(document.text).strip(),
            )
            for column, number in sorted(cells)
        ]
        if len(made) > 1 and made[0].text:
            rows.append(Row(made[0], tuple(made[1:])))
    return rows


def table_claims(document: Document, type_of: TypeOf) -> Iterator[Claim]:
    """Yield the dosage claims of all tables."""
    for row in table_rows(document):
        by_column = {cell.column: cell for cell in reversed(row.cells)}
        amount = by_column.get(Column.AMOUNT)
        if amount is None:
            continue
        frequency = by_column.get(Column.FREQUENCY)
        quantity = dose_from_cells(amount.text, frequency.text if frequency else "")
        if quantity is None:
            continue
        end = max(amount.span.end, frequency.span.end if frequency else 0)
        yield _dosage(document, row.name, Span(amount.span.start, end), quantity, type_of)


def _dosage(
    document: Document, name: Cell, amount: Span, quantity: Quantity, type_of: TypeOf
) -> Claim:
    named = _trimmed(name.span, document)
    return Claim(
        document=document.id,
        section=document.blocks[name.block].section,
        sentence=name.sentence,
        quote=make_quote(document, Span(name.span.start, amount.end)),
        subject=Argument(
            name.text, named.text_of(document.text), named.start, named.end, type_of(name.text)
        ),
        predicate=Predicate.HAS_DOSAGE,
        object=Argument(
            dose_label(quantity),
            amount.text_of(document.text),
            amount.start,
            amount.end,
            EntityType.QUANTITY,
        ),
        quantity=quantity,
        confidence=0.9,
        rule="dose-table",
    )


def _trimmed(span: Span, document: Document) -> Span:
    text = span.text_of(document.text)
    lead = len(text) - len(text.lstrip())
    return Span(span.start + lead, span.start + len(text.rstrip()))

"""Tables: a row names a thing, its cells say what holds of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.amounts.quantities import dose_from_cells, dose_label
from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.topics import TypeOf
from kg.extraction.quotes import make_quote
from kg.extraction.syntax.typing import TAKEN
from kg.extraction.tabular.judged_cells import judged
from kg.extraction.tabular.table_rows import Cell, Row, captions, table_rows, trimmed
from kg.lexicon.table_headers import Column, measured_in
from kg.model.claim import Argument, Claim, Quantity
from kg.model.closed_terms import EntityType, Predicate, Via
from kg.model.document import Document
from kg.model.spans import Span

_PREDICATES = {
    Column.HARM: Predicate.CAUSES,
    Column.USE: Predicate.TREATS,
    Column.SYMPTOM: Predicate.HAS_SYMPTOM,
    Column.SOURCE: Predicate.FOUND_IN,
    Column.FALL: Predicate.DECREASES,
    Column.RISE: Predicate.INCREASES,
    Column.INTERACTION: Predicate.INTERACTS_WITH,
}
# What a dose is for, and never of.
_ENDS = frozenset(
    {
        EntityType.CONDITION, EntityType.SYMPTOM, EntityType.POPULATION,
        EntityType.BIOLOGICAL_MEASURE, EntityType.BIOLOGICAL_PROCESS,
    }
)  # fmt: skip
_CHANGES = frozenset({Column.FALL, Column.RISE})
_BETWEEN = re.compile(r"\s{0,8}[,;]\s{0,8}(?:and |or )?|\s{1,8}(?:and|or)\s{1,8}")
_EMPTY = re.compile(r"\W*|none(?: known)?|n/?a|unknown", re.IGNORECASE)
_LONGEST = 6  # words of a thing that a cell names


def table_claims(document: Document, type_of: TypeOf, discourse: Discourse) -> Iterator[Claim]:
    """Yield what the rows of all tables say: doses, uses, harms, symptoms, sources, changes.

    Args:
        document: The document.
        type_of: Types of labels.
        discourse: Knows what a section is about: a dose "for stress" or "for adults" is of that.
    """
    titles = captions(document)
    for row in table_rows(document):
        yield from _doses(document, row, type_of, discourse)
        yield from judged(document, row, titles.get(row.table), type_of, discourse)
        for cell in row.cells:
            yield from _of_cell(document, row.name, cell, type_of)


def _doses(document: Document, row: Row, type_of: TypeOf, discourse: Discourse) -> Iterator[Claim]:
    by_column = {cell.column: cell for cell in reversed(row.cells)}
    amount = by_column.get(Column.AMOUNT)
    if amount is None:
        return
    frequency = by_column.get(Column.FREQUENCY)
    quantity = dose_from_cells(amount.text, frequency.text if frequency else "")
    taken = _taken(document, row.name, type_of, discourse)
    if quantity is not None and taken is not None:
        end = max(amount.span.end, frequency.span.end if frequency else 0)
        yield _dosage(document, row.name, taken, Span(amount.span.start, end), quantity)


def _taken(
    document: Document, name: Cell, type_of: TypeOf, discourse: Discourse
) -> Argument | None:
    """Return what a row's dose is of: what it names, or the topic where it names what for."""
    own = _argument(document, trimmed(name.span, document), type_of)
    is_end = name.column in {Column.USE, Column.SYMPTOM, Column.GROUP} or own.type in _ENDS
    if not is_end:
        return own
    block = document.blocks[name.block]
    discourse.enter(block.section, name.block)
    topic = discourse.topic(TAKEN)
    if topic is None:
        return None
    span = topic.span
    return Argument(
        topic.label, span.text_of(document.text), span.start, span.end, topic.type,
        Via.SECTION_TOPIC,
    )  # fmt: skip


def _of_cell(document: Document, name: Cell, cell: Cell, type_of: TypeOf) -> Iterator[Claim]:
    """Yield what one cell says of the thing that its row names."""
    predicate = _PREDICATES.get(cell.column)
    if predicate is None or _EMPTY.fullmatch(cell.text):
        return
    subject = _argument(document, trimmed(name.span, document), type_of)
    if cell.column in _CHANGES:
        if cell.heading and any(character.isdigit() for character in cell.text):
            obj = _measured(document, cell.heading, type_of)
            yield _said(document, (name, cell), subject, predicate, obj)
        return
    for span in _items(document, cell):
        yield _said(document, (name, cell), subject, predicate, _argument(document, span, type_of))


def _measured(document: Document, heading: Span, type_of: TypeOf) -> Argument:
    """Return what a column of changes is of; its heading says so for every row."""
    text = heading.text_of(document.text)
    label = measured_in(text)
    start = heading.start + text.index(label)
    return Argument(label, label, start, start + len(label), type_of(label), Via.LIST_LEAD_IN)


def _items(document: Document, cell: Cell) -> Iterator[Span]:
    """Yield the things that a cell lists between commas, semicolons, "and" and "or"."""
    text = cell.span.text_of(document.text)
    start = 0
    for cut in (*_BETWEEN.finditer(text), None):
        end = cut.start() if cut else len(text)
        span = trimmed(Span(cell.span.start + start, cell.span.start + end), document)
        if span.end > span.start and len(span.text_of(document.text).split()) <= _LONGEST:
            yield span
        start = cut.end() if cut else end


def _argument(document: Document, span: Span, type_of: TypeOf) -> Argument:
    text = span.text_of(document.text)
    return Argument(text, text, span.start, span.end, type_of(text))


def _said(
    document: Document,
    cells: tuple[Cell, Cell],
    subject: Argument,
    predicate: Predicate,
    obj: Argument,
) -> Claim:
    name, cell = cells
    return Claim(
        document=document.id,
        section=document.blocks[name.block].section,
        sentence=name.sentence,
        quote=make_quote(document, Span(name.span.start, cell.span.end)),
        subject=subject,
        predicate=predicate,
        object=obj,
        confidence=0.8,
        rule=f"{cell.column.value}-table",
    )


def _dosage(
    document: Document, name: Cell, taken: Argument, amount: Span, quantity: Quantity
) -> Claim:
    return Claim(
        document=document.id,
        section=document.blocks[name.block].section,
        sentence=name.sentence,
        quote=make_quote(document, Span(name.span.start, amount.end)),
        subject=taken,
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

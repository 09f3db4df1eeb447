"""Tables of judgements: exposures, how each acts on a risk or a measure, and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.topics import TypeOf
from kg.extraction.quotes import make_quote
from kg.extraction.tabular.table_rows import Cell, Row, trimmed
from kg.lexicon.cell_judgements import DOUBTS, EFFECTS, cell_judgements
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.table_headers import Column, measured_in
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Certainty, EntityType, Polarity, Predicate, Via
from kg.model.document import Document
from kg.model.spans import Span

_SAID = {
    (Column.RISK, "rises"): Predicate.INCREASES_RISK_OF,
    (Column.RISK, "falls"): Predicate.DECREASES_RISK_OF,
    (Column.EFFECT, "rises"): Predicate.INCREASES,
    (Column.EFFECT, "falls"): Predicate.DECREASES,
}
_JUDGED = frozenset({Column.RISK, Column.EFFECT})
_ILLNESS = (EntityType.CONDITION,)
_BRACKETS = re.compile(r"\s{0,8}\([^()]{0,200}\)$")


def judged(
    document: Document, row: Row, caption: Span | None, type_of: TypeOf, discourse: Discourse
) -> Iterator[Claim]:
    """Yield what a row of judgements says of the thing that it names.

    Args:
        document: The document.
        row: The row.
        caption: Where the caption of its table stands, which may name what the risk is of.
        type_of: Types of labels.
        discourse: Knows what the section is about, which the risk is of otherwise.
    """
    table = _Table(document, caption, type_of, discourse)
    certainty = _certainty(row.cells)
    for cell in row.cells:
        if cell.column not in _JUDGED:
            continue
        effect = next((c for c in cell_judgements(cell.text) if c in EFFECTS), None)
        obj = table.object_of(row, cell) if effect else None
        if effect is None or obj is None:
            continue
        name = trimmed(row.name.span, document)
        label = _BRACKETS.sub("", name.text_of(document.text))
        yield Claim(
            document=document.id,
            section=document.blocks[row.name.block].section,
            sentence=row.name.sentence,
            quote=make_quote(document, Span(row.name.span.start, cell.span.end)),
            subject=Argument(
                label, name.text_of(document.text), name.start, name.end, type_of(label)
            ),
            predicate=_SAID.get((cell.column, effect), Predicate.AFFECTS),
            object=obj,
            polarity=Polarity.NEGATED if effect == "none" else Polarity.AFFIRMED,
            certainty=certainty,
            confidence=0.8,
            rule="judgement-table",
        )


def _certainty(cells: tuple[Cell, ...]) -> Certainty:
    """Return how sure a row is of its judgement: by a column of its own, or by its words."""
    for cell in cells:
        if cell.column is Column.CERTAINTY or cell.column in _JUDGED:
            doubt = next((c for c in cell_judgements(cell.text) if c in DOUBTS), None)
            if doubt is not None:
                return Certainty(doubt)
    return Certainty.ASSERTED


@dataclass(frozen=True, slots=True)
class _Table:
    """A table of judgements.

    Attributes:
        caption: Where its caption stands, which may name what the risk is of.
        discourse: Knows what the section is about, which the risk is of otherwise.
    """

    document: Document
    caption: Span | None
    type_of: TypeOf
    discourse: Discourse

    def object_of(self, row: Row, cell: Cell) -> Argument | None:
        """Return what a cell's column is about: by its heading, the caption or the section."""
        return self._in_heading(cell) or self._in_caption() or self._topic(row)

    def _in_heading(self, cell: Cell) -> Argument | None:
        if cell.heading is None:
            return None
        heading = cell.heading.text_of(self.document.text)
        label = measured_in(heading)
        if not label:
            return None
        start = cell.heading.start + heading.index(label)
        span = Span(start, start + len(label))
        return self._named(label, span, self.type_of(label), Via.LIST_LEAD_IN)

    def _in_caption(self) -> Argument | None:
        """Return the one illness that the caption names."""
        if self.caption is None:
            return None
        matches = default_vocabulary().match(self.caption.text_of(self.document.text))
        named = [match for match in matches if match.concept.type in _ILLNESS]
        if len(named) != 1:
            return None
        start = self.caption.start
        span = Span(start + named[0].start, start + named[0].end)
        return self._named(named[0].text, span, named[0].concept.type, Via.LIST_LEAD_IN)

    def _topic(self, row: Row) -> Argument | None:
        self.discourse.enter(self.document.blocks[row.name.block].section, row.name.block)
        topic = self.discourse.topic(_ILLNESS)
        if topic is None:
            return None
        return self._named(topic.label, topic.span, topic.type, Via.SECTION_TOPIC)

    def _named(self, label: str, span: Span, kind: EntityType, via: Via) -> Argument:
        return Argument(label, span.text_of(self.document.text), span.start, span.end, kind, via)

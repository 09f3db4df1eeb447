"""The units of list items and of lines with a label: whose label it is, and what is said of it."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from kg.extraction.passages.asides import asides
from kg.extraction.passages.discourse import Discourse
from kg.extraction.passages.item_sentences import is_sentence
from kg.extraction.passages.referent import Referent
from kg.extraction.passages.sentence_parts import sentence_parts
from kg.extraction.passages.unit_texts import UnitReader
from kg.extraction.passages.units import Unit, blanked
from kg.extraction.syntax.typing import TAKEN, type_of
from kg.extraction.trees.parse_text import ParseText
from kg.lexicon.item_labels import is_listing, label_relation, opens_with_verb
from kg.lexicon.list_leads import is_instruction, is_name, relation_heading
from kg.model.closed_terms import EntityType
from kg.model.document import Document
from kg.model.spans import Span

_LABELLED = re.compile(r"^([^:–—.!?()]{2,60}?)\s{0,8}(?::|\s[–—-])\s+(?=\S)")
# A lead-in that says no more than the heading: "Others are:", "These may include:".
_POINTING = re.compile(
    r"(?:others?|these|they)\s+(?:(?:may|can|also|commonly|often)\s+){0,2}(?:are|include)\s*:",
    re.IGNORECASE,
)
# Labels that name what something taken acts on: "Fatty liver: may lower liver fat".
_ACTED_ON = frozenset(
    {
        EntityType.CONDITION, EntityType.SYMPTOM, EntityType.POPULATION, EntityType.TISSUE,
        EntityType.BIOLOGICAL_MEASURE, EntityType.BIOLOGICAL_PROCESS,
    }
)  # fmt: skip


def clause_units(document: Document, index: int, span: Span, gaps: list[Span]) -> Iterator[Unit]:
    """Yield the parts of a sentence that are read by themselves."""
    for part in sentence_parts(document.text, span):
        left_out = [*gaps, *asides(document.text, part)]
        text = UnitReader(document, left_out, plain=True).sentence(part)
        printed = functools.partial(UnitReader(document, left_out, plain=False).sentence, part)
        yield Unit(index, part, blanked(document.text, part, gaps), text, printed)


class ItemReader:
    """Makes the units of list items and labelled lines.

    Args:
        document: The document that is read.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._discourse: Discourse | None = None

    def listing(self, index: int, gaps: list[Span]) -> Unit | None:
        """Return "Side effects: nausea, headache" as one unit; None for any other sentence."""
        span = self._document.sentences[index].span
        label = self._label(span)
        return None if label is None else self._related(index, span, label, gaps)

    def item(self, index: int, lead: Span | None, gaps: list[Span]) -> Iterator[Unit]:
        """Yield the units of the first sentence of a list item."""
        span = self._document.sentences[index].span
        label = self._label(span)
        text = self._document.text
        if lead is not None and is_sentence(span.text_of(text), lead.text_of(text)):
            lead = None
        elif lead is not None and _POINTING.match(lead.text_of(text)):
            lead = None if self._heading(index, label) is not None else lead
        if lead is not None:
            yield self._introduced(index, lead, label, gaps)
            return
        related = self._related(index, span, label, gaps) if label is not None else None
        if related is not None:
            yield related
        elif (heading := self._heading(index, label)) is not None:
            words = heading
            unit = self._unit(index, span, gaps, lambda r: r.headed(words, span, label))
            yield replace(unit, label=label, heading=heading)
        elif label is not None:
            yield from self._labelled(index, span, label, gaps)
        else:
            yield self._plain(index, span, gaps)

    def _introduced(self, index: int, lead: Span, label: Span | None, gaps: list[Span]) -> Unit:
        """Return an item as the end of the line before its list."""
        span = self._document.sentences[index].span
        gaps = [*gaps, *(m.span for m in self._document.markers if lead.contains(m.span))]
        unit = self._unit(index, span, gaps, lambda r: r.introduced(lead, span, label))
        return replace(unit, lead_in=lead, label=label)

    def _plain(self, index: int, span: Span, gaps: list[Span]) -> Unit:
        """Return an item without a label, with the topic where it has no subject of its own."""
        topic = None
        if opens_with_verb(span.text_of(self._document.text)):
            topic = self._topic(index, TAKEN)
        if topic is None:
            return self._unit(index, span, gaps, lambda r: r.sentence(span))
        words = topic.span
        unit = self._unit(index, span, gaps, lambda r: r.said_of(words, span))
        return replace(unit, topic=words)

    def _unit(
        self, index: int, span: Span, gaps: list[Span], read: Callable[[UnitReader], ParseText]
    ) -> Unit:
        plain = UnitReader(self._document, gaps, plain=True)
        printed = functools.partial(read, UnitReader(self._document, gaps, plain=False))
        shown = blanked(self._document.text, span, gaps)
        return Unit(index, span, shown, read(plain), printed)

    def _label(self, span: Span) -> Span | None:
        labelled = _LABELLED.match(span.text_of(self._document.text))
        return Span(span.start, span.start + labelled.end(1)) if labelled else None

    def _heading(self, index: int, label: Span | None) -> str | None:
        """Return the words that the section's heading lends an item."""
        sentence = self._document.sentences[index]
        words = sentence.span.text_of(self._document.text)
        if is_instruction(words) or (label is None and not is_name(words)):
            return None
        section = self._document.blocks[sentence.block].section
        return relation_heading(self._document.sections[section].title)

    def _related(self, index: int, span: Span, label: Span, gaps: list[Span]) -> Unit | None:
        """Return a listing after a label that names a relation of the topic, or None."""
        text = self._document.text
        relation = label_relation(label.text_of(text))
        if relation is None:
            return None
        rest = Span(UnitReader(self._document, gaps, plain=True).rest_of(label), span.end)
        topic = self._topic(index, relation.types)
        if topic is None or not is_listing(blanked(text, rest, gaps)):
            return None
        words = topic.span
        unit = self._unit(index, span, gaps, lambda r: r.related(relation, words, rest))
        return replace(unit, label=label, heading=relation.words, topic=words)

    def _labelled(self, index: int, span: Span, label: Span, gaps: list[Span]) -> Iterator[Unit]:
        """Yield what is said under a label, each clause by itself.

        Its subject is the label, or the topic where the label names what that acts on.
        """
        text = self._document.text
        rest = Span(UnitReader(self._document, gaps, plain=True).rest_of(label), span.end)
        first, *others = sentence_parts(text, rest) or [rest]
        own = Span(span.start, first.end)
        topic = None
        if opens_with_verb(first.text_of(text)):
            topic = self._owner(index, label)
            owner = label if topic is None else topic.span
            unit = self._unit(index, own, gaps, lambda r: r.said_of(owner, first))
        else:
            unit = self._unit(index, own, gaps, lambda r: r.said_of(label, first))
            unit = replace(unit, alone=UnitReader(self._document, gaps, plain=True).clause(first))
        yield replace(unit, label=label, topic=topic.span if topic else None)
        for part in others:
            yield from clause_units(self._document, index, part, gaps)

    def _owner(self, index: int, label: Span) -> Referent | None:
        """Return the topic where a label names what that acts on, or None."""
        if type_of(label.text_of(self._document.text)) not in _ACTED_ON:
            return None
        return self._topic(index, TAKEN)

    def _topic(self, index: int, types: Iterable[EntityType]) -> Referent | None:
        if self._discourse is None:
            self._discourse = Discourse(self._document, type_of)
        block = self._document.sentences[index].block
        self._discourse.enter(self._document.blocks[block].section, block)
        return self._discourse.topic(types)

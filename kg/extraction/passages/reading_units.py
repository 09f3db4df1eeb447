"""What the parser is given: sentences without their markers, list items joined to their lead-in."""

from __future__ import annotations

import re

from kg.extraction.passages.item_units import ItemReader, clause_units
from kg.extraction.passages.lists import Lists
from kg.extraction.passages.units import Unit
from kg.model.document import BlockKind, Document, Sentence

_CONTENT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.TABLE_CELL}
)
_ENTRY = re.compile(r"\bdoi:\s*10\.|\bPMID:?\s*\d|\b(?:19|20)\d\d;\s*\d+\s*[(:]", re.IGNORECASE)


def reading_units(document: Document) -> list[Unit]:
    """Return what is to be parsed, in document order."""
    gaps = [marker.span for marker in document.markers]
    units: list[Unit] = []
    lists = Lists(document)
    items = ItemReader(document)
    first = _first_sentences(document)
    at = 0
    for index, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block]
        while at < len(gaps) and gaps[at].end <= sentence.span.start:
            at += 1
        inside = [gap for gap in gaps[at : at + 64] if sentence.span.contains(gap)]
        if block.kind not in _CONTENT or block.table is not None or _is_entry(document, sentence):
            continue
        is_first = first[sentence.block] == index
        if is_first and lists.is_item(sentence.block):
            units.extend(items.item(index, lists.lead_in(sentence.block), inside))
        elif is_first and (listing := items.listing(index, inside)) is not None:
            units.append(listing)
        else:
            units.extend(clause_units(document, index, sentence.span, inside))
    return units


def _is_entry(document: Document, sentence: Sentence) -> bool:
    """Say whether a note or list item is an entry of a bibliography, under whatever heading."""
    block = document.blocks[sentence.block]
    if block.kind is BlockKind.LIST_ITEM:
        return _ENTRY.search(block.span.text_of(document.text)) is not None
    if block.kind is not BlockKind.FOOTNOTE:
        return False
    spans = (reference.span for reference in document.references)
    return any(span is not None and span.overlaps(sentence.span) for span in spans)


def _first_sentences(document: Document) -> dict[int, int]:
    found: dict[int, int] = {}
    for index, sentence in enumerate(document.sentences):
        found.setdefault(sentence.block, index)
    return found

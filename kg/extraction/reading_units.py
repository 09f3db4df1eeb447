"""What the parser is given: sentences without their markers, list items joined to their lead-in."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.parsing import ParseText, without
from kg.extraction.terms import plain_terms
from kg.model.document import Block, BlockKind, Document, Sentence
from kg.model.spans import Span

_CONTENT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.TABLE_CELL}
)
_FOLLOWING = re.compile(
    r"(?:\s*(?:the following|as follows|these|the following [a-z]+|one or more of the following"
    r"|any of the following))?\s*:?\s*$",
    re.IGNORECASE,
)
_LABELLED = re.compile(r"^([^:–—.!?()]{2,60}?)\s*(?::|\s[–—-])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text for the parser.

    Attributes:
        sentence: Index of the sentence that the claims belong to.
        text: With plain nouns for technical terms.
        printed: As the document prints it.
        lead_in: Range of the introducing line that was put before it, or None.
        label: Range of the item's own heading ("Garlic: may lower …"), or None.
    """

    sentence: int
    text: ParseText
    printed: ParseText
    lead_in: Span | None = None
    label: Span | None = None


def reading_units(document: Document) -> list[Unit]:
    """Return what is to be parsed, in document order."""
    gaps = [marker.span for marker in document.markers]
    units: list[Unit] = []
    first = _first_sentences(document)
    at = 0
    for index, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block]
        while at < len(gaps) and gaps[at].end <= sentence.span.start:
            at += 1
        inside = [gap for gap in gaps[at : at + 64] if sentence.span.contains(gap)]
        if block.kind not in _CONTENT or block.table is not None:
            continue
        if first[sentence.block] == index and block.kind is BlockKind.LIST_ITEM:
            units.append(_item(document, index, sentence, block, inside))
        else:
            units.extend(_clauses(document, index, sentence.span, inside))
    return units


def _clauses(document: Document, index: int, span: Span, gaps: list[Span]) -> Iterator[Unit]:
    """Yield the parts of a sentence between semicolons, each of which is read by itself."""
    for part in _parts(document.text, span):
        inside = [gap for gap in gaps if part.contains(gap)]
        texts = [_plain(document, part, inside, plain) for plain in (True, False)]
        yield Unit(index, texts[0], texts[1])


def _parts(text: str, span: Span) -> list[Span]:
    """Split at semicolons outside brackets where both sides have a few words."""
    cuts, depth = [], 0
    for at in range(span.start, span.end):
        depth += (text[at] in "([") - (text[at] in ")]")
        if text[at] == ";" and depth <= 0:
            cuts.append(at)
    edges = [span.start, *(cut + 1 for cut in cuts), span.end]
    parts = [_stripped(text, Span(a, b)) for a, b in itertools.pairwise(edges)]
    if any(len(part.text_of(text).split()) < 3 for part in parts):
        return [span]
    return parts


def _stripped(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end)


def _first_sentences(document: Document) -> dict[int, int]:
    found: dict[int, int] = {}
    for index, sentence in enumerate(document.sentences):
        found.setdefault(sentence.block, index)
    return found


def _plain(document: Document, span: Span, gaps: list[Span], plain: bool) -> ParseText:
    text = _read(document, span, gaps, plain)
    _separate_final_period(text)
    return text


def _separate_final_period(text: ParseText) -> None:
    """Keep "vitamin C." from being read as an abbreviation."""
    if re.search(r"\b[A-Z]\d{0,2}\.\s*$", text.text):
        stop = text.text.rstrip().rfind(".")
        text.text = text.text[:stop] + " ." + text.text[stop + 1 :]


def _read(document: Document, span: Span, gaps: list[Span], plain: bool) -> ParseText:
    return without(document.text, span, gaps, plain_terms(document.text, span) if plain else ())


def _item(
    document: Document, index: int, sentence: Sentence, block: Block, gaps: list[Span]
) -> Unit:
    lead = _lead_in(document, block)
    labelled = _LABELLED.match(sentence.span.text_of(document.text))
    start = sentence.span.start
    label = Span(start, start + labelled.end(1)) if labelled else None
    texts = [
        _without_label(document, sentence.span, label, gaps, plain)
        if lead is None
        else _introduced(document, lead, sentence.span, label, gaps, plain)
        for plain in (True, False)
    ]
    return Unit(index, texts[0], texts[1], lead, label)


def _introduced(
    document: Document, lead: Span, span: Span, label: Span | None, gaps: list[Span], plain: bool
) -> ParseText:
    """Read a list item as the end of the line that introduces it."""
    head = _read(document, lead, [m.span for m in document.markers if lead.contains(m.span)], plain)
    cut = _FOLLOWING.search(head.text)
    text = head.until(cut.start() if cut else len(head.text))
    text.add_literal(" ")
    if _is_clause(document, span, label):
        item = _without_label(document, span, label, gaps, plain)
    else:
        item = _read(document, label or span, gaps, plain)
    item.text = _lowered(item.text)
    text.append(item)
    if not text.text.rstrip().endswith((".", "!", "?")):
        text.add_literal(".")
    _separate_final_period(text)
    return text


def _is_clause(document: Document, span: Span, label: Span | None) -> bool:
    return label is None or not document.text[label.end : span.end].strip(" :–—-")


def _without_label(
    document: Document, span: Span, label: Span | None, gaps: list[Span], plain: bool
) -> ParseText:
    """Read "Garlic: may lower blood pressure" as "Garlic may lower blood pressure"."""
    if label is None:
        return _plain(document, span, gaps, plain)
    text = _read(document, label, gaps, plain)
    text.add_literal(" ")
    rest = re.compile(r"\s*(?::|[–—-])\s*").match(document.text, label.end)
    start = rest.end() if rest else label.end
    rest_span = Span(start, span.end)
    text.append(_read(document, rest_span, gaps, plain))
    return text


def _lowered(text: str) -> str:
    """Lower-case a plain capitalised first word, which in the middle of a sentence is no name."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z-]+\b", text) else text


def _lead_in(document: Document, block: Block) -> Span | None:
    """Return the sentence that introduces a list; the parent of a sub-item passes its own on."""
    at = block.lead_in
    while at is not None:
        leading = document.blocks[at]
        span = _last_sentence(document, at)
        if span is None:
            return None
        if leading.kind is not BlockKind.LIST_ITEM or span.text_of(document.text).rstrip().endswith(
            ":"
        ):
            return span if _announces(span.text_of(document.text)) else None
        at = leading.lead_in
    return None


def _announces(text: str) -> bool:
    stripped = re.sub(r"\s*[(\[][^()\[\]]*[)\]]", "", text).rstrip()
    return stripped.endswith(":") or "following" in stripped.lower()


def _last_sentence(document: Document, block: int) -> Span | None:
    spans = [s.span for s in document.sentences if s.block == block]
    return spans[-1] if spans else None

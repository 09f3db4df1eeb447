"""What the parser is given: sentences without their markers, list items joined to their lead-in."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.extraction.asides import asides
from kg.extraction.lists import Lists
from kg.extraction.parse_text import ParseText, without
from kg.extraction.sentence_parts import sentence_parts
from kg.extraction.terms import plain_terms
from kg.lexicon.list_leads import (
    is_instruction,
    is_name,
    is_open_ended,
    purpose_in,
    relation_heading,
)
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.document import BlockKind, Document, Sentence
from kg.model.spans import Span

_CONTENT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.FOOTNOTE, BlockKind.TABLE_CELL}
)
_FOLLOWING = re.compile(
    r"(?:\s{0,8}(?:the following|as follows|these|the following [a-z]{1,30}"
    r"|one or more of the following|any of the following))?\s{0,8}:?\s{0,8}$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"^\s{0,8}(?:(?:any|all|some|each|one(?: or more)?) of )?(?:the following|these|those)\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_SUBJECT = 4  # words after "the following" among which its verb is looked for
_BRACKETED = re.compile(
    r"\s{0,8}[(\[][^()\[\]]{0,200}(?:\[[^\[\]]{0,20}\])?[)\]](?=\s{0,8}:?\s{0,8}$)"
)
_ENTRY = re.compile(r"\bdoi:\s*10\.|\bPMID:?\s*\d|\b(?:19|20)\d\d;\s*\d+\s*[(:]", re.IGNORECASE)
_COLON = re.compile(r"\s{0,8}(?::|[–—-])\s{0,8}")
_LABELLED = re.compile(r"^([^:–—.!?()]{2,60}?)\s{0,8}(?::|\s[–—-])\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Unit:
    """One text for the parser.

    Attributes:
        sentence: Index of the sentence that the claims belong to.
        span: What of the sentence it covers.
        shown: That part as printed, figures in brackets included, markers blanked out; as long as
            ``span``.
        text: With plain nouns for technical terms.
        printed: Gives it as the document prints it; few sentences are read so.
        lead_in: Range of the introducing line that was put before it, or None.
        heading: The words that the section's heading lends a list without a lead-in
            ("Causes include"), or None.
        label: Range of the item's own heading ("Garlic: may lower …"), or None.
    """

    sentence: int
    span: Span
    shown: str
    text: ParseText
    printed: Callable[[], ParseText]
    lead_in: Span | None = None
    label: Span | None = None
    heading: str | None = None


def reading_units(document: Document) -> list[Unit]:
    """Return what is to be parsed, in document order."""
    gaps = [marker.span for marker in document.markers]
    units: list[Unit] = []
    lists = Lists(document)
    first = _first_sentences(document)
    at = 0
    for index, sentence in enumerate(document.sentences):
        block = document.blocks[sentence.block]
        while at < len(gaps) and gaps[at].end <= sentence.span.start:
            at += 1
        inside = [gap for gap in gaps[at : at + 64] if sentence.span.contains(gap)]
        if block.kind not in _CONTENT or block.table is not None or _is_entry(document, sentence):
            continue
        if first[sentence.block] == index and lists.is_item(sentence.block):
            units.append(_item(document, index, lists.lead_in(sentence.block), inside))
        else:
            units.extend(_clauses(document, index, sentence.span, inside))
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


def _clauses(document: Document, index: int, span: Span, gaps: list[Span]) -> Iterator[Unit]:
    """Yield the parts of a sentence that are read by themselves."""
    for part in sentence_parts(document.text, span):
        left_out = [*gaps, *asides(document.text, part)]
        text = _Reader(document, left_out, plain=True).sentence(part)
        printed = functools.partial(_Reader(document, left_out, plain=False).sentence, part)
        yield Unit(index, part, _blanked(document.text, part, gaps), text, printed)


def _blanked(text: str, span: Span, gaps: list[Span]) -> str:
    """Return ``text[span]`` with the gaps as white space, so that offsets hold."""
    shown = span.text_of(text)
    for gap in gaps:
        if span.contains(gap):
            start, end = gap.start - span.start, gap.end - span.start
            shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown


def _first_sentences(document: Document) -> dict[int, int]:
    found: dict[int, int] = {}
    for index, sentence in enumerate(document.sentences):
        found.setdefault(sentence.block, index)
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads ranges of a document in one of the two ways.

    Attributes:
        gaps: Citation markers, which are left out.
        plain: Whether technical terms are read as plain nouns.
    """

    document: Document
    gaps: list[Span]
    plain: bool

    def words(self, span: Span) -> ParseText:
        text = self.document.text
        gaps = [gap for gap in self.gaps if span.contains(gap)]
        return without(text, span, gaps, plain_terms(text, span) if self.plain else ())

    def sentence(self, span: Span) -> ParseText:
        text = self.words(span)
        _separate_final_period(text)
        return text

    def item(self, span: Span, label: Span | None) -> ParseText:
        """Read "Garlic: may lower blood pressure" as "Garlic may lower blood pressure"."""
        if label is None:
            return self.sentence(span)
        text = self.words(label)
        text.add_literal(" ")
        rest = _COLON.match(self.document.text, label.end)
        text.append(self.words(Span(rest.end() if rest else label.end, span.end)))
        return text

    def introduced(self, lead: Span, span: Span, label: Span | None) -> ParseText:
        """Read a list item as the end of the line that introduces it.

        An instruction takes the end that the line names: "Quit smoking to prevent strokes".
        """
        end = purpose_in(lead.text_of(self.document.text))
        if end is not None and is_instruction(span.text_of(self.document.text)):
            text = self.words(span)
            text = text.until(len(text.text.rstrip(" .;,!")))
            text.add_literal(" ")
            text.append(self.words(Span(lead.start + end.start, lead.start + end.end)))
            text.add_literal(".")
            return text
        lead = _unbracketed(self.document.text, lead)
        opening = _opening(lead.text_of(self.document.text))
        if opening:
            return self._opened(Span(lead.start + opening, lead.end), span, label)
        head = self.words(lead)
        cut = _FOLLOWING.search(head.text)
        text = head.until(cut.start() if cut else len(head.text))
        text.add_literal(" " if is_open_ended(text.text) else ", such as ")
        return self._completed(text, span, label)

    def _opened(self, rest: Span, span: Span, label: Span | None) -> ParseText:
        """Read "The following make asthma likelier: obesity" as "obesity make asthma likelier"."""
        text = self.words(span if label is None else label)
        text = text.until(len(text.text.rstrip(" .;,!:")))
        ending = self.words(rest)
        text.add_literal(" ")
        text.append(ending.until(len(ending.text.rstrip(" :."))))
        text.add_literal(".")
        return text

    def headed(self, words: str, span: Span, label: Span | None) -> ParseText:
        """Read a list item under a heading that names a relation: "Causes include …"."""
        text = ParseText()
        text.add_literal(f"{words} ")
        return self._completed(text, span, label)

    def _completed(self, text: ParseText, span: Span, label: Span | None) -> ParseText:
        is_whole = label is None or not self.document.text[label.end : span.end].strip(" :–—-")
        item = self.item(span, label) if is_whole else self.words(label or span)
        item.text = _lowered(item.text)
        text.append(item)
        if not text.text.rstrip().endswith((".", "!", "?")):
            text.add_literal(".")
        _separate_final_period(text)
        return text


def _unbracketed(text: str, lead: Span) -> Span:
    """Leave out what a line says in brackets before its colon: "Causes include (see below):"."""
    found = _BRACKETED.search(lead.text_of(text))
    return lead if found is None else Span(lead.start, lead.start + found.start())


def _opening(lead: str) -> int:
    """Return where "make asthma likelier" starts in "The following make asthma likelier:", or 0.

    Not so where the items are the objects ("These include:").
    """
    found = _OPENING.match(lead)
    if found is None or is_open_ended(lead):
        return 0
    for word in itertools.islice(_WORD.finditer(lead, found.end()), _SUBJECT):
        name = word.group().lower()
        if name in verb_forms() or in_class(name, "sure_finite"):
            return word.start()
    return 0


def _separate_final_period(text: ParseText) -> None:
    """Keep "vitamin C." from being read as an abbreviation."""
    if re.search(r"\b[A-Z]\d{0,2}\.\s*$", text.text):
        stop = text.text.rstrip().rfind(".")
        text.text = text.text[:stop] + " ." + text.text[stop + 1 :]


def _item(document: Document, index: int, lead: Span | None, gaps: list[Span]) -> Unit:
    sentence = document.sentences[index]
    block = document.blocks[sentence.block]
    if lead is not None:
        gaps = [*gaps, *(m.span for m in document.markers if lead.contains(m.span))]
    shown = _blanked(document.text, sentence.span, gaps)
    labelled = _LABELLED.match(sentence.span.text_of(document.text))
    start = sentence.span.start
    label = Span(start, start + labelled.end(1)) if labelled else None
    words = sentence.span.text_of(document.text)
    heading = relation_heading(document.sections[block.section].title) if lead is None else None
    if is_instruction(words) or (label is None and not is_name(words)):
        heading = None

    def read(is_plain: bool) -> ParseText:
        reader = _Reader(document, gaps, is_plain)
        if lead is not None:
            return reader.introduced(lead, sentence.span, label)
        if heading is not None:
            return reader.headed(heading, sentence.span, label)
        return reader.item(sentence.span, label)

    return Unit(
        index,
        sentence.span,
        shown,
        read(True),
        functools.partial(read, False),
        lead,
        label,
        heading,
    )


def _lowered(text: str) -> str:
    """Lower-case a plain capitalised first word, which in the middle of a sentence is no name."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z-]+\b", text) else text

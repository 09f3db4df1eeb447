"""The texts of units: list items joined to their lead-in, listings to the topic of their label."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from kg.extraction.trees.parse_text import ParseText, without
from kg.extraction.trees.terms import plain_terms
from kg.lexicon.item_labels import LabelRelation
from kg.lexicon.list_leads import is_instruction, is_open_ended, purpose_in
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.document import Document
from kg.model.spans import Span

_FOLLOWING = re.compile(
    r"(?:\s{0,8}(?:the following|as follows|these|the following [a-z]{1,30}"
    r"|one or more of the following|any of the following|any of these [a-z]{1,30}))?"
    r"\s{0,8}:?\s{0,8}$",
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
_COLON = re.compile(r"\s{0,8}(?::|[–—-])\s{0,8}")
_JOINED = re.compile(r"\b(?:and|or)\b")


@dataclass(frozen=True, slots=True)
class UnitReader:
    """Reads ranges of a document in one of the two ways.

    Attributes:
        gaps: Citation markers, which are left out.
        plain: Whether technical terms are read as plain nouns.
    """

    document: Document
    gaps: list[Span]
    plain: bool

    def words(self, span: Span) -> ParseText:
        """Read a range as it is."""
        text = self.document.text
        gaps = [gap for gap in self.gaps if span.contains(gap)]
        return without(text, span, gaps, plain_terms(text, span) if self.plain else ())

    def sentence(self, span: Span) -> ParseText:
        """Read a sentence."""
        text = self.words(span)
        _separate_final_period(text)
        return text

    def clause(self, span: Span) -> ParseText:
        """Read a part of a sentence as a sentence: "in one trial, pain fell;"."""
        text = self.words(span)
        text = text.until(len(text.text.rstrip(" ;,:")))
        text.text = text.text[:1].upper() + text.text[1:]
        return _closed(text)

    def item(self, span: Span, label: Span | None) -> ParseText:
        """Read "Garlic: may lower blood pressure" as "Garlic may lower blood pressure"."""
        if label is None:
            return self.sentence(span)
        return self.said_of(label, Span(self.rest_of(label), span.end))

    def said_of(self, owner: Span, rest: Span) -> ParseText:
        """Read what is said without a subject with the subject that stands elsewhere."""
        text = self.words(owner)
        text.add_literal(" ")
        text.append(self.words(rest))
        return text

    def rest_of(self, label: Span) -> int:
        """Return where the text after a label starts."""
        colon = _COLON.match(self.document.text, label.end)
        return colon.end() if colon else label.end

    def related(self, relation: LabelRelation, topic: Span, listing: Span) -> ParseText:
        """Read "Side effects: nausea, headache" as a sentence about the topic."""
        text = ParseText()
        text.add_literal(relation.before)
        text.append(self.words(topic))
        text.add_literal(f"{relation.after} ")
        last = self._last_comma(listing)
        if last is None:
            text.append(self.words(listing))
        else:
            text.append(self.words(Span(listing.start, last)))
            text.add_literal(" and ")
            text.append(self.words(Span(last + 1, listing.end)))
        return _closed(text)

    def _last_comma(self, listing: Span) -> int | None:
        """Return the last comma of a listing without "and": "nausea, headache"."""
        said = listing.text_of(self.document.text)
        at = said.rfind(",")
        is_plain = at > 0 and not _JOINED.search(said) and said.count("(") == 0
        return listing.start + at if is_plain else None

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
        return _closed(text)


def _closed(text: ParseText) -> ParseText:
    """End a text with a full stop."""
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


def _lowered(text: str) -> str:
    """Lower-case a plain capitalised first word, which in the middle of a sentence is no name."""
    return text[0].lower() + text[1:] if re.match(r"[A-Z][a-z-]+\b", text) else text

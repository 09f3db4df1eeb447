"""Text for the parser, with every character tied back to the document.

What the parser reads is not always what the document prints: citation markers are left out,
typographic quotes are folded, an introducing line and its list item are read as one sentence, and
technical terms are read as plain nouns. A :class:`ParseText` keeps the map from each piece to the
place in the document it stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.model.spans import Span

_FOLD = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "“": '"',
        "”": '"',
        "\u00a0": " ",
        "\u2009": " ",
        "\u202f": " ",
        "‐": "-",
        "‑": "-",
        "\n": " ",
        "\t": " ",
    }
)
# Left out for the parser: invisible characters, and the hyphen of a prefix ("anti-inflammatory").
_LEFT_OUT = re.compile(
    "[\u200b-\u200f\u2060\ufeff\u00ad]|(?<=\\banti)-|(?<=\\bnon)-|(?<=\\bAnti)-|(?<=\\bNon)-|(?<=\\bpre)-|(?<=\\bpost)-"
)
_CELL = re.compile(r"(?<=\b[BT])-(?=cells?\b)")
_PLAIN = re.compile(r"[ -,.-~]*")  # ASCII without hyphens: nothing to fold and to leave out


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of parse text and the run of document text that it stands for."""

    start: int
    end: int
    source: Span
    is_stand_in: bool = False


@dataclass(slots=True)
class ParseText:
    """Text for the parser, built from pieces of a document."""

    text: str = ""
    segments: list[Segment] = field(default_factory=list)

    def add(self, document: str, start: int, end: int) -> None:
        """Append ``document[start:end]``, folded for the parser."""
        at = start
        if not _PLAIN.fullmatch(document, start, end):
            for match in _LEFT_OUT.finditer(document, start, end):
                self._add_run(document, at, match.start())
                at = match.end()
        self._add_run(document, at, end)

    def _add_run(self, document: str, start: int, end: int) -> None:
        if start < end:
            here = len(self.text)
            run = document[start:end]
            if not _PLAIN.fullmatch(run):
                run = _CELL.sub(" ", run.translate(_FOLD))
            self.text += run
            self.segments.append(Segment(here, len(self.text), Span(start, end)))

    def add_stand_in(self, noun: str, source: Span) -> None:
        """Append a plain noun that stands for the term at ``source``."""
        here = len(self.text)
        self.text += noun
        self.segments.append(Segment(here, len(self.text), source, is_stand_in=True))

    def append(self, other: ParseText) -> None:
        """Append another parse text."""
        offset = len(self.text)
        self.text += other.text
        self.segments += [
            Segment(s.start + offset, s.end + offset, s.source, s.is_stand_in)
            for s in other.segments
        ]

    def add_literal(self, words: str) -> None:
        """Append words that stand for nothing in the document."""
        self.text += words

    def until(self, end: int) -> ParseText:
        """Return what stands before ``end``."""
        kept = [
            Segment(s.start, min(s.end, end), s.source, s.is_stand_in)
            for s in self.segments
            if s.start < end
        ]
        return ParseText(self.text[:end], kept)

    def replaced(self, start: int, end: int, word: str, text: str) -> ParseText:
        """Return the text with another word at ``[start, end)``, which keeps its source."""
        shift = len(word) - (end - start)
        segments = []
        for s in self.segments:
            if s.end <= start:
                segments.append(s)
            elif s.start >= end:
                segments.append(Segment(s.start + shift, s.end + shift, s.source, s.is_stand_in))
            else:
                segments.extend(_split(s, start, end, len(word), shift))
        return ParseText(text, segments)

    def to_document(self, start: int, end: int) -> Span | None:
        """Return the document range that parse range ``[start, end)`` stands for, or None."""
        first = last = None
        for segment in self.segments:
            if segment.end <= start or segment.start >= end:
                continue
            low, high = segment.source.start, segment.source.end
            if not segment.is_stand_in:
                high = low + min(end, segment.end) - segment.start
                low += max(start - segment.start, 0)
            first = low if first is None else min(first, low)
            last = high if last is None else max(last, high)
        return None if first is None or last is None else Span(first, last)


def _split(segment: Segment, start: int, end: int, length: int, shift: int) -> Iterator[Segment]:
    """Yield a segment as what stands before, at and after a replaced word."""
    source = segment.source
    if segment.is_stand_in:
        yield Segment(segment.start, segment.end + shift, source, is_stand_in=True)
        return
    cut, after = start - segment.start, end - segment.start
    if cut > 0:
        yield Segment(segment.start, start, Span(source.start, source.start + cut))
    yield Segment(
        start, start + length, Span(source.start + cut, source.start + after), is_stand_in=True
    )
    if segment.end > end:
        yield Segment(end + shift, segment.end + shift, Span(source.start + after, source.end))


def without(
    document: str, span: Span, gaps: Iterable[Span], terms: Iterable[Term] = ()
) -> ParseText:
    """Return the parse text of ``document[span]`` with the ``gaps`` (citation markers) left out.

    White space before a gap goes with it, so that "cells (x)." reads "cells.".

    Args:
        document: The whole text.
        span: What is to be read of it.
        gaps: What is left out.
        terms: Places to be read as a plain noun.
    """
    text = ParseText()
    at = span.start
    for gap in sorted(gaps):
        if gap.start < at or gap.end > span.end:
            continue
        stop = gap.start
        while stop > at and document[stop - 1].isspace():
            stop -= 1
        _with_terms(text, document, Span(at, stop), terms)
        at = gap.end
        if at < span.end and document[at].isalnum():
            text.add_literal(" ")
    _with_terms(text, document, Span(at, span.end), terms)
    return text


@dataclass(frozen=True, slots=True)
class Term:
    """A place that is read as a plain noun."""

    span: Span
    noun: str


def _with_terms(text: ParseText, document: str, span: Span, terms: Iterable[Term]) -> None:
    at = span.start
    for term in terms:
        if at <= term.span.start and term.span.end <= span.end:
            text.add(document, at, term.span.start)
            text.add_stand_in(term.noun, term.span)
            at = term.span.end
    text.add(document, at, span.end)

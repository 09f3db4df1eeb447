"""A small, honest reader for tests: text to Document and Claims without NLP."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from kg.appraisal import appraise
from kg.model.claim import Argument, Claim, Quote
from kg.model.closed_terms import Predicate
from kg.model.document import (
    Block,
    BlockKind,
    CitationState,
    Document,
    Marker,
    MarkerStyle,
    Pointer,
    Reference,
    Section,
    Sentence,
    Source,
    TablePosition,
)
from kg.model.record import DocumentRecord
from kg.model.spans import Span

_MARKER = re.compile(
    r"\[\d[\d,–-]*\]|\(x(?:, x)*\)|[A-Z]\w+ et al\. \(\d{4}\)|\([A-Z]\w+(?: & \w+)?, \d{4}\)"
)
_SENTENCE = re.compile(r"[^.!?]*(?:(?:[.!?](?!\s|$)|(?<=al)\.)[^.!?]*)*(?:[.!?]+|$)")


def _numbers(text: str) -> list[str]:
    keys: list[str] = []
    for part in text.strip("[]").replace("–", "-").split(","):
        low, _, high = part.partition("-")
        keys += [str(n) for n in range(int(low), int(high or low) + 1)]
    return keys


def _marker(match: re.Match[str], known: set[str]) -> Marker:
    text = match.group()
    span = Span(*match.span())
    if text.startswith("(x"):
        pointers = tuple(Pointer("x", CitationState.PLACEHOLDER) for _ in text.split(","))
        return Marker(span, text, MarkerStyle.PLACEHOLDER, pointers)
    numeric = text.startswith("[")
    keys = _numbers(text) if numeric else [re.sub(r"\W+", " ", text.replace("et al", "")).strip()]
    pointers = tuple(
        Pointer(key, CitationState.RESOLVED, (key,))
        if key in known
        else Pointer(key, CitationState.MISSING)
        for key in keys
    )
    style = MarkerStyle.NUMERIC if numeric else MarkerStyle.AUTHOR_YEAR
    return Marker(span, text, style, pointers)


@dataclass
class Build:
    """Builds a document from paragraphs; ``- `` items hang on the block before the list."""

    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)

    def add(self, text: str, start: int) -> None:
        line = text.lstrip(" ")
        indent = len(text) - len(line)
        if line.startswith("|"):
            self._row(text, start)
            return
        is_item = line.startswith("- ")
        body = start + indent + (2 if is_item else 0)
        kind = BlockKind.LIST_ITEM if is_item else BlockKind.PARAGRAPH
        depth = indent // 2 if is_item else 0
        lead = self._lead_in(depth) if is_item else None
        self.blocks.append(Block(kind, Span(body, start + len(text)), 0, depth, lead))
        self._split(text[body - start :], body)

    def _lead_in(self, depth: int) -> int | None:
        for index in range(len(self.blocks) - 1, -1, -1):
            block = self.blocks[index]
            if block.kind is not BlockKind.LIST_ITEM or block.depth < depth:
                return index
        return None

    def _row(self, text: str, start: int) -> None:
        last = self.blocks[-1] if self.blocks else None
        table, row, lead = 0, 0, len(self.blocks) - 1 if self.blocks else None
        if last and last.table:
            table, row, lead = last.table.table, last.table.row + 1, last.lead_in
        for column, cell in enumerate(re.finditer(r"[^|\s][^|]*[^|\s]", text)):
            span = Span(start + cell.start(), start + cell.end())
            place = TablePosition(table, row, column, is_header=row == 0)
            self.blocks.append(Block(BlockKind.TABLE_CELL, span, 0, 0, lead, place))
            self.sentences.append(Sentence(span, len(self.blocks) - 1))

    def _split(self, text: str, start: int) -> None:
        for match in _SENTENCE.finditer(text):
            words = match.group()
            if words.strip():
                left = match.start() + len(words) - len(words.lstrip())
                span = Span(start + left, start + match.end())
                self.sentences.append(Sentence(span, len(self.blocks) - 1))


def read(text: str, name: str = "test.txt", references: tuple[Reference, ...] = ()) -> Document:
    """Return a document; each line is a paragraph, an item or a table row."""
    build, at = Build(), 0
    for line in text.split("\n"):
        if line.strip():
            build.add(line, at)
        at += len(line) + 1
    known = {reference.id for reference in references}
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=name,
        source=Source(name, "text/plain", digest),
        text=text,
        title=None,
        sections=(Section("Test", 1, Span(0, len(text))),),
        blocks=tuple(build.blocks),
        sentences=tuple(build.sentences),
        markers=tuple(_marker(match, known) for match in _MARKER.finditer(text)),
        references=references,
    )


def reference(key: str, **fields: Any) -> Reference:
    """Return a reference; its work is a DOI made from the key unless given."""
    return Reference(id=key, raw=f"Entry {key}", **({"work": f"doi:10.5555/{key}"} | fields))


def state(
    document: Document,
    subject: str,
    predicate: str,
    obj: str,
    sentence: int | None = None,
    **fields: Any,
) -> Claim:
    """Return a claim whose arguments are found in the document, in one sentence if possible.

    ``subject`` and ``obj`` are ``label`` or ``label=text as printed``.
    """
    if sentence is None:
        sentence = _sentence_with(document, obj.split("=")[-1], subject.split("=")[-1])  # noqa: PLC0207
    span = document.sentences[sentence].span
    text = document.text
    claim = Claim(
        document=document.id,
        section=0,
        sentence=sentence,
        quote=Quote(
            span.text_of(text),
            span.start,
            span.end,
            text[max(0, span.start - 32) : span.start],
            text[span.end : span.end + 32],
        ),
        subject=_argument(text, subject, span),
        predicate=Predicate(predicate),
        object=_argument(text, obj, span),
        **fields,
    )
    return claim.identified(document.source.sha256)


def _sentence_with(document: Document, *texts: str) -> int:
    for wanted in (texts, texts[:1]):
        for index, sentence in enumerate(document.sentences):
            words = sentence.span.text_of(document.text).lower()
            if all(text.lower() in words for text in wanted):
                return index
    raise AssertionError(f"no sentence with {texts}")


def _argument(text: str, words: str, span: Span) -> Argument:
    label, _, printed = words.partition("=")
    printed = printed or label
    lowered = text.lower()
    at = lowered.find(printed.lower(), span.start, span.end)
    at = at if at >= 0 else lowered.find(printed.lower())
    assert at >= 0, f"{printed!r} is not in the text"
    return Argument(label, text[at : at + len(printed)], at, at + len(printed))


@dataclass(frozen=True)
class Factory:
    """What the tests of appraisal build their records with."""

    read: Callable[..., Document] = read
    reference: Callable[..., Reference] = reference
    state: Callable[..., Claim] = state

    def record(self, document: Document, *claims: Claim) -> DocumentRecord:
        return appraise(document, claims)


@pytest.fixture(scope="session")
def make() -> Factory:
    return Factory()

"""A document indexed for attachment: sentences of blocks, clusters of markers, rows, accounts."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TypeAlias

from kg.appraisal.markers import (
    Cluster,
    blocks_to_sentences,
    clusters,
    is_narrative,
    markers_by_sentence,
)
from kg.lexicon.loading import Cue, load_entries
from kg.model.claim import Claim
from kg.model.document import BlockKind, Document
from kg.model.spans import Span

_Row: TypeAlias = tuple[int, int]


class Layout:
    """Answers where things stand in one document; built once a document."""

    def __init__(self, document: Document, claims: Sequence[Claim]) -> None:
        self.document = document
        self._sentences = blocks_to_sentences(document)
        self._clusters = {
            sentence: clusters(document, indices)
            for sentence, indices in markers_by_sentence(document).items()
        }
        self._rows = _rows(document)
        self._claims: dict[int, list[Span]] = defaultdict(list)
        for claim in claims:
            self._claims[claim.sentence].append(self.extent(claim))

    def sentences(self, block: int) -> tuple[int, ...]:
        """Return the sentence indices of a block."""
        return self._sentences.get(block, ())

    def clusters(self, sentence: int) -> tuple[Cluster, ...]:
        """Return the marker clusters of a sentence."""
        return self._clusters.get(sentence, ())

    def clusters_of(self, claim: Claim) -> tuple[Cluster, ...]:
        """Return the marker clusters of a claim's sentence that its words can belong to.

        A marker behind a full stop closes what stands before it ("… fell.⁴ Sleep rose …"), also
        where the text was not split there.
        """
        groups = self.clusters(claim.sentence)
        closed = [g for g in groups if not g.is_narrative and self._closes(g)]
        close = self.close(claim)
        after = [g.span.end for g in closed if g.span.end <= close.start]
        before = [g.span.end for g in closed if g.span.end > close.end]
        opening, closing = max(after, default=-1), min(before, default=len(self.document.text))
        return tuple(g for g in groups if opening < g.span.start and g.span.end <= closing)

    def _closes(self, group: Cluster) -> bool:
        text = self.document.text
        before = text[max(0, group.span.start - 3) : group.span.start].rstrip(' "”’)')
        after = text[group.span.end : group.span.end + 3]
        return (
            before.endswith((".", "!", "?")) and after[:1].isspace() and after.strip()[:1].isupper()
        )

    def all_markers(self, sentence: int) -> tuple[int, ...]:
        """Return the indices of all markers of a sentence."""
        return tuple(marker for group in self.clusters(sentence) for marker in group.markers)

    def row(self, sentence: int) -> tuple[int, ...]:
        """Return the sentences of the table row of a sentence; none outside tables."""
        return self._rows.get(_row_of(self.document, sentence) or (-1, -1), ())

    def extent(self, claim: Claim) -> Span:
        """Return the range of a claim's own words in its sentence.

        Subject, object and trigger count as far as they lie in the sentence; the quote otherwise.
        """
        inside = self._inside(claim)
        return Span(min(span.start for span in inside), max(span.end for span in inside))

    def close(self, claim: Claim) -> Span:
        """Return the last of a claim's own words in its sentence: what tells it from others."""
        return max(self._inside(claim), key=lambda span: span.end)

    def _inside(self, claim: Claim) -> list[Span]:
        sentence = self.document.sentences[claim.sentence].span
        spans = [claim.subject.span, claim.object.span]
        if claim.trigger is not None:
            spans.append(claim.trigger)
        return [span for span in spans if sentence.contains(span)] or [claim.quote.span]

    def has_claim_within(self, sentence: int, segment: Span) -> bool:
        """Say whether a claim of the sentence lies wholly in the segment."""
        return any(segment.contains(span) for span in self._claims.get(sentence, ()))

    def neighbour(self, sentence: int, step: int) -> int | None:
        """Return the sentence ``step`` away in the same block, or None."""
        other = sentence + step
        sentences = self.document.sentences
        if not 0 <= other < len(sentences) or sentences[other].block != sentences[sentence].block:
            return None
        return other

    def continues(self, sentence: int) -> bool:
        """Say whether a sentence goes on about the study of the one before."""
        words = self._words(sentence)
        if any(
            is_narrative(self.document, self.document.markers[m])
            for m in self.all_markers(sentence)
        ):
            return False
        return _matches("continuation", words) and not _matches("new_study", words)

    def introduces(self, sentence: int) -> bool:
        """Say whether a sentence introduces what follows: it ends in a colon, markers aside."""
        return self._without_markers(sentence).rstrip().endswith(":")

    def announces(self, sentence: int) -> bool:
        """Say whether a sentence speaks of the table after it; a caption always does."""
        block = self.document.blocks[self.document.sentences[sentence].block]
        if block.kind is BlockKind.CAPTION:
            return True
        return _matches("announcement", self._without_markers(sentence))

    def is_source_note(self, sentence: int) -> bool:
        """Say whether a sentence only names sources."""
        if not self.clusters(sentence):
            return False
        return _matches("source_note", self._without_markers(sentence))

    def _words(self, sentence: int) -> str:
        return self.document.sentences[sentence].span.text_of(self.document.text).lstrip(" *_>\n\t")

    def _without_markers(self, sentence: int) -> str:
        span = self.document.sentences[sentence].span
        at, parts = span.start, []
        for group in self.clusters(sentence):
            parts.append(self.document.text[at : max(at, group.span.start)])
            at = max(at, group.span.end)
        return "".join(parts) + self.document.text[at : span.end]


def _matches(category: str, words: str) -> bool:
    return any(pattern.search(words) for pattern in _patterns()[category])


@cache
def _patterns() -> Mapping[str, tuple[re.Pattern[str], ...]]:
    found: dict[str, list[re.Pattern[str]]] = defaultdict(list)
    for cue in load_entries("attachment", Cue):
        found[cue.category].append(re.compile(cue.pattern, re.IGNORECASE))
    return {category: tuple(patterns) for category, patterns in found.items()}


def _row_of(document: Document, sentence: int) -> _Row | None:
    block = document.blocks[document.sentences[sentence].block]
    if block.kind is not BlockKind.TABLE_CELL or block.table is None:
        return None
    return block.table.table, block.table.row


def _rows(document: Document) -> Mapping[_Row, tuple[int, ...]]:
    found: dict[_Row, list[int]] = defaultdict(list)
    for sentence in range(len(document.sentences)):
        if row := _row_of(document, sentence):
            found[row].append(sentence)
    return {row: tuple(sentences) for row, sentences in found.items()}

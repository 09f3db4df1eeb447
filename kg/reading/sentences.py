"""Splits blocks into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model.document import Block, BlockKind, Marker, Sentence
from kg.model.spans import Span

_END = re.compile(r"[.!?]+[\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|Fig|Figs|vs|cf|Dr|Mr|Mrs|Ms|St|oz|approx|No|Vol|pp|Eq|ca|Prof|Inc)|\b[A-Z])\.$"
)
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.REFERENCE, BlockKind.BYLINE})


def split_blocks(
    text: str, blocks: Sequence[Block], markers: Sequence[Marker]
) -> tuple[Sentence, ...]:
    """Return the sentences of all blocks, in order."""
    return tuple(
        Sentence(span, index) for index, block in enumerate(blocks) for span in _split(text, block)
    )


def _split(text: str, block: Block) -> Iterator[Span]:
    start, end = block.span.start, block.span.end
    if block.kind not in _WHOLE:
        for match in _END.finditer(text, start, end):
            if _ABBREVIATION.search(text, start, match.start() + 1):
                continue
            stop = match.end()
            while text[stop - 1].isspace():
                stop -= 1
            yield Span(start, stop)
            start = match.end()
    if start < end:
        yield Span(start, end)

"""Finds the citation markers of a document."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from kg.model.document import (
    Block,
    BlockKind,
    CitationState,
    Marker,
    MarkerStyle,
    Pointer,
    Reference,
)
from kg.model.spans import Span
from kg.reading.draft import Draft

_PLACEHOLDER = re.compile(r"\(\s*x(?:\s*[,;]\s*x)*\s*\)", re.IGNORECASE)
_BRACKET = re.compile(r"\[\s*\d{1,4}(?:\s*[,;\u2010-\u2015-]\s*\d{1,4})*\s*\]")
_PART = re.compile(r"(\d+)\s*[\u2010-\u2015-]\s*(\d+)|(\d+)")


def find_markers(
    text: str,
    blocks: Sequence[Block],
    draft: Draft,
    references: Sequence[Reference],
    aliases: Mapping[str, str],
) -> tuple[Marker, ...]:
    """Return the markers in text order."""
    markers: list[Marker] = []
    for block in blocks:
        if block.kind in {BlockKind.REFERENCE, BlockKind.BYLINE}:
            continue
        start, end = block.span.start, block.span.end
        for m in _PLACEHOLDER.finditer(text, start, end):
            count = m.group().lower().count("x")
            pointer = Pointer("x", CitationState.PLACEHOLDER)
            markers.append(
                Marker(Span(*m.span()), m.group(), MarkerStyle.PLACEHOLDER, (pointer,) * count)
            )
        for m in _BRACKET.finditer(text, start, end):
            keys: list[str] = []
            for low, high, single in _PART.findall(m.group()):
                keys += [single] if single else [str(n) for n in range(int(low), int(high) + 1)]
            pointers = tuple(
                Pointer(k, CitationState.RESOLVED, (aliases[k],))
                if k in aliases
                else Pointer(k, CitationState.MISSING)
                for k in keys
            )
            markers.append(Marker(Span(*m.span()), m.group(), MarkerStyle.NUMERIC, pointers))
    return tuple(sorted(markers, key=lambda marker: marker.span))

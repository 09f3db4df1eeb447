"""Quotes: the exact words of a range, with what stands around them."""

from __future__ import annotations

from kg.model.claim import Quote
from kg.model.document import Document
from kg.model.spans import Span

_CONTEXT = 32  # code points of prefix and suffix


def make_quote(document: Document, span: Span) -> Quote:
    """Return the quote of a range with its context."""
    text = document.text
    return Quote(
        exact=span.text_of(text),
        start=span.start,
        end=span.end,
        prefix=text[max(span.start - _CONTEXT, 0) : span.start],
        suffix=text[span.end : span.end + _CONTEXT],
    )

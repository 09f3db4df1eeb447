"""Ranges of a document's text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range ``[start, end)`` of Unicode code points in a document's text.

    >>> Span(2, 5).text_of("abcdefg")
    'cde'
    """

    start: int
    end: int

    def text_of(self, text: str) -> str:
        """Return what the span covers of ``text``."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Say whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """Return the span moved by so many code points.

        >>> Span(2, 5).shifted(-2)
        Span(start=0, end=3)
        """
        return Span(self.start + by, self.end + by)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one code point."""
        return self.start < other.end and other.start < self.end

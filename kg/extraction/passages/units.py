"""What the parser is given at once, and where in the document it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.extraction.trees.parse_text import ParseText
from kg.model.spans import Span


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
        topic: Range of the words of the topic that it was completed with, or None.
        alone: What follows the label, where it may be a clause of its own, or None.
    """

    sentence: int
    span: Span
    shown: str
    text: ParseText
    printed: Callable[[], ParseText]
    lead_in: Span | None = None
    label: Span | None = None
    heading: str | None = None
    topic: Span | None = None
    alone: ParseText | None = None

    @property
    def is_listed(self) -> bool:
        """Say whether it was completed with words of a line or heading above it."""
        return self.lead_in is not None or self.heading is not None


def blanked(text: str, span: Span, gaps: list[Span]) -> str:
    """Return ``text[span]`` with the gaps as white space, so that offsets hold."""
    shown = span.text_of(text)
    for gap in gaps:
        if span.contains(gap):
            start, end = gap.start - span.start, gap.end - span.start
            shown = shown[:start] + " " * (end - start) + shown[end:]
    return shown

"""Which study a sentence reports: one it names, one it goes on about, or the document's own."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extraction.parsing.readings import Parsed
from kg.extraction.passages.units import Unit
from kg.extraction.stance.design import StudyCue, continues_study, study_cue
from kg.extraction.stance.own_study import names_own, own_study
from kg.model.closed_terms import Design
from kg.model.document import Document
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Study:
    """The study that a sentence reports.

    Attributes:
        cue: Its design and sample.
        span: Where the text names it; None where that is no range of the document.
        is_own: Whether it is the document's own study.
    """

    cue: StudyCue
    span: Span | None
    is_own: bool = False


class StudyReader:
    """Follows the study in hand from one sentence of a document to the next."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._own = own_study(document)
        self._last: Study | None = None
        self._block = -1

    def read(self, unit: Unit, parsed: Parsed) -> Study | None:
        """Return the study that the next sentence reports, or None."""
        block = self._document.sentences[unit.sentence].block
        is_introduced = unit.is_listed
        text = parsed.doc.text if is_introduced else unit.shown
        cue = study_cue(text)
        if cue is None or cue.design is Design.HUMAN or names_own(text):
            own = self._reported(unit.sentence)
            if own is not None:
                return own
        if cue is not None:
            span: Span | None = Span(unit.span.start + cue.start, unit.span.start + cue.end)
            if is_introduced:
                span = parsed.source.to_document(cue.start, cue.end) or unit.span
            self._last, self._block = Study(cue, span), block
            return self._last
        if self._last is not None and self._block == block and continues_study(text):
            return self._last
        self._last = None
        return None

    def _reported(self, number: int) -> Study | None:
        """Return the document's own study where the sentence gives its results, citing nobody."""
        if self._own is None:
            return None
        span = self._document.sentences[number].span
        is_named = names_own(span.text_of(self._document.text))
        if number not in self._own.results and not is_named:
            return None
        if any(span.contains(marker.span) for marker in self._document.markers):
            return None
        return Study(self._own.cue, self._own.span, is_own=True)

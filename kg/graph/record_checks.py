"""Checks of one record: every quote, mention and marker, and every link of the chain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.appraisal import Severity
from kg.model.claim import Citation, Claim, claim_id
from kg.model.document import CitationState, Document
from kg.model.record import DocumentRecord
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that ``kg validate`` found.

    Attributes:
        kind: ``quote-mismatch``, ``source-changed``, … ; stable.
        severity: An error breaks the chain from claim to source.
        document: Id of the document, or the name of the store.
        place: Where: ``offset 24``, ``line 3, offset 24``, an IRI, or empty.
        message: What is wrong, in one line.
        claim: Id of the claim concerned, or None.
    """

    kind: str
    severity: Severity
    document: str
    place: str
    message: str
    claim: str | None = None


def check_record(record: DocumentRecord) -> Iterator[Problem]:
    """Yield what breaks the chain claim → quote → sentence → section → document in a record."""
    yield from _check_markers(record)
    for claim in record.claims:
        yield from _check_words(record.document, claim)
        yield from _check_links(record.document, claim)
        for citation in claim.citations:
            yield from _check_citation(record.document, claim, citation)


def _problem(document: Document, kind: str, at: int, message: str, claim: Claim | None) -> Problem:
    place = f"offset {at}"
    return Problem(kind, Severity.ERROR, document.id, place, message, claim.id if claim else None)


def _check_words(document: Document, claim: Claim) -> Iterator[Problem]:
    text, quote = document.text, claim.quote
    if not 0 <= quote.start < quote.end or text[quote.start : quote.end] != quote.exact:
        words = f"the quote {_short(quote.exact)} is not what the document says there"
        yield _problem(document, "quote-mismatch", quote.start, words, claim)
    before, after = text[: quote.start], text[quote.end :]
    if not before.endswith(quote.prefix) or not after.startswith(quote.suffix):
        words = f"the words around {_short(quote.exact)} are not those of the document"
        yield _problem(document, "context-mismatch", quote.start, words, claim)
    for argument in (claim.subject, claim.object):
        span = argument.span
        if not 0 <= span.start < span.end or span.text_of(text) != argument.text:
            words = f"the mention {_short(argument.text)} is not what the document says there"
            yield _problem(document, "mention-mismatch", argument.start, words, claim)


def _check_links(document: Document, claim: Claim) -> Iterator[Problem]:
    at = claim.quote.start
    if claim.document != document.id:
        words = f"the claim names another document, {claim.document}"
        yield _problem(document, "broken-link", at, words, claim)
    if claim.id != claim_id(document.source.sha256, claim):
        words = "the claim's id is not the one that its content gives"
        yield _problem(document, "wrong-id", at, words, claim)
    if not 0 <= claim.section < len(document.sections):
        words = f"the claim's section {claim.section} does not exist"
        yield _problem(document, "broken-link", at, words, claim)
    if not 0 <= claim.sentence < len(document.sentences):
        words = f"the claim's sentence {claim.sentence} does not exist"
        yield _problem(document, "broken-link", at, words, claim)
    elif not document.sentences[claim.sentence].span.overlaps(claim.quote.span):
        words = f"the quote lies outside the claim's sentence {claim.sentence}"
        yield _problem(document, "broken-link", at, words, claim)


def _check_citation(document: Document, claim: Claim, citation: Citation) -> Iterator[Problem]:
    at = citation.start
    if document.text[citation.start : citation.end] != citation.marker:
        words = f"the marker {_short(citation.marker)} is not what the document says there"
        yield _problem(document, "marker-mismatch", at, words, claim)
    if Span(citation.start, citation.end) not in {marker.span for marker in document.markers}:
        words = f"the citation {_short(citation.marker)} goes through no marker of the document"
        yield _problem(document, "broken-link", at, words, claim)
    known = {reference.id for reference in document.references}
    for key in citation.references:
        if key not in known:
            words = f"the citation leads to an entry {key!r} that does not exist"
            yield _problem(document, "broken-link", at, words, claim)
    if not _fits(citation.state, len(citation.references)):
        words = (
            f"the citation is {citation.state.value} and names {len(citation.references)} entries"
        )
        yield _problem(document, "wrong-state", at, words, claim)


def _fits(state: CitationState, references: int) -> bool:
    if state is CitationState.RESOLVED:
        return references == 1
    return state is CitationState.AMBIGUOUS or references == 0


def _check_markers(record: DocumentRecord) -> Iterator[Problem]:
    document = record.document
    cited = {Span(c.start, c.end) for claim in record.claims for c in claim.citations}
    unattached = frozenset(record.unattached)
    for index, marker in enumerate(document.markers):
        if marker.span.text_of(document.text) != marker.text:
            words = f"the marker {_short(marker.text)} is not what the document says there"
            yield _problem(document, "marker-mismatch", marker.span.start, words, None)
        if (marker.span in cited) is (index in unattached):
            fault = (
                "is both attached and listed as unattached" if index in unattached else "is lost"
            )
            words = f"the marker {_short(marker.text)} {fault}"
            yield _problem(document, "marker-lost", marker.span.start, words, None)
    for index in sorted(unattached):
        if not 0 <= index < len(document.markers):
            words = f"the list of unattached markers names {index}, which does not exist"
            yield _problem(document, "broken-link", 0, words, None)


def _short(text: str) -> str:
    words = " ".join(text.split())
    return f"“{words[:60]}…”" if len(words) > 60 else f"“{words}”"

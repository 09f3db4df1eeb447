"""Sheets without script: what an audit found, and the chain behind a claim."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model.appraisal import Corpus, Finding, Severity
from kg.model.claim import Citation, Claim, Grade
from kg.model.closed_terms import Design
from kg.model.document import BlockKind, Reference
from kg.model.record import DocumentRecord
from kg.model.spans import Span
from kg.views.page import render_template
from kg.views.selection import UNGRADED
from kg.views.words import claim_words, term

SHEET_STYLES = ("page.css", "graph.css", "sheet.css", "print.css")
_ORDER = tuple(Severity)


def render_audit(findings: Sequence[Finding], title: str = "Audit") -> str:
    """Return findings as one offline page, the gravest and most frequent kinds first."""
    grouped: dict[tuple[Severity, str], list[Finding]] = {}
    for finding in findings:
        grouped.setdefault((finding.severity, finding.kind.value), []).append(finding)
    keys = sorted(grouped, key=lambda k: (_ORDER.index(k[0]), -len(grouped[k]), k[1]))
    counts = Counter(finding.severity for finding in findings)
    return render_template(
        "audit.html.j2",
        styles=SHEET_STYLES,
        title=title,
        total=len(findings),
        documents=len({finding.document for finding in findings}),
        severities=[(s.value, counts[s]) for s in _ORDER if counts[s]],
        groups=[(s.value, kind, grouped[s, kind]) for s, kind in keys],
    )


@dataclass(frozen=True, slots=True)
class Trace:
    """The chain behind one claim.

    Attributes:
        before: The sentence before the quote.
        pieces: The quote cut at its markers; True for a marker.
        after: The sentence after it.
        verbatim: Whether the quote stands in the text where it should.
        studies: What the evidence lines say about studies, in words.
    """

    claim: Claim
    words: str
    document: str
    section: tuple[str | None, ...]
    before: str
    pieces: tuple[tuple[str, bool], ...]
    after: str
    verbatim: bool
    citations: tuple[tuple[Citation, tuple[Reference, ...]], ...]
    studies: tuple[str, ...]
    grade: Grade


def trace(record: DocumentRecord, claim: Claim, corpus: Corpus) -> Trace:
    """Return the chain claim → quote → marker → reference → study → grade."""
    document, quote = record.document, claim.quote
    references = {reference.id: reference for reference in document.references}
    grade = next((g.grade for g in corpus.grades if g.claim == claim.id), claim.grade) or UNGRADED
    return Trace(
        claim=claim,
        words=claim_words(claim),
        document=document.title or document.id,
        section=_below(document.section_path(claim.section), document.title),
        before=_sentence(record, claim.sentence - 1, quote.start),
        pieces=tuple(_pieces(record, claim)),
        after=_sentence(record, claim.sentence + 1, None),
        verbatim=document.text[quote.start : quote.end] == quote.exact,
        citations=tuple(
            (c, tuple(references[r] for r in c.references if r in references))
            for c in claim.citations
        ),
        studies=tuple(
            dict.fromkeys(
                term("design", (line.verified_design or line.design).value)
                + (f", {line.sample_size} subjects" if line.sample_size else "")
                for line in corpus.evidence
                if line.claim == claim.id
                and (line.verified_design or line.design) is not Design.NONE
            )
        ),
        grade=grade,
    )


def _below(path: tuple[str | None, ...], title: str | None) -> tuple[str | None, ...]:
    """Return a section path without a first heading that repeats the document's title.

    >>> _below(("Iron", "Doses"), "Iron")
    ('Doses',)
    """
    return path[1:] if title and path[:1] == (title,) else path


def _sentence(record: DocumentRecord, number: int, before: int | None) -> str:
    sentences = record.document.sentences
    if not 0 <= number < len(sentences) or (
        before is not None and sentences[number].span.end > before
    ):
        return ""
    if _is_heading(record, sentences[number].span):
        return ""
    text = sentences[number].span.text_of(record.document.text).strip()
    return f"{text} " if before is not None else f" {text}"


def _is_heading(record: DocumentRecord, span: Span) -> bool:
    return any(
        block.kind is BlockKind.HEADING and block.span.start <= span.start < block.span.end
        for block in record.document.blocks
    )


def _pieces(record: DocumentRecord, claim: Claim) -> list[tuple[str, bool]]:
    text, at = record.document.text, claim.quote.start
    pieces = []
    for start, end in sorted({(c.start, c.end) for c in claim.citations}):
        if at <= start and end <= claim.quote.end:
            pieces += [(text[at:start], False), (text[start:end], True)]
            at = end
    return [*pieces, (text[at : claim.quote.end], False)]


def render_trace(
    chosen: Sequence[tuple[DocumentRecord, Claim]], corpus: Corpus, title: str = "Trace"
) -> str:
    """Return the chains behind claims as one offline page."""
    return render_template(
        "trace.html.j2",
        styles=SHEET_STYLES,
        title=title,
        traces=[trace(record, claim, corpus) for record, claim in chosen],
    )

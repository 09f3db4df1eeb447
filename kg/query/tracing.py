"""From a claim to what stands behind it: quote in context, marker, reference, study, grade."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.model.appraisal import Corpus, EvidenceLine
from kg.model.claim import Citation, Claim, Grade
from kg.model.claim_json import claim_to_json
from kg.model.codec import to_plain
from kg.model.document import Reference
from kg.model.record import DocumentRecord

_CONTEXT = 160  # code points shown on either side of the quote


@dataclass(frozen=True, slots=True)
class CitationTrace:
    """One citation and the references that it reaches; none for a placeholder."""

    citation: Citation
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """The chain of one claim.

    Attributes:
        before: The text before the quote, cut at a word.
        after: The text after it.
        grade: In the context of all documents.
    """

    record: DocumentRecord
    claim: Claim
    before: str
    after: str
    citations: tuple[CitationTrace, ...]
    evidence: tuple[EvidenceLine, ...]
    grade: Grade | None
    is_rejected: bool


def find_claims(records: Iterable[DocumentRecord], what: str) -> tuple[tuple[str, str], ...]:
    """Return (document, claim id) for a claim's id, or for words that a claim's statement holds.

    Claims whose labels hold all the words come first, then those whose quote does.
    """
    wanted = what.lower().split()
    identifier = what.rpartition("claim/")[2]  # as tables of query results and IRIs write it
    in_labels: list[tuple[str, str]] = []
    in_quotes: list[tuple[str, str]] = []
    for record in records:
        for claim in record.claims:
            place = (record.document.id, claim.id)
            if claim.id == identifier:
                return (place,)
            statement = (
                f"{claim.subject.label} {claim.predicate.value} {claim.object.label}".lower()
            )
            if wanted and all(word in statement for word in wanted):
                in_labels.append(place)
            elif wanted and all(word in claim.quote.exact.lower() for word in wanted):
                in_quotes.append(place)
    return (*in_labels, *in_quotes)


def trace(record: DocumentRecord, claim_id: str, corpus: Corpus) -> Trace:
    """Return the chain of a claim of ``record``.

    Raises:
        StopIteration: The record has no such claim.
    """
    claim = next(claim for claim in record.claims if claim.id == claim_id)
    known = {reference.id: reference for reference in record.document.references}
    text, quote = record.document.text, claim.quote
    grades = {entry.claim: entry.grade for entry in corpus.grades}
    return Trace(
        record=record,
        claim=claim,
        before=_tail(text[max(0, quote.start - _CONTEXT) : quote.start]),
        after=_head(text[quote.end : quote.end + _CONTEXT]),
        citations=tuple(
            CitationTrace(c, tuple(known[r] for r in c.references if r in known))
            for c in claim.citations
        ),
        evidence=tuple(line for line in corpus.evidence if line.claim == claim_id),
        grade=grades.get(claim_id, claim.grade),
        is_rejected=claim_id in corpus.rejected,
    )


def _tail(text: str) -> str:
    """Return the end of a text from its last paragraph, cut at a word."""
    last = text.rsplit("\n\n", 1)[-1]
    return last if len(last) < _CONTEXT else f"… {last.split(' ', 1)[-1]}"


def _head(text: str) -> str:
    first = text.split("\n\n", 1)[0]
    return first if len(first) < _CONTEXT else f"{first.rsplit(' ', 1)[0]} …"


def trace_json(found: Trace) -> dict[str, Any]:
    """Return a chain as plain values: the public claim, and what stands behind it."""
    return {
        "claim": claim_to_json(found.record, found.claim),
        "context": {"before": found.before, "after": found.after},
        "citations": [
            {
                "marker": item.citation.marker,
                "state": item.citation.state.value,
                "scope": item.citation.scope.value,
                "references": [to_plain(reference) for reference in item.references],
            }
            for item in found.citations
        ],
        "evidence": [to_plain(line) for line in found.evidence],
        "grade": to_plain(found.grade),
        "rejected": found.is_rejected,
    }


def trace_text(found: Trace) -> str:
    """Return a chain for reading, from the statement down to the grade."""
    claim, document = found.claim, found.record.document
    path = " › ".join(title or "(no heading)" for title in document.section_path(claim.section))
    lines = [
        f"{claim.subject.label} — {claim.predicate.value} → {claim.object.label}",
        f"  claim     {claim.id}: {claim.polarity.value}, {claim.certainty.value}"
        + (", rejected by people" if found.is_rejected else ""),
        f"  document  {document.id}: {path}",
        f"  quote     {_line(found.before)}[{_line(claim.quote.exact)}]{_line(found.after)}",
        f"            offsets {claim.quote.start} to {claim.quote.end}",
    ]
    lines += [line for item in found.citations for line in _citation_lines(item)]
    if not found.citations:
        lines.append("  citation  none: the claim is uncited")
    lines += [_study_line(line) for line in found.evidence]
    if found.grade is not None:
        lines.append(f"  grade     {found.grade.level} {found.grade.label} (estimated)")
        lines += [f"            - {reason}" for reason in found.grade.reasons]
    return "\n".join(lines)


def _citation_lines(item: CitationTrace) -> list[str]:
    citation = item.citation
    scope = citation.scope.value.replace("_", " ")
    lines = [f"  citation  {citation.marker}: {citation.state.value}, {scope}"]
    for reference in item.references:
        lines.append(f"  reference {reference.id}: {_line(reference.raw)}")
        lines.append(f"            {reference.work}")
    return lines


def _study_line(line: EvidenceLine) -> str:
    parts = [line.design.value.replace("_", " ") if line.design.value != "none" else "no design"]
    if line.population:
        parts.append(line.population)
    if line.sample_size is not None:
        parts.append(f"n = {line.sample_size}")
    return f"  study     {line.study}: {line.direction.value}; {', '.join(parts)}"


def _line(text: str) -> str:
    """Return a text on one line, with blanks at its ends kept as one."""
    inner = " ".join(text.split())
    return f"{' ' if text[:1].isspace() else ''}{inner}{' ' if text[-1:].isspace() else ''}"

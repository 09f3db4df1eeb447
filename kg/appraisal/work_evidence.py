"""Evidence lines from the cited works themselves, kept apart from what the article says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.appraisal.anchoring import Anchors
from kg.appraisal.verification import Verification, identities
from kg.model.appraisal import CheckedText, EvidenceLine, WorkCheck
from kg.model.claim import Claim
from kg.model.document import CitationState, Document
from kg.model.record import DocumentRecord


def check_of(claim: Claim, found: Verification, checked: CheckedText) -> WorkCheck:
    """Return an answer with the anchor that lets it survive a rebuild."""
    return WorkCheck(
        claim=claim.id,
        document=claim.document,
        exact=claim.quote.exact,
        prefix=claim.quote.prefix,
        suffix=claim.quote.suffix,
        start=claim.quote.start,
        subject=claim.subject.label,
        predicate=claim.predicate.value,
        object=claim.object.label,
        polarity=claim.polarity,
        work=found.work,
        direction=found.direction,
        checked=checked,
        quote=found.quote,
        quote_start=found.start,
        design=found.design,
    )


def merge_checks(known: Iterable[WorkCheck], new: Iterable[WorkCheck]) -> tuple[WorkCheck, ...]:
    """Return both; of two about the same claim and work the new one, sorted by claim and work."""
    latest = {(check.claim, check.work): check for check in (*known, *new)}
    return tuple(latest[key] for key in sorted(latest))


def work_lines(
    records: Sequence[DocumentRecord], checks: Sequence[WorkCheck]
) -> Iterator[EvidenceLine]:
    """Yield the evidence lines of works, each of the claim that is now where it was checked.

    A check of a claim that is gone, or that no longer cites the work, gives no line and is kept.
    """
    if not checks:
        return
    anchors = Anchors(records)
    documents = {
        claim.id: record.document for record in reversed(records) for claim in record.claims
    }
    for check in checks:
        claim = anchors.claim_of(check)
        if claim is None:
            continue
        citing = _citing(claim, documents[claim.id], check.work)
        if citing:
            yield EvidenceLine(
                claim=claim.id,
                direction=check.direction,
                design=claim.design,
                study=check.work,
                works=(check.work,),
                citations=citing,
                verified_design=check.design,
                basis="work",
                quote=check.quote,
                checked=check.checked,
            )


def _citing(claim: Claim, document: Document, work: str) -> tuple[int, ...]:
    """Return the indices of the claim's citations that lead to the work."""
    keys = {ref.id for ref in document.references if work in identities(ref)}
    return tuple(
        index
        for index, citation in enumerate(claim.citations)
        if citation.state is CitationState.RESOLVED and keys & set(citation.references)
    )

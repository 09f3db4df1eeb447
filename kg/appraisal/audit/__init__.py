"""What a fact-checker must look at, in words that an editor understands."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kg.appraisal.audit.scene import Scene
from kg.appraisal.audit.sources import (
    duplicate_references,
    missing_references,
    placeholders,
    retracted_works,
    unattached_markers,
    uncited_claims,
    unused_references,
)
from kg.appraisal.audit.strength import animal_only, overclaims, underclaims
from kg.appraisal.audit.substance import contradictions, suspicious_doses
from kg.appraisal.rules import GradingRules
from kg.model.appraisal import Corpus, Finding
from kg.model.record import DocumentRecord

AUDITORS: tuple[Callable[[Scene], Iterator[Finding]], ...] = (
    suspicious_doses,
    missing_references,
    retracted_works,
    contradictions,
    overclaims,
    animal_only,
    uncited_claims,
    placeholders,
    underclaims,
    unused_references,
    duplicate_references,
    unattached_markers,
)


def audit(
    records: Iterable[DocumentRecord], corpus: Corpus, rules: GradingRules | None = None
) -> tuple[Finding, ...]:
    """Return all findings, sorted by document, place and kind; the order of records is no matter.

    Args:
        records: The documents with their claims.
        corpus: What ``appraise_corpus`` made of the same records.
        rules: The grading rules that it was made with, or None for those citegraph ships.
    """
    ordered = sorted(
        records, key=lambda record: (record.document.id, record.document.source.sha256)
    )
    scene = Scene(ordered, corpus, rules)
    found = {finding for auditor in AUDITORS for finding in auditor(scene)}
    return tuple(sorted(found, key=_order))


def _order(finding: Finding) -> tuple[str, int, str, str, str]:
    start = finding.span.start if finding.span else -1
    return finding.document, start, finding.kind.value, finding.quote, finding.message

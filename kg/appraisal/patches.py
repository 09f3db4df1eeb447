"""Curation patches: JSON files of people's judgements, read strictly and written canonically."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from kg.appraisal.curation import Verdicts, effective
from kg.errors import CurationError, ShapeError
from kg.lexicon.loading import load_entries
from kg.model.appraisal import Decision, Judgement
from kg.model.claim import Claim
from kg.model.claim_json import claim_to_json
from kg.model.closed_terms import Predicate
from kg.model.codec import from_plain, to_plain
from kg.model.record import DocumentRecord

FORMAT = "citegraph-patch"
VERSION = 1
_LARGEST = 32_000_000  # bytes of one patch
_MOST = 100_000  # judgements in one patch
_REMEDY = 'a patch is {"format": "citegraph-patch", "version": 1, "judgements": [...]}'
_CORRECTIONS = (
    "corrected_subject",
    "corrected_predicate",
    "corrected_object",
    "corrected_polarity",
)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person decided so; an entry of kg/data/curation.yaml."""

    id: str
    decisions: tuple[Decision, ...]
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class _Patch:
    format: str
    version: int
    judgements: tuple[Judgement, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """A claim with the verdicts that people gave on it: what a ClaimReview may be made from."""

    record: DocumentRecord
    claim: Claim
    judgements: tuple[Judgement, ...]


@cache
def reasons() -> Mapping[str, Reason]:
    """Return the typed reasons by id."""
    return {reason.id: reason for reason in load_entries("curation", Reason)}


def parse_patch(data: bytes, name: str) -> tuple[Judgement, ...]:
    """Return the judgements of a patch, in its order.

    Raises:
        CurationError: It is no patch, has an unknown key, or a judgement does not hold together.
    """
    if len(data) > _LARGEST:
        raise CurationError("the patch is larger than 32 MB", path=name, remedy="split it")
    try:
        value: Any = json.loads(data)
        patch = from_plain(_Patch, value)
    except (ValueError, RecursionError) as error:
        message = error.message if isinstance(error, ShapeError) else str(error)
        raise CurationError(message, path=name, remedy=_REMEDY) from error
    if patch.format != FORMAT or patch.version != VERSION:
        raise CurationError(f"expected format {FORMAT}, version {VERSION}", path=name)
    if len(patch.judgements) > _MOST:
        raise CurationError(f"more than {_MOST} judgements", path=name, remedy="split it")
    for number, judgement in enumerate(patch.judgements):
        if fault := _fault(judgement):
            raise CurationError(f"judgement {number}: {fault}", path=name, remedy=_REMEDY)
    return patch.judgements


def format_patch(judgements: Iterable[Judgement]) -> str:
    """Return a patch as text; the same judgements give the same bytes."""
    plain = {"format": FORMAT, "version": VERSION, "judgements": to_plain(tuple(judgements))}
    return json.dumps(plain, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def merge(old: Iterable[Judgement], new: Iterable[Judgement]) -> tuple[Judgement, ...]:
    """Return all judgements, sorted, each once; nothing is ever overwritten."""
    return tuple(sorted({*old, *new}, key=_order))


def reviewed(
    records: Sequence[DocumentRecord], judgements: Sequence[Judgement]
) -> tuple[Review, ...]:
    """Return the claims that people have judged, in document order; no others."""
    verdicts = effective(records, judgements)
    by_claim: dict[str, list[Judgement]] = {}
    for claim, judgement in verdicts.anchored:
        by_claim.setdefault(claim, []).append(judgement)
    return tuple(
        Review(record, claim, tuple(by_claim[claim.id]))
        for record in sorted(records, key=lambda record: record.document.id)
        for claim in record.claims
        if claim.id in by_claim
    )


def dataset_lines(
    records: Sequence[DocumentRecord], judgements: Sequence[Judgement]
) -> Iterator[str]:
    """Yield people's decisions as JSON lines: the claim as extracted, and each verdict on it."""
    for review in reviewed(records, judgements):
        claim = claim_to_json(review.record, review.claim)
        for judgement in review.judgements:
            row = {
                "claim": claim,
                "decision": judgement.decision.value,
                "reason": judgement.reason,
                "curator": judgement.curator,
                "decidedAt": judgement.decided_at,
                "note": judgement.note,
                "corrected": {
                    "subject": judgement.corrected_subject,
                    "predicate": judgement.corrected_predicate,
                    "object": judgement.corrected_object,
                    "polarity": to_plain(judgement.corrected_polarity),
                },
            }
            yield json.dumps(row, ensure_ascii=False)


def describe(verdicts: Verdicts, claim: str) -> str:
    """Return how people stand on a claim, in words.

    >>> describe(Verdicts(frozenset(), {}, {}, {}), "0")
    'not judged'
    """
    vote = verdicts.votes.get(claim)
    if vote is None:
        return "not judged"
    if vote.is_split:
        return f"disputed: {vote.accept + vote.correct} for, {vote.reject} against"
    if vote.is_rejected:
        return "rejected"
    return "corrected" if vote.correct else "accepted"


def _fault(judgement: Judgement) -> str | None:
    """Return what is wrong with a judgement, or None."""
    reason = reasons().get(judgement.reason)
    if reason is None:
        return f"reason {judgement.reason!r} is none of {', '.join(reasons())}"
    if judgement.decision not in reason.decisions:
        return f"reason {judgement.reason!r} is not for {judgement.decision.value}"
    if not judgement.exact or judgement.start < 0:
        return "the quote must not be empty, nor its start negative"
    if not judgement.curator.strip() or not _is_time(judgement.decided_at):
        return "a curator and a time in ISO 8601 are needed"
    return _correction_fault(judgement)


def _correction_fault(judgement: Judgement) -> str | None:
    given = [name for name in _CORRECTIONS if getattr(judgement, name) is not None]
    if (judgement.decision is Decision.CORRECT) != bool(given):
        return "a correction, and only a correction, says what is right"
    if any(not str(getattr(judgement, name)).strip() for name in given):
        return "a correction must not be empty"
    predicate = judgement.corrected_predicate
    if predicate is not None and predicate not in {member.value for member in Predicate}:
        return f"{predicate!r} is no predicate"
    return None


def _is_time(text: str) -> bool:
    if not re.match(r"\d{4}-\d{2}-\d{2}T", text):
        return False
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return False
    return True


def _order(judgement: Judgement) -> tuple[str, int, str, str, str]:
    return (
        judgement.document,
        judgement.start,
        judgement.claim,
        judgement.decided_at,
        judgement.curator,
    )

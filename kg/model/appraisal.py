"""What appraisal makes of claims: evidence lines, propositions with belief, findings."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kg.model.claim import Grade
from kg.model.closed_terms import Design, Polarity, Predicate
from kg.model.spans import Span


class Direction(StrEnum):
    """How an evidence line bears on a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class CheckedText:
    """Which text of a cited work was looked at, and how.

    Attributes:
        name: File, or file and entry.
        sha256: Hex digest of the file.
        method: ``claims`` (compared as statements) or ``words``.
        version: Of citegraph.
    """

    name: str
    sha256: str
    method: str
    version: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """What bears on a claim.

    Attributes:
        claim: Id of the claim.
        direction: Whether it supports or disputes it; NONE where none is given.
        design: Design as the author of the article reports it.
        verified_design: Design found in the cited work itself, or None where nobody looked.
        study: Key of the study: the work's identity (``doi:…``) where a reference is resolved,
            otherwise ``{document}#{marker or sentence}`` for a study that is only described.
        works: Identities of the resolved works.
        citations: Indices into the claim's citations.
        population: As printed, or None.
        sample_size: Number of subjects, or None.
        basis: ``article`` (the article says so) or ``work`` (the cited work says so).
        quote: The cited work's words, for ``work``; None for ``article``.
        checked: The text that was looked at, for ``work``; None for ``article``.
    """

    claim: str
    direction: Direction
    design: Design
    study: str
    works: tuple[str, ...] = ()
    citations: tuple[int, ...] = ()
    population: str | None = None
    sample_size: int | None = None
    verified_design: Design | None = None
    basis: str = "article"
    quote: str | None = None
    checked: CheckedText | None = None


@dataclass(frozen=True, slots=True)
class Factor:
    """One step of a computed figure, for ``kg explain``."""

    rule: str
    words: str
    value: float


@dataclass(frozen=True, slots=True)
class Belief:
    """How sure the extraction and aggregation is, 0 to 1; never mixed with the grade.

    Attributes:
        score: Support and dispute together.
        support: From supporting evidence alone.
        dispute: From disputing evidence alone.
        factors: Every step, in order.
    """

    score: float
    support: float
    dispute: float
    factors: tuple[Factor, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposition:
    """Subject–predicate–object regardless of who says it.

    Attributes:
        id: 16 hex digits from the key.
        subject: Entity key (:mod:`kg.lexicon.label_identity`): CURIE, or what its label comes to.
        object: Likewise.
        supporting: Ids of claims that state it.
        disputing: Ids of claims that deny it.
        grade: Best grade among the supporting claims, after conflicts.
        status: ``supported``, ``disputed``, ``conflicting`` or ``uncited``.
    """

    id: str
    subject: str
    predicate: Predicate
    object: str
    subject_label: str
    object_label: str
    supporting: tuple[str, ...]
    disputing: tuple[str, ...]
    grade: int
    belief: Belief
    status: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two claims that cannot both hold as worded.

    Attributes:
        difference: What may explain it (population, dose, condition), in words, or None.
    """

    first: str
    second: str
    difference: str | None = None
    within_document: bool = True


class FindingKind(StrEnum):
    """What an audit can find; names are part of the public contract."""

    UNCITED_CLAIM = "uncited-claim"
    PLACEHOLDER_CITATION = "placeholder-citation"
    MISSING_REFERENCE = "missing-reference"
    UNUSED_REFERENCE = "unused-reference"
    SUSPICIOUS_DOSE = "suspicious-dose"
    CONTRADICTION = "contradiction"
    OVERCLAIM = "overclaim"
    UNDERCLAIM = "underclaim"
    ANIMAL_ONLY = "animal-only"
    RETRACTED = "retracted"
    UNATTACHED_MARKER = "unattached-marker"
    DUPLICATE_REFERENCE = "duplicate-reference"


class Severity(StrEnum):
    """How urgently a person must look."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a fact-checker must look at.

    Attributes:
        document: Id of the document.
        section: Titles from the top; None where a heading is missing.
        claim: Id of the claim, or None for findings about markers and references.
        quote: The words concerned, verbatim.
        message: What is wrong and what to do, in an editor's words.
        span: Where the quote stands, or None for references from beside the document.
        related: Ids of other claims concerned (the other side of a contradiction).
    """

    kind: FindingKind
    severity: Severity
    document: str
    section: tuple[str | None, ...]
    claim: str | None
    quote: str
    message: str
    span: Span | None = None
    related: tuple[str, ...] = ()


class Decision(StrEnum):
    """What a person decided about a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    CORRECT = "correct"


@dataclass(frozen=True, slots=True)
class ClaimAnchor:
    """Where a claim was when somebody looked at it, and what it said: enough to find it again.

    Attributes:
        claim: Id the claim had then.
        exact: The quote; with prefix, suffix and start the anchor (quote, then context, then
            position).
    """

    claim: str
    document: str
    exact: str
    prefix: str
    suffix: str
    start: int
    subject: str
    predicate: str
    object: str
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Judgement(ClaimAnchor):
    """A person's decision about a claim, anchored so that it survives rebuilds.

    Attributes:
        reason: A typed reason, such as ``wrong-subject``; see the data file.
        corrected_*: The corrected part, for CORRECT, or None.
        decided_at: ISO 8601, as given by the person's tool.
    """

    decision: Decision
    reason: str
    curator: str
    decided_at: str
    note: str | None = None
    corrected_subject: str | None = None
    corrected_predicate: str | None = None
    corrected_object: str | None = None
    corrected_polarity: Polarity | None = None


@dataclass(frozen=True, slots=True)
class WorkCheck(ClaimAnchor):
    """What a cited work was found to say about a claim.

    Attributes:
        work: Identity of the work.
        direction: Supports, disputes; NONE where nothing was found.
        quote: The work's words, or None where nothing was found.
        quote_start: Where they stand in the work's text, or None.
        design: Design that the work's text shows, or None.
    """

    work: str
    direction: Direction
    checked: CheckedText
    quote: str | None = None
    quote_start: int | None = None
    design: Design | None = None


@dataclass(frozen=True, slots=True)
class CorpusGrade:
    """A claim's grade in the context of all documents of a store."""

    claim: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A claim as it is now, and a person's decision that is about it, whatever id it had then."""

    claim: str
    judgement: Judgement


@dataclass(frozen=True, slots=True)
class Corpus:
    """What appraisal makes of all documents together; derived, rebuilt at will.

    Attributes:
        grades: One a claim, sorted by claim id.
        evidence: Every evidence line, sorted by claim, then study.
        propositions: Sorted by id.
        conflicts: Sorted by the claims' ids.
        rejected: Ids of claims that people rejected, sorted.
        judged: Every decision that fits a claim, with that claim; by claim, then by time.
    """

    grades: tuple[CorpusGrade, ...]
    evidence: tuple[EvidenceLine, ...]
    propositions: tuple[Proposition, ...]
    conflicts: tuple[Conflict, ...]
    rejected: tuple[str, ...] = ()
    judged: tuple[JudgedClaim, ...] = ()


@dataclass(frozen=True, slots=True)
class CorpusEvidence:
    """The evidence lines of a corpus, where nothing else of it is wanted."""

    evidence: tuple[EvidenceLine, ...]

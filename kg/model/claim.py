"""Claims: what one document states in one place, and how it states it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from importlib import import_module

from kg.model.closed_terms import (
    Attribution,
    Certainty,
    Design,
    EntityType,
    Polarity,
    Predicate,
    Scope,
    Via,
    Wording,
)
from kg.model.document import CitationState
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Quote:
    """The verbatim text of a claim (W3C TextQuoteSelector and TextPositionSelector).

    ``document.text[start:end] == exact``; prefix and suffix are up to 32 code points around it.
    """

    exact: str
    start: int
    end: int
    prefix: str
    suffix: str

    @property
    def span(self) -> Span:
        """Return the range of the quote."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Grounding:
    """Why a mention was tied to an identifier.

    Attributes:
        id: A CURIE, such as ``MESH:D020900``.
        score: 0 to 1, higher is surer.
        reason: How it matched: ``exact label``, ``synonym``, ``plural``, ``head``, …
        vocabulary: Which vocabulary and release the term comes from.
        exact_matches: Other CURIEs of the same concept.
    """

    id: str
    score: float
    reason: str
    vocabulary: str
    exact_matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """Subject or object of a claim: a mention, and the entity that it names.

    Attributes:
        label: Canonical name: anaphora resolved, synonym folded, determiner dropped, deficiency
            spelled out ("vitamin B12 deficiency").
        text: What the document says; ``document.text[start:end] == text``.
        start: Offset of ``text``, which lies in the quote unless ``via`` says otherwise.
        via: How a label that is not in the quote was reached; None when it is in the quote.
        grounding: The identifier and why, or None where no vocabulary knows the thing.
    """

    label: str
    text: str
    start: int
    end: int
    type: EntityType = EntityType.OTHER
    via: Via | None = None
    grounding: Grounding | None = None

    @property
    def id(self) -> str | None:
        """Return the CURIE, or None."""
        return self.grounding.id if self.grounding else None

    @property
    def span(self) -> Span:
        """Return the range of the mention."""
        return Span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A dose or range with its unit and period; the text is kept as printed.

    Attributes:
        min: Lower figure in ``unit``; equal to ``max`` for a single figure; 0 for "up to".
        max: Upper figure.
        unit: Unit symbol (``mg``, ``ug``, ``g``, ``IU``, ``/uL``, ``g/dL``).
        period: ``day``, ``week``, … or None where none is given.
        times_min: How often in one period, lower bound; 0 for "up to twice".
        times_max: Upper bound.
        daily_min: ``min`` × ``times_min`` per day (``times_min`` counts as 1 when it is 0).
        daily_max: Upper bound of the daily amount.
        per_kg: Whether the figure is per kilogram of body weight.
        duration: "for four months", as printed, or None.
        route: "oral", "intravenous", …, or None.
        remark: "with meals" and the like, as printed, or None.
    """

    text: str
    min: float
    max: float
    unit: str
    period: str | None = None
    times_min: float | None = None
    times_max: float | None = None
    daily_min: float | None = None
    daily_max: float | None = None
    per_kg: bool = False
    duration: str | None = None
    route: str | None = None
    remark: str | None = None


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What narrows a claim, each as printed in the document, or None."""

    population: str | None = None
    comparator: str | None = None
    condition: str | None = None
    statistic: str | None = None
    sample_size: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """The link from a claim to one reference through a marker, or the link's failure.

    One citation a pointer: ``[4-6]`` gives three, ``(x, x)`` two, all with the marker's range.

    Attributes:
        references: One id when resolved; candidates when ambiguous; empty otherwise.
        confidence: How sure the attachment is, 0 to 1.
    """

    marker: str
    start: int
    end: int
    scope: Scope
    state: CitationState
    references: tuple[str, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Grade:
    """How strong the reported evidence is: this project's estimate, never the GRADE of a body.

    Attributes:
        level: 0 (ungraded) to 4 (high).
        label: ``ungraded``, ``very low``, ``low``, ``moderate``, ``high``.
        reasons: One line for each rule that fired, in order.
        rules: Ids of the fired rules, in the same order.
    """

    level: int
    label: str
    reasons: tuple[str, ...]
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """Subject, predicate, object; what one document states in one place.

    Stages fill it from left to right: extraction makes it, grounding sets the identifiers and
    mints ``id``, appraisal attaches citations and grades it.

    Attributes:
        id: 16 hex digits, from :func:`claim_id`; empty before grounding.
        document: Id of the document.
        section: Index into the document's sections.
        sentence: Index into the document's sentences.
        trigger: Range of the word or words that state the relation, for highlighting.
        study: Range of the words that name the study ("In an animal study"), or None.
        confidence: How sure the extraction is, 0 to 1; never mixed with the grade.
        rule: Id of the pattern that made it.
        extractor: ``rules``, or the name of another extractor.
    """

    document: str
    section: int
    sentence: int
    quote: Quote
    subject: Argument
    predicate: Predicate
    object: Argument
    polarity: Polarity = Polarity.AFFIRMED
    certainty: Certainty = Certainty.ASSERTED
    wording: Wording = Wording.NONE
    design: Design = Design.NONE
    attribution: Attribution = Attribution.COMMON_KNOWLEDGE
    quantity: Quantity | None = None
    qualifiers: Qualifiers = Qualifiers()
    trigger: Span | None = None
    study: Span | None = None
    confidence: float = 1.0
    rule: str = ""
    extractor: str = "rules"
    id: str = ""
    citations: tuple[Citation, ...] = ()
    grade: Grade | None = None

    def _repr_html_(self) -> str:
        """Return the claim with its grade, quote and citations, for a notebook."""
        return str(import_module("kg.views.notebook").claim_html(self))  # views stand above

    def identified(self, document_sha256: str) -> Claim:
        """Return the claim with its id set."""
        return replace(self, id=claim_id(document_sha256, self))


def claim_id(document_sha256: str, claim: Claim) -> str:
    """Return the stable id of a claim: 16 hex digits.

    The same statement at the same place of the same bytes has the same id on every machine.
    """
    parts = (
        document_sha256,
        str(claim.quote.start),
        str(claim.quote.end),
        claim.subject.label,
        claim.predicate.value,
        claim.object.label,
        claim.polarity.value,
    )
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]

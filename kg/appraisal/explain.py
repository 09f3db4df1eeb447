"""Every factor of a grade and of a belief, in words and as JSON, for ``kg explain``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.appraisal.audit.scene import Scene
from kg.appraisal.audit.strength import animal_only, overclaims, underclaims
from kg.lexicon.label_identity import fold
from kg.model.appraisal import (
    Conflict,
    Corpus,
    Direction,
    EvidenceLine,
    Factor,
    Proposition,
)
from kg.model.claim import Claim, Grade
from kg.model.codec import to_plain
from kg.model.record import DocumentRecord
from kg.model.spans import Span


@dataclass(frozen=True, slots=True)
class Testimonial:
    """One claim within an explanation: who says it, in which words.

    Attributes:
        stands: False where people rejected the claim.
    """

    claim: str
    document: str
    quote: str
    start: int
    polarity: str
    design: str
    grade: int
    confidence: float
    stands: bool


@dataclass(frozen=True, slots=True)
class ClaimExplanation:
    """Why a claim has its grade, and what bears on it.

    Attributes:
        grade: In the context of all documents.
        grade_alone: As its own document gave it.
        citations: One line a citation: marker, state, scope.
        conflicts: What else is said, and what may explain it.
        proposition: The proposition that it states or denies, or None where it was rejected.
        alerts: How its wording and its evidence clash, as the audit words it.
    """

    claim: str
    statement: str
    document: str
    quote: str
    certainty: str
    polarity: str
    confidence: float
    grade: Grade
    grade_alone: Grade | None
    citations: tuple[str, ...]
    evidence: tuple[EvidenceLine, ...]
    conflicts: tuple[Conflict, ...]
    proposition: str | None
    rejected: bool
    alerts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PropositionExplanation:
    """Why a proposition is believed as far as it is: each claim, each factor."""

    id: str
    statement: str
    status: str
    grade: int
    belief: float
    support: float
    dispute: float
    factors: tuple[Factor, ...]
    supporting: tuple[Testimonial, ...]
    disputing: tuple[Testimonial, ...]
    conflicts: tuple[Conflict, ...]


def explain_claim(
    records: Iterable[DocumentRecord], corpus: Corpus, claim: str
) -> ClaimExplanation | None:
    """Return the explanation of the claim with that id, or None where there is none."""
    own = next((r for r in records if any(one.id == claim for one in r.claims)), None)
    if own is None:
        return None
    found = next(one for one in own.claims if one.id == claim)
    grades = {entry.claim: entry.grade for entry in corpus.grades}
    return ClaimExplanation(
        claim=found.id,
        statement=_statement(found.subject.label, found.predicate.value, found.object.label),
        document=found.document,
        quote=found.quote.exact,
        certainty=found.certainty.value,
        polarity=found.polarity.value,
        confidence=round(found.confidence, 2),
        grade=grades.get(claim) or found.grade or Grade(0, "ungraded", ()),
        grade_alone=found.grade,
        citations=tuple(
            f"{c.marker}: {c.state.value}, {c.scope.value.replace('_', ' ')}"
            + (f" → {', '.join(c.references)}" if c.references else "")
            for c in found.citations
        ),
        evidence=tuple(line for line in corpus.evidence if line.claim == claim),
        conflicts=tuple(c for c in corpus.conflicts if claim in {c.first, c.second}),
        proposition=next(
            (p.id for p in corpus.propositions if claim in {*p.supporting, *p.disputing}), None
        ),
        rejected=claim in corpus.rejected,
        alerts=_alerts(own, corpus, found),
    )


def _alerts(record: DocumentRecord, corpus: Corpus, claim: Claim) -> tuple[str, ...]:
    """Return what the audit says of the wording of the claim's sentence."""
    scene = Scene((record,), corpus, None)
    quote = Span(claim.quote.start, claim.quote.end)
    return tuple(
        f"{finding.kind.value}: {finding.message}"
        for auditor in (overclaims, underclaims, animal_only)
        for finding in auditor(scene)
        if (finding.claim == claim.id or (finding.span and finding.span.overlaps(quote)))
    )


def explain_proposition(
    records: Iterable[DocumentRecord], corpus: Corpus, proposition: str
) -> PropositionExplanation | None:
    """Return the explanation of the proposition with that id, or None where there is none."""
    found = next((p for p in corpus.propositions if p.id == proposition), None)
    if found is None:
        return None
    wanted = frozenset({*found.supporting, *found.disputing})
    claims = _claims(records, wanted)
    return PropositionExplanation(
        id=found.id,
        statement=_statement(found.subject_label, found.predicate.value, found.object_label),
        status=found.status,
        grade=found.grade,
        belief=found.belief.score,
        support=found.belief.support,
        dispute=found.belief.dispute,
        factors=found.belief.factors,
        supporting=_testimonials(claims, corpus, found.supporting),
        disputing=_testimonials(claims, corpus, found.disputing),
        conflicts=tuple(c for c in corpus.conflicts if {c.first, c.second} & wanted),
    )


def find_propositions(corpus: Corpus, words: str) -> tuple[Proposition, ...]:
    """Return the propositions whose subject, predicate and object hold all the words, best first.

    The words may be a proposition's id.
    """
    wanted = set(fold(words.lower()))
    found = []
    for proposition in corpus.propositions:
        if proposition.id == words:
            return (proposition,)
        statement = _statement(
            proposition.subject_label, proposition.predicate.value, proposition.object_label
        )
        held = set(fold(f"{statement} {proposition.predicate.value.lower()}"))
        if wanted and wanted <= held:
            found.append((len(held), -proposition.belief.score, proposition.id, proposition))
    return tuple(entry[-1] for entry in sorted(found))


def claim_words(explanation: ClaimExplanation) -> str:
    """Return the explanation of a claim for reading."""
    lines = [
        f"Claim {explanation.claim}: {explanation.statement}",
        f"  {explanation.document}: “{explanation.quote}”",
        f"  {explanation.polarity}, {explanation.certainty}; confidence of the extraction "
        f"{explanation.confidence:.2f}" + ("; rejected by people" if explanation.rejected else ""),
        f"Evidence grade (estimated): {explanation.grade.level} {explanation.grade.label}",
        *(f"  - {reason}" for reason in explanation.grade.reasons),
    ]
    alone = explanation.grade_alone
    if alone is not None and alone.level != explanation.grade.level:
        lines.append(f"  in its own document alone: {alone.level} {alone.label}")
    lines.append("Citations:" if explanation.citations else "Citations: none")
    lines += [f"  - {citation}" for citation in explanation.citations]
    lines += [f"Study: {_evidence_words(line)}" for line in explanation.evidence]
    lines += [_conflict_words(conflict, explanation.claim) for conflict in explanation.conflicts]
    lines += [f"Alert: {alert}" for alert in explanation.alerts]
    if explanation.proposition:
        lines.append(f"Proposition: {explanation.proposition}")
    return "\n".join(lines)


def proposition_words(explanation: PropositionExplanation) -> str:
    """Return the explanation of a proposition for reading."""
    lines = [
        f"Proposition {explanation.id}: {explanation.statement} ({explanation.status})",
        f"Best evidence grade (estimated): {explanation.grade}",
        (
            f"Belief in extraction and aggregation: {explanation.belief:.3f} "
            f"(support {explanation.support:.3f}, dispute {explanation.dispute:.3f})"
        ),
        *(f"  - {factor.words}" for factor in explanation.factors),
    ]
    for title, claims in (
        ("Stated by", explanation.supporting),
        ("Denied by", explanation.disputing),
    ):
        if claims:
            lines.append(f"{title}:")
            lines += [f"  - {claim.claim} {claim.document}: “{claim.quote}”" for claim in claims]
    lines += [_conflict_words(conflict, None) for conflict in explanation.conflicts]
    return "\n".join(lines)


def as_json(explanation: ClaimExplanation | PropositionExplanation) -> object:
    """Return an explanation as plain values, for JSON."""
    return to_plain(explanation)


def _claims(records: Iterable[DocumentRecord], wanted: frozenset[str]) -> dict[str, Claim]:
    return {claim.id: claim for record in records for claim in record.claims if claim.id in wanted}


def _statement(subject: str, predicate: str, obj: str) -> str:
    return f"{subject} — {predicate} — {obj}"


def _testimonials(
    claims: dict[str, Claim], corpus: Corpus, ids: Sequence[str]
) -> tuple[Testimonial, ...]:
    grades = {entry.claim: entry.grade.level for entry in corpus.grades}
    found = [claims[key] for key in ids if key in claims]
    return tuple(
        Testimonial(
            claim=claim.id,
            document=claim.document,
            quote=claim.quote.exact,
            start=claim.quote.start,
            polarity=claim.polarity.value,
            design=claim.design.value,
            grade=grades.get(claim.id, 0),
            confidence=round(claim.confidence, 2),
            stands=claim.id not in corpus.rejected,
        )
        for claim in sorted(found, key=lambda c: (c.document, c.quote.start, c.id))
    )


def _evidence_words(line: EvidenceLine) -> str:
    if line.basis == "work":
        return _work_words(line)
    words = f"{line.study}: {line.direction.value}, design {line.design.value} as reported"
    if line.verified_design is not None:
        words += f", {line.verified_design.value} as a catalogue says"
    if line.sample_size is not None:
        words += f", {line.sample_size} subjects"
    return words


def _work_words(line: EvidenceLine) -> str:
    """Return what the cited work itself says, kept apart from what the article reports of it."""
    if line.direction is Direction.NONE:
        return f"{line.study}: the work itself was looked at; no sentence bears the claim"
    verb = {Direction.SUPPORTS: "supports", Direction.DISPUTES: "disputes"}[line.direction]
    design = f" ({line.verified_design.value.replace('_', ' ')})" if line.verified_design else ""
    return f"{line.study}: the work itself{design} {verb} it: “{line.quote}”"


def _conflict_words(conflict: Conflict, claim: str | None) -> str:
    others = [key for key in (conflict.first, conflict.second) if key != claim]
    where = "in the same document" if conflict.within_document else "in another document"
    reason = f"; difference: {conflict.difference}" if conflict.difference else ""
    return f"Conflict with {' and '.join(others)} {where}{reason}"

"""Derived graphs: grades, propositions and conflicts; plain edges; people's decisions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.graph.claim_quads import argument_iri
from kg.graph.evidence_quads import write_work_evidence
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink, boolean, date_time
from kg.graph.sorting import LineSorter
from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import Conflict, Corpus, Judgement, Proposition
from kg.model.claim import Argument, Claim, Grade
from kg.model.closed_terms import Certainty, Polarity, Predicate
from kg.terms import KG, RDF, RDFS, individual, predicate


class GradesWriter:
    """Writes the graph ``…/grades``, which is rebuilt whenever the documents change."""

    def __init__(self, mint: Minter) -> None:
        self._mint = mint
        self._sink = QuadSink(mint.graph("grades"))
        self._sorter = LineSorter(self._sink)
        self._ends: dict[str, tuple[Argument, Argument, str, str]] = {}

    def add(self, claim: Claim, grade: Grade | None, *, is_rejected: bool) -> None:
        """Write the grade of a claim; ``grade`` is the one in the context of all documents."""
        iri = self._mint.claim(claim.id)
        self._ends[claim.id] = (
            claim.subject,
            claim.object,
            argument_iri(self._mint, claim, claim.subject),
            argument_iri(self._mint, claim, claim.object),
        )
        final = grade or claim.grade
        if final is not None:
            self._grade(iri, final)
        if is_rejected:
            self._sink.literal(iri, KG.isRejected, boolean(True))
        self._sorter.relieve()

    def _grade(self, iri: str, grade: Grade) -> None:
        sink, grading = self._sink, f"{iri}/grading"
        level = individual("grade", str(grade.level))
        for subject in (iri, grading):
            sink.iri(subject, KG.grade, level)
        sink.integer(iri, KG.gradeLevel, grade.level)
        sink.iri(iri, KG.hasGrading, grading)
        sink.iri(grading, RDF.type, KG.Grading)
        for number, words in enumerate(grade.reasons):
            reason = f"{grading}/reason/{number}"
            sink.iri(grading, KG.hasReason, reason)
            sink.iri(reason, RDF.type, KG.Reason)
            sink.integer(reason, KG.position, number)
            sink.string(reason, RDFS.comment, words)
            if number < len(grade.rules):
                sink.string(reason, KG.rule, grade.rules[number])

    def finish(self, corpus: Corpus) -> Iterator[str]:
        """Write propositions, conflicts and what works say; return the sorted lines."""
        for proposition in corpus.propositions:
            self._proposition(proposition)
            self._sorter.relieve()
        for conflict in corpus.conflicts:
            self._conflict(conflict)
        for line in corpus.evidence:
            if line.basis == "work":
                write_work_evidence(self._sink, self._mint, line)
        return self._sorter.lines()

    def _proposition(self, proposition: Proposition) -> None:
        sink, iri = self._sink, self._mint.proposition(proposition.id)
        claims = (*proposition.supporting, *proposition.disputing)
        subject, target = self._ends_of(proposition, claims)
        sink.iri(iri, RDF.type, KG.Proposition)
        sink.iri(iri, RDF.subject, subject)
        sink.iri(iri, RDF.predicate, predicate(proposition.predicate.value))
        sink.iri(iri, RDF.object, target)
        words = (proposition.subject_label, proposition.predicate.value, proposition.object_label)
        sink.string(iri, RDFS.label, " ".join(words))
        sink.string(iri, KG.subjectLabel, proposition.subject_label)
        sink.string(iri, KG.objectLabel, proposition.object_label)
        sink.iri(iri, KG.grade, individual("grade", str(proposition.grade)))
        sink.integer(iri, KG.gradeLevel, proposition.grade)
        sink.iri(iri, KG.status, individual("status", proposition.status))
        for claim in proposition.supporting:
            sink.iri(iri, KG.statedBy, self._mint.claim(claim))
        for claim in proposition.disputing:
            sink.iri(iri, KG.deniedBy, self._mint.claim(claim))
        self._belief(iri, proposition)

    def _ends_of(self, proposition: Proposition, claims: Iterable[str]) -> tuple[str, str]:
        """Name subject and object; a claim may state the inverse relation, ends exchanged."""
        for claim in claims:
            if claim in self._ends:
                first, second, subject, target = self._ends[claim]
                key = proposition.subject
                is_inverse = entity_key(first) != key == entity_key(second)
                return (target, subject) if is_inverse else (subject, target)
        return (
            self._mint.label_entity(proposition.subject_label),
            self._mint.label_entity(proposition.object_label),
        )

    def _belief(self, iri: str, proposition: Proposition) -> None:
        sink, belief = self._sink, proposition.belief
        sink.decimal(iri, KG.belief, belief.score)
        sink.decimal(iri, KG.supportBelief, belief.support)
        sink.decimal(iri, KG.disputeBelief, belief.dispute)
        for number, factor in enumerate(belief.factors):
            step = f"{iri}/factor/{number}"
            sink.iri(iri, KG.hasFactor, step)
            sink.iri(step, RDF.type, KG.Factor)
            sink.integer(step, KG.position, number)
            sink.string(step, KG.rule, factor.rule)
            sink.string(step, RDFS.comment, factor.words)
            sink.decimal(step, KG.factorValue, factor.value)

    def _conflict(self, conflict: Conflict) -> None:
        sink = self._sink
        first, second = self._mint.claim(conflict.first), self._mint.claim(conflict.second)
        iri = self._mint.thing("conflict", *sorted((conflict.first, conflict.second)))
        sink.iri(iri, RDF.type, KG.Conflict)
        sink.iri(iri, KG.betweenClaims, first)
        sink.iri(iri, KG.betweenClaims, second)
        sink.iri(first, KG.conflictsWith, second)
        sink.iri(second, KG.conflictsWith, first)
        sink.string(iri, KG.difference, conflict.difference)
        sink.literal(iri, KG.withinDocument, boolean(conflict.within_document))


class DirectWriter:
    """Writes the graph ``…/direct``: plain edges of what documents affirm.

    A claim that is negated, hypothetical or rejected never becomes a plain triple.
    """

    def __init__(self, mint: Minter) -> None:
        self._mint = mint
        self._sink = QuadSink(mint.graph("direct"))

    def add(self, claim: Claim, *, is_rejected: bool) -> None:
        """Write the edge of a claim, if it may have one."""
        if is_plain(claim) and not is_rejected:
            subject = argument_iri(self._mint, claim, claim.subject)
            target = argument_iri(self._mint, claim, claim.object)
            self._sink.iri(subject, predicate(claim.predicate.value), target)

    def finish(self) -> list[str]:
        """Return the sorted lines of the graph."""
        return self._sink.sorted_lines()


def is_plain(claim: Claim) -> bool:
    """Say whether a claim may become a plain triple, people's decisions apart."""
    return claim.polarity is Polarity.AFFIRMED and claim.certainty is not Certainty.HYPOTHETICAL


def curation_lines(judgements: Iterable[Judgement], mint: Minter) -> list[str]:
    """Return the sorted lines of the graph ``…/curation``; every decision is kept."""
    sink = QuadSink(mint.graph("curation"))
    for judgement in judgements:
        _judgement(sink, judgement, mint)
    return sink.sorted_lines()


def judgement_iri(judgement: Judgement, mint: Minter) -> str:
    """Name a decision by what was decided, by whom and when."""
    parts = (
        judgement.claim, judgement.decision.value, judgement.reason, judgement.curator,
        judgement.decided_at, judgement.note or "", judgement.corrected_subject or "",
        judgement.corrected_predicate or "", judgement.corrected_object or "",
        judgement.corrected_polarity.value if judgement.corrected_polarity else "",
    )  # fmt: skip
    return mint.thing("judgement", *parts)


def _judgement(sink: QuadSink, judgement: Judgement, mint: Minter) -> None:
    iri = judgement_iri(judgement, mint)
    sink.iri(iri, RDF.type, KG.Judgement)
    sink.iri(iri, KG.judges, mint.claim(judgement.claim))
    sink.iri(iri, KG.decision, individual("decision", judgement.decision.value))
    sink.string(iri, KG.judgementReason, judgement.reason)
    sink.string(iri, KG.curator, judgement.curator)
    sink.literal(iri, KG.decidedAt, date_time(judgement.decided_at))
    sink.string(iri, KG.quoteText, judgement.exact)
    sink.string(iri, RDFS.comment, judgement.note)
    sink.string(iri, KG.correctedSubject, judgement.corrected_subject)
    sink.string(iri, KG.correctedObject, judgement.corrected_object)
    if judgement.corrected_predicate in {member.value for member in Predicate}:
        sink.iri(iri, KG.correctedPredicate, predicate(str(judgement.corrected_predicate)))
    if judgement.corrected_polarity is not None:
        polarity = individual("polarity", judgement.corrected_polarity.value)
        sink.iri(iri, KG.correctedPolarity, polarity)

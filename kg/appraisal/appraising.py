"""The two entries of appraisal: one document, and all documents together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.appraisal.attachment import attach, unattached
from kg.appraisal.belief import Testimony, believe, precision
from kg.appraisal.context import Context, Entry
from kg.appraisal.curation import effective
from kg.appraisal.evidence import evidence_lines
from kg.appraisal.grading import grade
from kg.appraisal.propositions import PropositionKey, article_key, disputes, supports
from kg.appraisal.rules import GradingRules
from kg.appraisal.work_evidence import work_lines
from kg.model.appraisal import (
    Corpus,
    CorpusGrade,
    EvidenceLine,
    JudgedClaim,
    Judgement,
    Proposition,
    WorkCheck,
)
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.record import DocumentRecord


def appraise(
    document: Document, claims: Sequence[Claim], rules: GradingRules | None = None
) -> DocumentRecord:
    """Return the document's record: claims with citations and grades, sorted by position.

    The grade is that in the context of this document alone; :func:`appraise_corpus` grades in
    the context of all.

    Args:
        document: As read.
        claims: As grounded, with ids.
        rules: A person's own grading rules; None for those that citegraph ships.
    """
    attached = attach(document, claims)
    record = DocumentRecord(document, attached, unattached(document, attached))
    context = Context.of([record], effective([record], ()), rules)
    graded = (
        replace(claim, grade=grade(context.facts(entry), rules))
        for claim, entry in zip(attached, context.entries, strict=True)
    )
    ordered = sorted(graded, key=lambda claim: (claim.quote.start, claim.quote.end, claim.id))
    return replace(record, claims=tuple(ordered))


def appraise_corpus(
    records: Iterable[DocumentRecord],
    judgements: Iterable[Judgement] = (),
    rules: GradingRules | None = None,
    checks: Sequence[WorkCheck] = (),
) -> Corpus:
    """Return what all documents say together: grades, evidence, propositions, conflicts.

    Rejected claims keep their evidence and grade, and take no part in propositions, conflicts or
    the grades of others. What the cited works were found to say stands in evidence lines of its
    own and moves no grade. The order of the records does not matter; they are taken one by one and
    let go, unless there are judgements or checks.

    Args:
        records: Of all documents.
        judgements: People's decisions.
        rules: A person's own grading rules; None for those that citegraph ships.
        checks: What the texts of cited works say (``kg verify``).
    """
    judgements = tuple(judgements)
    if judgements or checks:  # these are anchored in quotes, which takes all of the records
        records = sorted(
            records, key=lambda record: (record.document.id, record.document.source.sha256)
        )
        verdicts, works = effective(records, judgements), tuple(work_lines(records, checks))
    else:
        verdicts, works = effective((), ()), ()
    context = Context.of_many(records, verdicts, rules)
    grades = {entry.claim.id: grade(context.facts(entry), rules) for entry in context.entries}
    lines = {line for entry in context.entries for line in context.lines(entry)}
    lines.update(works)
    return Corpus(
        grades=tuple(CorpusGrade(key, value) for key, value in sorted(grades.items())),
        evidence=tuple(sorted(lines, key=lambda line: (line.claim, line.study, line.basis))),
        propositions=_propositions(context, {key: value.level for key, value in grades.items()}),
        conflicts=tuple(clash.record for clash in context.clashes),
        rejected=tuple(sorted(verdicts.rejected)),
        judged=tuple(
            JudgedClaim(claim, judgement)
            for claim, judgement in sorted(verdicts.anchored, key=lambda pair: pair[0])
        ),
    )


def article_evidence(record: DocumentRecord) -> tuple[EvidenceLine, ...]:
    """Return the evidence lines that an article itself gives for its claims, claim by claim.

    They are those of :func:`appraise_corpus` on the basis ``article``, where no decision corrects
    a claim and no catalogue adds to what is known of the works.
    """
    document = record.document
    article, references = article_key(document), {ref.id: ref for ref in document.references}
    return tuple(
        line for claim in record.claims for line in evidence_lines(article, claim, references)
    )


def _propositions(context: Context, levels: dict[str, int]) -> tuple[Proposition, ...]:
    found = (_proposition(context, key, levels) for key in context.keys)
    return tuple(sorted(found, key=lambda proposition: proposition.id))


def _proposition(context: Context, key: PropositionKey, levels: dict[str, int]) -> Proposition:
    entries = context.entries_of(key)
    for_it = [entry for entry in entries if supports(entry.claim.polarity)]
    against = [entry for entry in entries if disputes(entry.claim.polarity)]
    against += [e for e in context.contrary(for_it) if e not in against]
    belief = believe(_testimonies(context, for_it), _testimonies(context, against))
    first = min((for_it or against), key=lambda entry: entry.place)
    subject, obj = context.labels(first, key)
    return Proposition(
        id=key.id,
        subject=key.subject,
        predicate=key.predicate,
        object=key.object,
        subject_label=subject,
        object_label=obj,
        supporting=tuple(sorted({entry.claim.id for entry in for_it})),
        disputing=tuple(sorted({entry.claim.id for entry in against})),
        grade=max((levels[entry.claim.id] for entry in for_it), default=0),
        belief=belief,
        status=_status(for_it, against),
    )


def _status(for_it: Sequence[Entry], against: Sequence[Entry]) -> str:
    if for_it and against:
        return "conflicting"
    if against:
        return "disputed"
    return "supported" if any(entry.claim.citations for entry in for_it) else "uncited"


def _testimonies(context: Context, entries: Sequence[Entry]) -> tuple[Testimony, ...]:
    return tuple(
        Testimony(
            article=entry.article,
            studies=tuple(line.study for line in context.lines(entry)),
            precision=context.verdicts.precision(
                entry.claim, precision(entry.claim.confidence, context.verdicts.judged(entry.claim))
            ),
            extractor=entry.claim.extractor,
        )
        for entry in entries
    )

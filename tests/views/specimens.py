"""Invented articles with claims, for tests and measurements of the page.

Nothing here is true or taken from anywhere: a fixed seed joins names and sentence patterns.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from random import Random

from kg.model.appraisal import (
    Belief,
    Conflict,
    Corpus,
    CorpusGrade,
    Direction,
    EvidenceLine,
    Factor,
    Finding,
    FindingKind,
    Proposition,
    Severity,
)
from kg.model.claim import Argument, Citation, Claim, Grade, Grounding, Quote
from kg.model.closed_terms import Certainty, Design, EntityType, Polarity, Predicate, Scope, Wording
from kg.model.document import (
    Block,
    BlockKind,
    CitationState,
    Document,
    Marker,
    MarkerStyle,
    Pointer,
    Reference,
    Section,
    Sentence,
    Source,
)
from kg.model.record import DocumentRecord
from kg.model.spans import Span

SUBJECTS = (
    ("magnesium", EntityType.SUPPLEMENT),
    ("valerian root", EntityType.SUPPLEMENT),
    ("caffeine", EntityType.SUBSTANCE),
    ("evening screen light", EntityType.OTHER),
    ("melatonin", EntityType.SUPPLEMENT),
    ("shift work", EntityType.OTHER),
    ("chamomile tea", EntityType.FOOD),
    ("tart cherry juice", EntityType.FOOD),
    ("sleep apnea", EntityType.CONDITION),
    ("iron deficiency", EntityType.CONDITION),
    ("regular exercise", EntityType.PROCEDURE),
    ("alcohol in the evening", EntityType.SUBSTANCE),
    ("lavender oil", EntityType.SUPPLEMENT),
    ("beta blockers", EntityType.DRUG),
    ("glycine", EntityType.SUPPLEMENT),
    ("restless legs syndrome", EntityType.CONDITION),
)
OBJECTS = (
    ("insomnia", EntityType.CONDITION), ("sleep quality", EntityType.BIOLOGICAL_MEASURE),
    ("time to fall asleep", EntityType.BIOLOGICAL_MEASURE), ("daytime fatigue", EntityType.SYMPTOM),
    ("morning headache", EntityType.SYMPTOM), ("high blood pressure", EntityType.CONDITION),
    ("cortisol", EntityType.SUBSTANCE), ("deep sleep", EntityType.BIOLOGICAL_PROCESS),
    ("low mood", EntityType.SYMPTOM), ("reaction time", EntityType.BIOLOGICAL_MEASURE),
    ("night waking", EntityType.SYMPTOM), ("body temperature", EntityType.BIOLOGICAL_MEASURE),
    ("memory of the day before", EntityType.BIOLOGICAL_PROCESS), ("anxiety", EntityType.CONDITION),
)  # fmt: skip
RELATIONS = (
    (Predicate.INCREASES, "increases"), (Predicate.DECREASES, "lowers"),
    (Predicate.TREATS, "helps with"), (Predicate.CAUSES, "leads to"),
    (Predicate.ASSOCIATED_WITH, "goes together with"),
    (Predicate.INCREASES_RISK_OF, "raises the risk of"), (Predicate.PREVENTS, "keeps off"),
)  # fmt: skip
OPENINGS = (
    ("In one animal study, ", Design.ANIMAL), ("In a randomised trial, ", Design.RCT),
    ("A meta-analysis found that ", Design.SYSTEMATIC_REVIEW), ("", Design.NONE),
    ("Research suggests that ", Design.RESEARCH), ("In a cohort of nurses, ", Design.OBSERVATIONAL),
    ("", Design.NONE), ("Many sleepers say that ", Design.TRADITIONAL),
)  # fmt: skip
SECTIONS = ("What sleep is for", "Causes of poor sleep", None, "Supplements and sleep", "Habits")
LABELS = ("ungraded", "very low", "low", "moderate", "high")
BASE = {
    Design.SYSTEMATIC_REVIEW: 4, Design.RCT: 3, Design.TRIAL: 2, Design.OBSERVATIONAL: 2,
    Design.HUMAN: 2, Design.ANIMAL: 1, Design.RESEARCH: 1, Design.TRADITIONAL: 0, Design.NONE: 0,
}  # fmt: skip


@dataclass
class Writer:
    """Collects the text of a document and the ranges in it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)

    def put(self, words: str) -> Span:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return Span(start, self.length)

    def last(self, count: int) -> str:
        """Return the last ``count`` characters."""
        taken, first = 0, len(self.parts)
        while first and taken < count:
            first -= 1
            taken += len(self.parts[first])
        return "".join(self.parts[first:])[-count:] if count else ""


def entity(name: str, kind: EntityType, start: int) -> Argument:
    digest = hashlib.sha256(name.encode()).hexdigest()
    ground = None
    if int(digest[0], 16) % 2:
        ground = Grounding(f"EX:{int(digest[:6], 16)}", 0.9, "exact label", "invented terms 1")
    return Argument(name, name, start, start + len(name), kind, grounding=ground)


def article(
    count: int = 100,
    *,
    seed: int = 1,
    name: str = "sleep.md",
    title: str = "Sleep: Causes of Trouble & Treatment",
    entities: int | None = None,
    suffix: str = "",
) -> DocumentRecord:
    """Return a document with ``count`` claims.

    Args:
        entities: How many subjects and objects to invent; None uses the named ones.
        suffix: Text put into every visible field, to test that it stays inert.
    """
    random = Random(seed)
    subjects, objects = list(SUBJECTS), list(OBJECTS)
    for number in range(len(subjects), entities or 0):
        subjects.append((f"compound {number}", EntityType.SUPPLEMENT))
        objects.append((f"condition {number}", EntityType.CONDITION))
    writer = Writer()
    put = writer.put(title + suffix)
    writer.blocks.append(Block(BlockKind.HEADING, put, 0))
    writer.put("\n\n")
    per_section = -(-count // len(SECTIONS))
    for number, heading in enumerate(SECTIONS):
        todo = min(per_section, count - len(writer.claims))
        _section(
            writer, random, heading and heading + suffix, todo, subjects, objects, name, suffix
        )
        del number
    references = _references(suffix)
    text = "".join(writer.parts)
    digest = hashlib.sha256(text.encode()).hexdigest()
    top = Section(
        title + suffix,
        1,
        Span(0, writer.sections[0].span.start if writer.sections else put.end),
        None,
        put,
    )
    shifted = tuple(replace(s, parent=0) for s in writer.sections)
    document = Document(
        name,
        Source(name, "text/markdown", digest, "https://example.org/sleep"),
        text,
        title + suffix,
        (top, *shifted),
        tuple(writer.blocks),
        tuple(writer.sentences),
        tuple(writer.markers),
        references,
    )
    claims = tuple(claim.identified(digest) for claim in writer.claims)
    claims = tuple(sorted(claims, key=lambda c: (c.quote.start, c.quote.end, c.id)))
    return DocumentRecord(document, claims, tuple(range(0, len(writer.markers), 17)))


def _section(
    writer: Writer,
    random: Random,
    heading: str | None,
    count: int,
    subjects: list[tuple[str, EntityType]],
    objects: list[tuple[str, EntityType]],
    name: str,
    suffix: str,
) -> None:
    start = writer.length
    index = len(writer.sections) + 1
    title_span = None
    if heading:
        title_span = writer.put(heading)
        writer.blocks.append(Block(BlockKind.HEADING, title_span, index))
        writer.put("\n\n")
    todo = count
    while todo > 0:
        block_start, block = writer.length, len(writer.blocks)
        spans = []
        for _ in range(min(todo, random.randint(2, 5))):
            spans.append(_sentence(writer, random, index, block, subjects, objects, name, suffix))
            writer.put(" ")
            todo -= 1
        writer.blocks.append(Block(BlockKind.PARAGRAPH, Span(block_start, writer.length), index))
        writer.put("\n\n")
    writer.sections.append(
        Section(heading, 2, Span(start, writer.length), 0, title_span, heading is None)
    )


def _sentence(
    writer: Writer,
    random: Random,
    section: int,
    block: int,
    subjects: list[tuple[str, EntityType]],
    objects: list[tuple[str, EntityType]],
    name: str,
    suffix: str,
) -> Span:
    start = writer.length
    prefix = writer.last(32)
    opening, design = random.choice(OPENINGS)
    subject = subjects[int(random.random() ** 1.7 * len(subjects))]
    object_ = objects[int(random.random() ** 1.9 * len(objects))]
    predicate, verb = random.choice(RELATIONS)
    negated = random.random() < 0.13
    certainty = random.choice((Certainty.ASSERTED, Certainty.ASSERTED, Certainty.POSSIBLE))
    writer.put(opening)
    first = entity(subject[0] + suffix, subject[1], writer.put(subject[0] + suffix).start)
    hedge = " may change how one sleeps and" if certainty is Certainty.POSSIBLE else ""
    trigger = writer.put(f"{hedge} {'hardly ever ' if negated else ''}{verb} ")
    second = entity(object_[0] + suffix, object_[1], writer.put(object_[0] + suffix).start)
    citations = _cite(writer, random, design)
    writer.put(".")
    span = Span(start, writer.length)
    writer.sentences.append(Sentence(span, block))
    claim = Claim(
        name, section, len(writer.sentences) - 1,
        Quote(writer.last(span.end - start), start, span.end, prefix, ""),
        first, predicate, second,
        polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED,
        certainty=certainty,
        wording=Wording.CAUSAL if predicate is Predicate.CAUSES else Wording.NONE,
        design=design,
        trigger=trigger,
        study=Span(start, start + len(opening.rstrip())) if opening else None,
        confidence=round(0.6 + random.random() * 0.39, 2),
        rule="specimen",
        citations=citations,
        grade=_grade(design, citations, suffix),
    )  # fmt: skip
    writer.claims.append(claim)
    return span


def _cite(writer: Writer, random: Random, design: Design) -> tuple[Citation, ...]:
    if design in (Design.NONE, Design.TRADITIONAL) and random.random() < 0.6:
        return ()
    key = random.choice(("1", "2", "3", "4", "5", "x", "x", "9"))
    writer.put(" ")
    text = "(x)" if key == "x" else f"[{key}]"
    span = writer.put(text)
    if key == "x":
        state, style, ids = CitationState.PLACEHOLDER, MarkerStyle.PLACEHOLDER, ()
    elif key == "9":
        state, style, ids = CitationState.MISSING, MarkerStyle.NUMERIC, ()
    else:
        state, style, ids = CitationState.RESOLVED, MarkerStyle.NUMERIC, (key,)
    writer.markers.append(Marker(span, text, style, (Pointer(key, state, ids),)))
    return (Citation(text, span.start, span.end, Scope.SAME_SENTENCE, state, ids, 0.95),)


def _references(suffix: str) -> tuple[Reference, ...]:
    rows = (
        ("1", "Nilsson, A.", "2019", "Minerals and the night", "10.5555/specimen.1", None, None),
        ("2", "Okafor, B.", "2021", "Light after dark", None, "10000002", "rct"),
        ("3", "Tanaka, C.", "2016", "Tea before bed", "10.5555/specimen.3", None, None),
        ("4", "Silva, D.", "2012", "A paper that was withdrawn", "10.5555/specimen.4", None, None),
        ("5", "Moreau, E.", "2023", "What nurses report", None, None, None),
    )
    return tuple(
        Reference(
            id=key,
            raw=f"{author} ({year}). {title}.{suffix}",
            work=f"doi:{doi}" if doi else f"key:{title}",
            authors=(author + suffix,),
            year=year,
            title=title + suffix,
            doi=doi,
            pmid=pmid,
            url="javascript:alert(1)" if suffix else None,
            design=design,
            retracted=key == "4",
        )
        for key, author, year, title, doi, pmid, design in rows
    )


def _grade(design: Design, citations: tuple[Citation, ...], suffix: str) -> Grade:
    if not citations:
        return Grade(0, "ungraded", ("no citation reaches the claim" + suffix,), ("uncited",))
    level = max(BASE[design], 1)
    reasons = [f"the text reports: {design.value.replace('_', ' ')}{suffix}"]
    if citations[0].state is not CitationState.RESOLVED and level > 2:
        level = 2
        reasons.append("the source cannot be found: at most 2")
    if citations[0].references == ("4",):
        level = 0
        reasons.append("a cited work was retracted")
    return Grade(level, LABELS[level], tuple(reasons), ("base", "cap")[: len(reasons)])


def corpus(*records: DocumentRecord) -> Corpus:
    """Return what appraisal would make of the records, in a simple way."""
    claims = [claim for record in records for claim in record.claims]
    works = {(r.document.id, ref.id): ref.work for r in records for ref in r.document.references}
    groups: dict[tuple[str, Predicate, str], list[Claim]] = {}
    for claim in claims:
        key = (claim.subject.label, claim.predicate, claim.object.label)
        groups.setdefault(key, []).append(claim)
    propositions, conflicts = [], []
    for (subject, predicate, object_), group in groups.items():
        yes = [c.id for c in group if c.polarity is Polarity.AFFIRMED]
        no = [c.id for c in group if c.polarity is not Polarity.AFFIRMED]
        conflicts.extend(Conflict(*sorted((a, b))) for a in yes[:1] for b in no[:1])
        status = "conflicting" if yes and no else "disputed" if no else "supported"
        digest = hashlib.sha256(f"{subject}|{predicate}|{object_}".encode()).hexdigest()[:16]
        best = max((c.grade.level for c in group if c.grade and c.id in yes), default=0)
        belief = Belief(
            0.7, 0.7 if yes else 0.0, 0.4 if no else 0.0, (Factor("base", "one article", 0.7),)
        )
        propositions.append(
            Proposition(
                digest,
                subject,
                predicate,
                object_,
                subject,
                object_,
                tuple(yes),
                tuple(no),
                best,
                belief,
                status,
            )
        )
    return Corpus(
        grades=tuple(
            sorted((CorpusGrade(c.id, c.grade) for c in claims if c.grade), key=lambda g: g.claim)
        ),
        evidence=tuple(_evidence(claim, works) for claim in sorted(claims, key=lambda c: c.id)),
        propositions=tuple(sorted(propositions, key=lambda p: p.id)),
        conflicts=tuple(sorted(conflicts, key=lambda c: (c.first, c.second))),
    )


def _evidence(claim: Claim, works: dict[tuple[str, str], str]) -> EvidenceLine:
    cited = [works[claim.document, r] for c in claim.citations for r in c.references]
    study = cited[0] if cited else f"{claim.document}#{claim.sentence}"
    return EvidenceLine(
        claim.id,
        Direction.DISPUTES if claim.polarity is Polarity.NEGATED else Direction.SUPPORTS,
        claim.design,
        study,
        tuple(cited),
        tuple(range(len(claim.citations))),
    )


def findings(*records: DocumentRecord) -> tuple[Finding, ...]:
    """Return a finding for every uncited claim, broken citation and contradiction."""
    found = []
    for record in records:
        for claim in record.claims:
            path = record.document.section_path(claim.section)
            if not claim.citations:
                found.append(
                    _finding(
                        record,
                        claim,
                        path,
                        FindingKind.UNCITED_CLAIM,
                        Severity.NOTE,
                        "No citation reaches this claim; ask the author for a source.",
                    )
                )
            for citation in claim.citations:
                if citation.state is CitationState.PLACEHOLDER:
                    found.append(
                        _finding(
                            record,
                            claim,
                            path,
                            FindingKind.PLACEHOLDER_CITATION,
                            Severity.WARNING,
                            "The marker (x) does not say which source is meant.",
                        )
                    )
                if citation.state is CitationState.MISSING:
                    found.append(
                        _finding(
                            record,
                            claim,
                            path,
                            FindingKind.MISSING_REFERENCE,
                            Severity.ERROR,
                            "The reference list has no entry 9.",
                        )
                    )
    return tuple(found)


def _finding(
    record: DocumentRecord,
    claim: Claim,
    path: tuple[str | None, ...],
    kind: FindingKind,
    severity: Severity,
    message: str,
) -> Finding:
    return Finding(
        kind,
        severity,
        record.document.id,
        path,
        claim.id,
        claim.quote.exact,
        message,
        claim.quote.span,
    )

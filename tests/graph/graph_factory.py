"""Documents, claims and corpora made by hand, for tests of the graph."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kg.lexicon.label_identity import entity_key
from kg.model.appraisal import (
    Belief,
    Conflict,
    Corpus,
    CorpusGrade,
    Decision,
    Direction,
    EvidenceLine,
    Factor,
    Judgement,
    Proposition,
)
from kg.model.claim import Argument, Citation, Claim, Grade, Grounding, Qualifiers, Quantity, Quote
from kg.model.closed_terms import (
    Certainty,
    Design,
    EntityType,
    Polarity,
    Predicate,
    Scope,
    Via,
    Wording,
)
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

TEXT = (
    "Ginger and the blood\n\n"
    "In a small trial, ginger increased white blood cells in 40 patients [1]. "
    "Ginger does not cause leukopenia [2, 9]. "
    "Ginger might prevent 🤢 nausea (x).\n\n"
    "Dosage\n\n"
    "Adults take 450 mg once or twice a day. "
    "Nothing is said here [1].\n\n"
    "1. Lee A. Ginger in leukopenia. 2020. doi:10.5555/abc(1)<2>\n"
    "2. Park B. No harm from ginger. 2019.\n"
)
REFERENCES = (
    Reference(
        id="1",
        raw="Lee A. Ginger in leukopenia. 2020. doi:10.5555/abc(1)<2>",
        work="doi:10.5555/abc(1)<2>",
        span=Span(TEXT.index("1. Lee"), TEXT.index("\n2. Park")),
        authors=("Lee A",),
        year="2020",
        title="Ginger in leukopenia",
        doi="10.5555/abc(1)<2>",
        retracted=False,
        design="rct",
    ),
    Reference(id="2", raw="Park B. No harm from ginger. 2019.", work="key:no harm|2019|park"),
)
GINGER = Grounding("MESH:D020935", 1.0, "exact label", "mesh 2026", ("UMLS:C0162751",))


def document(name: str = "ginger.md", text: str = TEXT, salt: str = "") -> Document:
    """Return the document; ``salt`` gives it another sha256."""
    at = text.index("Dosage")
    sections = (
        Section("Ginger and the blood", 1, Span(0, at), None, Span(0, 20)),
        Section("Dosage", 2, Span(at, len(text)), 0, Span(at, at + 6)),
    )
    pieces = [piece for piece in text.split("\n") if piece]
    blocks, sentences = [], []
    for piece in pieces:
        start = text.index(piece)
        section = 0 if start < at else 1
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, start + len(piece)), section))
        for part in piece.split(". ") if not piece[0].isdigit() else [piece]:
            here = text.index(part, start)
            sentences.append(Sentence(Span(here, here + len(part)), len(blocks) - 1))
    return Document(
        id=name,
        source=Source(name, "text/markdown", sha256(text + salt), "https://example.org/a b"),
        text=text,
        title="Ginger and the blood",
        sections=sections,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
        markers=(
            marker(text, "[1]", MarkerStyle.NUMERIC, Pointer("1", CitationState.RESOLVED, ("1",))),
            marker(
                text,
                "[2, 9]",
                MarkerStyle.NUMERIC,
                Pointer("2", CitationState.RESOLVED, ("2",)),
                Pointer("9", CitationState.MISSING),
            ),
            marker(text, "(x)", MarkerStyle.PLACEHOLDER, Pointer("x", CitationState.PLACEHOLDER)),
            marker(
                text,
                "[1]",
                MarkerStyle.NUMERIC,
                Pointer("1", CitationState.RESOLVED, ("1",)),
                after=at,
            ),
        ),
        references=REFERENCES,
    )


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def marker(text: str, words: str, style: MarkerStyle, *pointers: Pointer, after: int = 0) -> Marker:
    start = text.index(words, after)
    return Marker(Span(start, start + len(words)), words, style, pointers)


def quote(text: str, exact: str) -> Quote:
    start = text.index(exact)
    end = start + len(exact)
    return Quote(exact, start, end, text[max(0, start - 32) : start], text[end : end + 32])


def argument(text: str, words: str, label: str, kind: EntityType, **more: object) -> Argument:
    start = text.index(words)
    return Argument(label, words, start, start + len(words), kind, **more)  # type: ignore[arg-type]


def claims(of: Document) -> tuple[Claim, ...]:
    text = of.text
    ginger = argument(text, "ginger", "ginger", EntityType.SUPPLEMENT, grounding=GINGER)
    first = text.index("[1]")
    second = text.index("[2, 9]")
    third = text.index("(x)")
    made = (
        Claim(
            document=of.id,
            section=0,
            sentence=1,
            quote=quote(text, "ginger increased white blood cells in 40 patients"),
            subject=ginger,
            predicate=Predicate.INCREASES,
            object=argument(text, "white blood cells", "white blood cells", EntityType.CELL),
            wording=Wording.CAUSAL,
            design=Design.RCT,
            qualifiers=Qualifiers(population="patients", sample_size=40),
            confidence=0.9,
            rule="svo-increase",
            citations=(
                Citation(
                    "[1]", first, first + 3, Scope.SAME_SENTENCE, CitationState.RESOLVED, ("1",)
                ),
            ),
            grade=Grade(3, "moderate", ("a trial is cited", "in a small group"), ("rct", "small")),
        ),
        Claim(
            document=of.id,
            section=0,
            sentence=2,
            quote=quote(text, "Ginger does not cause leukopenia"),
            subject=replace(ginger, text="Ginger", start=text.index("Ginger does")),
            predicate=Predicate.CAUSES,
            object=argument(text, "leukopenia", "leukopenia", EntityType.CONDITION),
            polarity=Polarity.NEGATED,
            confidence=0.8,
            rule="svo-cause",
            citations=(
                Citation(
                    "[2, 9]", second, second + 6, Scope.SAME_SENTENCE,
                    CitationState.RESOLVED, ("2",),
                ),
                Citation(
                    "[2, 9]", second, second + 6, Scope.SAME_SENTENCE, CitationState.MISSING
                ),
            ),
            grade=Grade(1, "very low", ("no design is given",), ("no-design",)),
        ),
        Claim(
            document=of.id,
            section=0,
            sentence=3,
            quote=quote(text, "Ginger might prevent 🤢 nausea"),
            subject=replace(ginger, text="Ginger", start=text.index("Ginger might")),
            predicate=Predicate.PREVENTS,
            object=argument(text, "🤢 nausea", "nausea", EntityType.SYMPTOM),
            certainty=Certainty.HYPOTHETICAL,
            confidence=0.5,
            rule="svo-prevent",
            citations=(
                Citation(
                    "(x)", third, third + 3, Scope.SAME_SENTENCE, CitationState.PLACEHOLDER
                ),
            ),
            grade=Grade(0, "ungraded", ("nothing is cited",), ("none",)),
        ),
        Claim(
            document=of.id,
            section=1,
            sentence=5,
            quote=quote(text, "Adults take 450 mg once or twice a day"),
            subject=replace(ginger, via=Via.SECTION_TOPIC),
            predicate=Predicate.HAS_DOSAGE,
            object=argument(
                text, "450 mg once or twice a day", "450 mg 1-2/day", EntityType.QUANTITY
            ),
            quantity=Quantity(
                "450 mg once or twice a day", 450, 450, "mg", "day", 1, 2, 450, 900,
                remark="with meals",
            ),
            qualifiers=Qualifiers(population="Adults"),
            confidence=0.7,
            rule="dose",
            grade=Grade(0, "ungraded", ("nothing is cited",), ("none",)),
        ),
    )  # fmt: skip
    made = tuple(
        replace(
            claim,
            subject=replace(
                claim.subject,
                end=claim.subject.start + len(claim.subject.text),
            ),
        )
        for claim in made
    )
    return tuple(claim.identified(of.source.sha256) for claim in made)


def record(name: str = "ginger.md", text: str = TEXT, salt: str = "") -> DocumentRecord:
    made = document(name, text, salt)
    return DocumentRecord(made, claims(made), unattached=(3,))


def evidence(of: DocumentRecord) -> tuple[EvidenceLine, ...]:
    first, second = of.claims[0], of.claims[1]
    return (
        EvidenceLine(
            first.id, Direction.SUPPORTS, Design.RCT, REFERENCES[0].work, (REFERENCES[0].work,),
            (0,), "patients", 40, Design.RCT,
        ),
        EvidenceLine(
            second.id, Direction.DISPUTES, Design.NONE, REFERENCES[1].work,
            (REFERENCES[1].work,), (0,),
        ),
    )  # fmt: skip


def corpus(*records: DocumentRecord, rejected: tuple[str, ...] = ()) -> Corpus:
    """Return what appraisal would make of records, roughly."""
    all_claims = sorted((c for r in records for c in r.claims), key=lambda claim: claim.id)
    grades = tuple(CorpusGrade(c.id, c.grade) for c in all_claims if c.grade)
    lines = tuple(line for r in records for line in evidence(r))
    propositions = tuple(
        Proposition(
            id=sha256(f"{c.subject.label}|{c.predicate}|{c.object.label}|{c.id}")[:16],
            subject=entity_key(c.subject),
            predicate=c.predicate,
            object=entity_key(c.object),
            subject_label=c.subject.label,
            object_label=c.object.label,
            supporting=(c.id,) if c.polarity is Polarity.AFFIRMED else (),
            disputing=() if c.polarity is Polarity.AFFIRMED else (c.id,),
            grade=c.grade.level if c.grade else 0,
            belief=Belief(0.65, 0.65, 0.0, (Factor("article", "one article", 0.65),)),
            status="supported",
        )
        for c in all_claims
    )
    conflicts = (
        (Conflict(records[0].claims[0].id, records[0].claims[1].id, "dose"),) if records else ()
    )
    return Corpus(grades, lines, propositions, conflicts, tuple(sorted(rejected)))


def judgement(of: Claim, decision: Decision = Decision.REJECT) -> Judgement:
    return Judgement(
        claim=of.id,
        document=of.document,
        exact=of.quote.exact,
        prefix=of.quote.prefix,
        suffix=of.quote.suffix,
        start=of.quote.start,
        subject=of.subject.label,
        predicate=of.predicate.value,
        object=of.object.label,
        polarity=of.polarity,
        decision=decision,
        reason="wrong-subject",
        curator="a reader",
        decided_at="2026-02-03T04:05:06Z",
    )

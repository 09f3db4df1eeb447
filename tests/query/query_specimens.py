"""Two short articles with claims of every sort that the named queries look for."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from pathlib import Path

from kg.appraisal import appraise_corpus
from kg.graph import ConceptTerm, Provenance, Store
from kg.model.appraisal import Decision, Judgement
from kg.model.claim import Argument, Citation, Claim, Grade, Grounding, Qualifiers, Quantity, Quote
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

LEUKOPENIA = ("leukopenia", EntityType.CONDITION, "MONDO:0003785")
NEUTROPENIA = ("neutropenia", EntityType.CONDITION, "MONDO:0001475")
GINGER = ("ginger", EntityType.SUPPLEMENT, "MESH:D020939")
CELLS = ("white blood cell count", EntityType.BIOLOGICAL_MEASURE, None)
LEE = Reference(
    id="1", raw="Lee A. Ginger and cells. 2020.", work="doi:10.5555/lee", span=Span(0, 1),
    title="Ginger and cells", doi="10.5555/lee", year="2020",
)  # fmt: skip
PARK = Reference(
    id="2", raw="Park B. Drugs. 2019.", work="key:drugs|2019|park", span=Span(0, 1), year="2019"
)
CONCEPTS = (
    ConceptTerm("MONDO:0003785", "leukopenia", ("low white cells",), type=EntityType.CONDITION),
    ConceptTerm(
        "MONDO:0001475", "neutropenia", broader=("MONDO:0003785",), type=EntityType.CONDITION
    ),
)

# sentence, subject, predicate, object, what else holds; "1" cites LEE, "2" PARK, "x" nothing
_FIRST = (
    ("Chemotherapy causes leukopenia [1].", ("chemotherapy", EntityType.PROCEDURE, None),
     Predicate.CAUSES, LEUKOPENIA, {"cites": "1", "grade": 3, "design": Design.RCT}),
    ("Vitamin B12 deficiency may cause leukopenia (x).",
     ("vitamin B12 deficiency", EntityType.CONDITION, None), Predicate.CAUSES, LEUKOPENIA,
     {"cites": "x", "grade": 1, "certainty": Certainty.POSSIBLE}),
    ("Lupus causes leukopenia.", ("lupus", EntityType.CONDITION, None), Predicate.CAUSES,
     LEUKOPENIA, {"grade": 0, "wording": Wording.CAUSAL}),
    ("Ginger raised white blood cell count in a small study [1, 2].", GINGER,
     Predicate.INCREASES, CELLS,
     {"cites": "12", "grade": 2, "design": Design.HUMAN,
      "qualifiers": Qualifiers(population="patients", sample_size=40)}),
    ("Take 450 mg of ginger a day.", GINGER, Predicate.HAS_DOSAGE,
     ("450 mg/day", EntityType.QUANTITY, None),
     {"grade": 0, "quantity": Quantity(
         "450 mg a day", 450, 450, "mg", "day", daily_min=450, daily_max=450)}),
    ("Leukopenia shows as fever.", LEUKOPENIA, Predicate.HAS_SYMPTOM,
     ("fever", EntityType.SYMPTOM, None), {"grade": 0}),
    ("Smoking raises the risk of leukopenia [2].", ("smoking", EntityType.OTHER, None),
     Predicate.INCREASES_RISK_OF, LEUKOPENIA,
     {"cites": "2", "grade": 1, "design": Design.OBSERVATIONAL, "wording": Wording.CAUSAL}),
)  # fmt: skip
_SECOND = (
    ("Ginger does not raise white blood cell count [1].", GINGER, Predicate.INCREASES, CELLS,
     {"cites": "1", "grade": 2, "polarity": Polarity.NEGATED, "design": Design.HUMAN}),
    ("Filgrastim treats neutropenia.", ("filgrastim", EntityType.DRUG, None), Predicate.TREATS,
     NEUTROPENIA, {"grade": 0}),
    ("Folate is found in spinach.", ("folate", EntityType.SUBSTANCE, None), Predicate.FOUND_IN,
     ("spinach", EntityType.FOOD, None), {"grade": 0}),
    ("Lead causes leukopenia.", ("lead", EntityType.SUBSTANCE, None), Predicate.CAUSES,
     LEUKOPENIA, {"grade": 0}),
)  # fmt: skip


def record(name: str, rows: tuple, references: tuple[Reference, ...]) -> DocumentRecord:
    text = "\n".join(row[0] for row in rows) + "\n"
    spans, start = [], 0
    for row in rows:
        spans.append(Span(start, start + len(row[0])))
        start += len(row[0]) + 1
    document = Document(
        id=name,
        source=Source(name, "text/plain", hashlib.sha256(text.encode()).hexdigest()),
        text=text,
        title=name.removesuffix(".txt").title(),
        sections=(Section("All", 1, Span(0, len(text)), None, None),),
        blocks=tuple(Block(BlockKind.PARAGRAPH, span, 0) for span in spans),
        sentences=tuple(Sentence(span, n) for n, span in enumerate(spans)),
        markers=tuple(
            _marker(row, span) for row, span in zip(rows, spans, strict=True) if "cites" in row[4]
        ),
        references=references,
    )
    claims = tuple(
        _claim(document, n, row, span).identified(document.source.sha256)
        for n, (row, span) in enumerate(zip(rows, spans, strict=True))
    )
    return DocumentRecord(document, claims)


def _place(row: tuple, span: Span) -> tuple[Span, str]:
    words = row[0][row[0].index("(" if row[4]["cites"] == "x" else "[") : -1]
    start = span.start + row[0].index(words)
    return Span(start, start + len(words)), words


def _pointer(key: str) -> Pointer:
    if key == "x":
        return Pointer("x", CitationState.PLACEHOLDER)
    return Pointer(key, CitationState.RESOLVED, (key,))


def _marker(row: tuple, span: Span) -> Marker:
    place, words = _place(row, span)
    style = MarkerStyle.PLACEHOLDER if row[4]["cites"] == "x" else MarkerStyle.NUMERIC
    return Marker(place, words, style, tuple(_pointer(key) for key in row[4]["cites"]))


def _citations(row: tuple, span: Span) -> tuple[Citation, ...]:
    if "cites" not in row[4]:
        return ()
    place, words = _place(row, span)
    pointers = (_pointer(key) for key in row[4]["cites"])
    return tuple(
        Citation(words, place.start, place.end, Scope.SAME_SENTENCE, p.state, p.references)
        for p in pointers
    )


def _argument(of: tuple, span: Span) -> Argument:
    label, kind, curie = of
    grounding = Grounding(curie, 1.0, "exact label", "test", ()) if curie else None
    return Argument(label, label, span.start, span.start + 1, kind, grounding=grounding)


def _claim(document: Document, number: int, row: tuple, span: Span) -> Claim:
    more = row[4]
    exact = document.text[span.start : span.end]
    attributes = {k: v for k, v in more.items() if k not in ("cites", "grade")}
    return Claim(
        document=document.id,
        section=0,
        sentence=number,
        quote=Quote(exact, span.start, span.end, "", ""),
        subject=_argument(row[1], span),
        predicate=row[2],
        object=_argument(row[3], span),
        confidence=0.9,
        rule="test",
        citations=_citations(row, span),
        grade=Grade(more["grade"], f"level {more['grade']}", ("as given",), ("given",)),
        **attributes,
    )


def records() -> tuple[DocumentRecord, DocumentRecord]:
    return (record("first.txt", _FIRST, (LEE, PARK)), record("second.txt", _SECOND, (LEE,)))


def judgement(claim: Claim) -> Judgement:
    quote = claim.quote
    return Judgement(
        claim=claim.id, document=claim.document, exact=quote.exact, prefix=quote.prefix,
        suffix=quote.suffix, start=quote.start, subject=claim.subject.label,
        predicate=claim.predicate.value, object=claim.object.label, polarity=claim.polarity,
        decision=Decision.REJECT, reason="wrong-subject", curator="a reader",
        decided_at="2026-05-01T10:00:00Z",
    )  # fmt: skip


def make_store(path: Path) -> None:
    """Write the store; the claim about lead is rejected by a reader."""
    made = records()
    decisions = (judgement(made[1].claims[3]),)
    corpus = appraise_corpus(made, decisions)
    kept = replace(corpus, grades=tuple(
        replace(entry, grade=claim.grade)
        for entry in corpus.grades
        for claim in (*made[0].claims, *made[1].claims)
        if claim.id == entry.claim
    ))  # fmt: skip
    with Store.create(path) as store, store.change() as change:
        for each in made:
            change.add(each, Provenance("0.1.0"), None)
        change.judge(decisions)
        change.commit(kept, CONCEPTS)

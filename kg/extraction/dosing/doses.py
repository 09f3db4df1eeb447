"""Doses, reference ranges and thresholds: whose amount a quantity is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.amounts.quantities import (
    FoundQuantity,
    dose_label,
    find_quantities,
    has_number,
    range_label,
)
from kg.extraction.claims import ClaimMaker
from kg.extraction.dosing.amount_candidates import (
    KNOWN,
    Candidate,
    candidates_in,
    may_be_drug,
    names_in,
    taken_things,
)
from kg.extraction.dosing.dose_owners import Mention, owner_beside
from kg.extraction.statement import Statement
from kg.lexicon.dose_contexts import dose_context
from kg.lexicon.word_classes import in_class
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import EntityType, Predicate, Via
from kg.model.spans import Span

_CONDITION = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})


def dose_claims(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield the dosage, range and threshold claims of the sentence in hand."""
    span = maker.quote.span
    if not has_number(maker.quote.exact):
        return
    text = masked(maker, span)
    found = [q for q in find_quantities(text) if q.end <= len(text) and _is_read(maker, q)]
    if not found:
        return
    candidates = candidates_in(maker)
    amounts = [Span(q.start, q.end) for q in found]
    named = taken_things(maker, text, amounts, candidates)
    for quantity in found:
        if quantity.kind == "dose" or _is_strength(text, quantity):
            yield from _dose(maker, text, quantity, amounts, named)
        elif quantity.kind == "range" and dose_context("normal").search(text):
            yield from _range(maker, quantity, candidates, amounts)
        elif quantity.kind == "threshold" and dose_context("defining").search(text):
            yield from _threshold(maker, quantity, candidates)


def _is_read(maker: ClaimMaker, found: FoundQuantity) -> bool:
    """Say whether an amount stands in the part of the sentence that is in hand."""
    start = maker.quote.start + found.start
    return maker.unit.span.start <= start < maker.unit.span.end


def _is_strength(text: str, found: FoundQuantity) -> bool:
    """Say whether a percentage is how strong something taken is: "2% lidocaine", "timolol 0.5%"."""
    if found.kind != "percentage" or not text[found.end : found.end + 2].strip():
        return False
    names = [n.span for n in names_in(text[found.end : found.end + 60], 0)]
    if any(not text[found.end : found.end + name.start].strip() for name in names):
        return True
    is_low = found.quantity.max < 1 and not text[: found.start].endswith("(")
    if not is_low and not dose_context("strength").search(text):
        return False
    start = max(found.start - _NEAR, 0)
    before = [n.span for n in names_in(text[start : found.start], start)]
    return any(
        _NEXT.fullmatch(text, name.end, found.start) and not text[: name.start].endswith(" of ")
        for name in before
    )  # of "4 g of diclofenac 1% gel" the 4 g are the dose


_NEAR = 60  # code points before a percentage among which a name is looked for
_NEXT = re.compile(r"(?:\s[A-Z])?,?\s\(?")


def masked(maker: ClaimMaker, span: Span) -> str:
    """Return the sentence with its citation markers blanked out, so that offsets hold."""
    text = list(span.text_of(maker.document.text))
    for marker in maker.document.markers:
        if span.contains(marker.span):
            for i in range(marker.span.start - span.start, marker.span.end - span.start):
                text[i] = " "
    return "".join(text)


def _dose(
    maker: ClaimMaker, text: str, found: FoundQuantity, amounts: list[Span], named: list[Candidate]
) -> Iterator[Claim]:
    if dose_context("not-taken").search(text[: found.start]):
        return
    is_content = dose_context("held").search(text[: found.start]) is not None
    is_ingested = dose_context("ingested").search(text[: found.start]) is not None
    is_bound = _is_bound(text, found) and not is_ingested  # "took more than 20 tablets"
    if (is_content or is_bound) and not _is_regimen(found):
        return
    subject = _taken(maker, text, found, amounts, named)
    if subject is None:
        return
    label = dose_label(found.quantity)
    yield maker.plain_claim(subject, _said(maker, Predicate.HAS_DOSAGE, found, label))


def _taken(
    maker: ClaimMaker, text: str, found: FoundQuantity, amounts: list[Span], named: list[Candidate]
) -> Argument | None:
    """Return what is taken: what stands inside or beside the amount, or afar, or the topic."""
    start, end = maker.quote.start + found.start, maker.quote.start + found.end
    inside = [c for c in named if start < c.span.start and c.span.end <= end]
    inside = [c for c in inside if c.type in KNOWN or _after_of(maker.document.text, c)]
    if inside:
        return _argument(inside[0], maker)
    is_therapy = _is_prescribed(found) or dose_context("therapy").search(text) is not None
    mentions = {
        Mention(c.span.shifted(-maker.quote.start), c.is_taken): c
        for c in named
        if is_therapy or c.type in KNOWN or may_be_drug(c.label)
    }
    amount = Span(found.start, found.end)
    beside = owner_beside(text, amount, amounts, list(mentions))
    if beside is not None:
        return _argument(mentions[beside], maker)
    if not dose_context("dose-word").search(text):
        return None
    return _taken_afar(maker, amount, [c for c in named if c.is_taken])


def _is_prescribed(found: FoundQuantity) -> bool:
    """Say whether an amount can be nothing but a dose: "5 mg twice daily", "2 mg/kg"."""
    quantity = found.quantity
    is_routed = dose_context("routed").search(quantity.text) is not None
    return _is_regimen(found) or quantity.per_kg or quantity.unit.endswith("/m2") or is_routed


def _taken_afar(maker: ClaimMaker, amount: Span, known: list[Candidate]) -> Argument | None:
    """Return what an amount is of that nothing ties to a name."""
    start = maker.quote.start + amount.start
    before = [c for c in known if c.span.end <= start]
    if before:
        return _argument(_dosed(before), maker)
    topic = maker.discourse.latest(KNOWN)
    if topic is not None:
        return maker.argument(topic.referent.label, topic.referent.span, topic.via)
    after = [c for c in known if c.span.start >= start]
    return _argument(after[0], maker) if after else None


def _after_of(document: str, candidate: Candidate) -> bool:
    return document[: candidate.span.start].rstrip().endswith(" of")


def _is_bound(text: str, found: FoundQuantity) -> bool:
    """Say whether a figure is a bound, not a dose: "doses above 5 mg"."""
    words = text[found.start : found.end].lower()
    return words.startswith(("above", "over", "more than", "below", "less than", "exceeding"))


def _dosed(before: list[Candidate]) -> Candidate:
    """Prefer "dosage of X" to whatever stands nearest."""
    for candidate in before:
        if candidate.head is None:
            continue
        governor = candidate.head.head
        if governor.dep_ == "prep" and in_class(governor.head.lemma_, "dose_noun"):
            return candidate
    return before[-1]


def _is_regimen(found: FoundQuantity) -> bool:
    return found.quantity.period is not None or found.quantity.times_max is not None


def _argument(candidate: Candidate, maker: ClaimMaker) -> Argument:
    span = candidate.span
    text = span.text_of(maker.document.text)
    via = None if candidate.label == " ".join(text.split()) else Via.ANAPHORA
    return Argument(candidate.label, text, span.start, span.end, candidate.type, via)


def _range(
    maker: ClaimMaker, found: FoundQuantity, candidates: list[Candidate], amounts: list[Span]
) -> Iterator[Claim]:
    """Yield "measure hasReferenceRange low-high" for the measure before the figures."""
    start = maker.quote.start + found.start
    last = max((a.end for a in amounts if a.end <= found.start), default=0)
    measures = {EntityType.BIOLOGICAL_MEASURE, EntityType.SUBSTANCE, EntityType.TEST}
    between = [c for c in candidates if maker.quote.start + last <= c.span.start < start]
    between = [c for c in between if c.type in measures]
    if last and between:  # "A ranges from 1 to 2 mg and B from 3 to 4 mg"
        candidates = between
    before = [c for c in candidates if c.span.end <= start and not _is_range_noun(c)]
    measured = (
        [c for c in before if c.type is EntityType.BIOLOGICAL_MEASURE]
        or [c for c in before if c.type in {EntityType.SUBSTANCE, EntityType.CELL}]
        or [c for c in before if c.type is EntityType.TEST]
        or [
            c
            for c in before
            if c.head is not None
            and c.head.dep_ in {"nsubj", "pobj"}
            and c.head.text != c.head.text.upper()
        ]
    )
    if measured:
        label = range_label(found.quantity)
        said = _said(maker, Predicate.HAS_REFERENCE_RANGE, found, label)
        yield maker.plain_claim(_argument(measured[0], maker), said)


def _is_range_noun(candidate: Candidate) -> bool:
    head = candidate.head
    return head is not None and head.lemma_.lower() in {"range", "value", "adult", "reference"}


def _threshold(
    maker: ClaimMaker, found: FoundQuantity, candidates: list[Candidate]
) -> Iterator[Claim]:
    """Yield "anemia definedAs hemoglobin level below 12 g/dL"."""
    start, end = maker.quote.start + found.start, maker.quote.start + found.end
    before = [c for c in candidates if c.span.end <= start]
    defined = [c for c in candidates if c.type in _CONDITION]
    measures = [
        c
        for c in before
        if c.type
        in {EntityType.BIOLOGICAL_MEASURE, EntityType.SUBSTANCE, EntityType.TEST, EntityType.CELL}
    ]
    if not defined or not measures:
        return
    measure = measures[-1]
    span = Span(measure.span.start, end)
    amount = maker.document.text[start:end]
    label = f"{measure.label} {' '.join(amount.split())}"
    obj = Argument(
        label,
        span.text_of(maker.document.text),
        span.start,
        span.end,
        EntityType.BIOLOGICAL_MEASURE,
    )
    said = Statement(Predicate.DEFINED_AS, obj, "threshold", 0.75, found.quantity)
    yield maker.plain_claim(_argument(defined[0], maker), said)


def _said(maker: ClaimMaker, predicate: Predicate, found: FoundQuantity, label: str) -> Statement:
    start, end = maker.quote.start + found.start, maker.quote.start + found.end
    text = maker.document.text[start:end]
    obj = Argument(label, text, start, end, EntityType.QUANTITY)
    rule = "dose" if predicate is Predicate.HAS_DOSAGE else "reference-range"
    return Statement(predicate, obj, rule, 0.85, found.quantity)

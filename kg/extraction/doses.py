"""Doses, reference ranges and thresholds: whose amount a quantity is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.claims import ClaimMaker, Statement
from kg.extraction.phrases import is_nominal, is_pronoun, phrase
from kg.extraction.quantities import FoundQuantity, dose_label, find_quantities, range_label
from kg.extraction.referents import is_definite
from kg.extraction.relations.arguments import is_argument
from kg.lexicon.dose_contexts import dose_context
from kg.lexicon.word_classes import in_class
from kg.model.claim import Argument, Claim, EntityType, Predicate, Via
from kg.model.spans import Span

if TYPE_CHECKING:
    from kg.extraction.tree import Token

_TAKEN = frozenset(
    {
        EntityType.SUPPLEMENT,
        EntityType.DRUG,
        EntityType.SUBSTANCE,
        EntityType.FOOD,
        EntityType.OTHER,
    }
)
_KNOWN = _TAKEN - {EntityType.OTHER, EntityType.FOOD}
_CONDITION = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})


@dataclass(frozen=True, slots=True)
class Candidate:
    """A noun phrase that an amount may belong to."""

    span: Span
    label: str
    type: EntityType
    head: Token


def dose_claims(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield the dosage, range and threshold claims of the sentence in hand."""
    span = maker.quote.span
    text = masked(maker, span)
    found = [q for q in find_quantities(text) if q.end <= len(text)]
    if not found:
        return
    candidates = _candidates(maker)
    for quantity in found:
        if quantity.kind == "dose":
            yield from _dose(maker, text, quantity, candidates)
        elif quantity.kind == "range" and dose_context("normal").search(text):
            yield from _range(maker, quantity, candidates)
        elif quantity.kind == "threshold" and dose_context("defining").search(text):
            yield from _threshold(maker, quantity, candidates)


def masked(maker: ClaimMaker, span: Span) -> str:
    """Return the sentence with its citation markers blanked out, so that offsets hold."""
    text = list(span.text_of(maker.document.text))
    for marker in maker.document.markers:
        if span.contains(marker.span):
            for i in range(marker.span.start - span.start, marker.span.end - span.start):
                text[i] = " "
    return "".join(text)


def _candidates(maker: ClaimMaker) -> list[Candidate]:
    made = (_candidate(maker, token) for token in maker.parsed.doc if _may_have_amount(token))
    return [candidate for candidate in made if candidate is not None]


def _may_have_amount(token: Token) -> bool:
    if not is_nominal(token) or is_pronoun(token):
        return False
    if token.dep_ in {"compound", "nmod"} and not _is_before_number(token):
        return False
    if token.dep_ == "pobj" and token.head.lower_ == "as":  # "as a dietary supplement"
        return False
    return not in_class(token.lemma_, "unit_noun")


def _is_before_number(token: Token) -> bool:
    """Say whether an amount follows, whose unit the parser may take for the head of the phrase."""
    return token.i + 1 < len(token.doc) and token.nbor(1).text[0].isdigit()


def _candidate(maker: ClaimMaker, token: Token) -> Candidate | None:
    one = phrase(token)
    span = maker.parsed.span_of(one.tokens)
    if span is None or not is_argument(one) or in_class(one.tokens[0].lemma_, "unit_noun"):
        return None
    if is_definite(token):
        resolved = maker.resolved_label(token)
        return Candidate(span, resolved.label, resolved.type, token) if resolved else None
    label = " ".join(span.text_of(maker.document.text).split())
    return Candidate(span, label, maker.type_of(label), token)


def _dose(
    maker: ClaimMaker, text: str, found: FoundQuantity, candidates: list[Candidate]
) -> Iterator[Claim]:
    subject = _taken(maker, text, found, candidates)
    if subject is None or (_is_bound(text, found) and not _is_regimen(found)):
        return
    label = dose_label(found.quantity)
    yield maker.plain_claim(subject, _said(maker, Predicate.HAS_DOSAGE, found, label))


def _taken(
    maker: ClaimMaker, text: str, found: FoundQuantity, candidates: list[Candidate]
) -> Argument | None:
    """Return what is taken: "of X" first, then what stands before, then the topic."""
    start, end = maker.quote.start + found.start, maker.quote.start + found.end
    sized = [c for c in candidates if c.type in _TAKEN and not _is_dose_noun(c)]
    inside = [c for c in sized if start < c.span.start and c.span.end <= end]
    inside = [c for c in inside if c.type in _KNOWN or _after_of(maker.document.text, c)]
    of = _following_of(maker.document.text, end, sized)
    beside = [
        c
        for c in sized
        if c.span.end <= start
        and dose_context("gap").match(maker.document.text[c.span.end : start])
    ]
    known_before = [c for c in sized if c.span.end <= start and c.type in _KNOWN]
    chosen = (inside[:1] or of[:1] or [c for c in beside[-1:] if c.type in _KNOWN])[:1]
    chosen = chosen or _unknown_beside(maker.document.text, text, Span(start, end), sized)
    if chosen:
        return _argument(chosen[0], maker)
    if not _is_regimen(found) and not dose_context("dose-word").search(text):
        return None
    if known_before and dose_context("dose-word").search(text):
        return _argument(_dosed(known_before), maker)
    known_after = [c for c in sized if c.span.start >= end and c.type in _KNOWN]
    if not dose_context("dose-word").search(text):
        return None
    topic = maker.discourse.latest(_KNOWN)
    if topic is not None:
        return maker.argument(topic.referent.label, topic.referent.span, topic.via)
    return _argument(known_after[0], maker) if known_after else None


def _after_of(document: str, candidate: Candidate) -> bool:
    return document[: candidate.span.start].rstrip().endswith(" of")


def _is_bound(text: str, found: FoundQuantity) -> bool:
    """Say whether a figure is a bound, not a dose: "doses above 5 mg"."""
    words = text[found.start : found.end].lower()
    return words.startswith(("above", "over", "more than", "below", "less than", "exceeding"))


def _unknown_beside(
    document: str, text: str, amount: Span, candidates: list[Candidate]
) -> list[Candidate]:
    """Return what stands right beside an amount in a sentence on treatment, known or not."""
    if not dose_context("therapy").search(text):
        return []
    tight = dose_context("tight")
    before = [
        c
        for c in candidates
        if c.span.end <= amount.start and tight.match(document[c.span.end : amount.start])
    ]
    until = dose_context("until").match(document, amount.end)
    at = until.end() if until else amount.end + 1
    after = [c for c in candidates if amount.end <= c.span.start <= at]
    return before[-1:] or after[:1]


def _dosed(before: list[Candidate]) -> Candidate:
    """Prefer "dosage of X" to whatever stands nearest."""
    for candidate in before:
        governor = candidate.head.head
        if governor.dep_ == "prep" and in_class(governor.head.lemma_, "dose_noun"):
            return candidate
    return before[-1]


def _is_dose_noun(candidate: Candidate) -> bool:
    return in_class(candidate.head.lemma_, "dose_noun") and candidate.type is EntityType.OTHER


def _following_of(document: str, end: int, candidates: list[Candidate]) -> list[Candidate]:
    match = re.compile(r"\s+(?:of|worth of)?\s*(?:the |oral |daily |supplemental )*").match(
        document, end
    )
    at = match.end() if match else end
    is_of = bool(match and "of" in match.group())
    return [c for c in candidates if end <= c.span.start <= at + 1 and (is_of or c.type in _KNOWN)]


def _is_regimen(found: FoundQuantity) -> bool:
    return found.quantity.period is not None or found.quantity.times_max is not None


def _argument(candidate: Candidate, maker: ClaimMaker) -> Argument:
    span = candidate.span
    text = span.text_of(maker.document.text)
    via = None if candidate.label == " ".join(text.split()) else Via.ANAPHORA
    return Argument(candidate.label, text, span.start, span.end, candidate.type, via)


def _range(maker: ClaimMaker, found: FoundQuantity, candidates: list[Candidate]) -> Iterator[Claim]:
    """Yield "measure hasReferenceRange low-high" for the measure before the figures."""
    start = maker.quote.start + found.start
    before = [c for c in candidates if c.span.end <= start and not _is_range_noun(c)]
    measured = (
        [c for c in before if c.type is EntityType.BIOLOGICAL_MEASURE]
        or [c for c in before if c.type in {EntityType.SUBSTANCE, EntityType.CELL}]
        or [
            c
            for c in before
            if c.head.dep_ in {"nsubj", "pobj"} and c.head.text != c.head.text.upper()
        ]
    )
    if measured:
        label = range_label(found.quantity)
        said = _said(maker, Predicate.HAS_REFERENCE_RANGE, found, label)
        yield maker.plain_claim(_argument(measured[0], maker), said)


def _is_range_noun(candidate: Candidate) -> bool:
    return candidate.head.lemma_.lower() in {"range", "value", "adult", "reference"}


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

"""The public form of a claim: one JSON object a line (docs/model.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.model.claim import Argument, Citation, Claim, Grade, Quantity
from kg.model.record import DocumentRecord

FORMAT_VERSION = "1.0"


def claim_lines(record: DocumentRecord) -> Iterator[str]:
    """Yield the claims of a document as JSON lines, without line ends, in document order."""
    for claim in record.claims:
        yield json.dumps(claim_to_json(record, claim), ensure_ascii=False)


def claim_to_json(record: DocumentRecord, claim: Claim) -> dict[str, Any]:
    """Return a claim as the public contract words it; keys are always all there, in this order."""
    quote, qualifiers = claim.quote, claim.qualifiers
    return {
        "id": claim.id,
        "document": claim.document,
        "section": list(record.document.section_path(claim.section)),
        "quote": {
            "exact": quote.exact,
            "start": quote.start,
            "end": quote.end,
            "prefix": quote.prefix,
            "suffix": quote.suffix,
        },
        "subject": _argument(claim.subject),
        "predicate": claim.predicate.value,
        "object": _argument(claim.object),
        "quantity": _quantity(claim.quantity),
        "qualifiers": {
            "population": qualifiers.population,
            "comparator": qualifiers.comparator,
            "condition": qualifiers.condition,
            "statistic": qualifiers.statistic,
            "sampleSize": qualifiers.sample_size,
        },
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "wording": claim.wording.value,
        "design": claim.design.value,
        "citations": [_citation(citation) for citation in claim.citations],
        "grade": _grade(claim.grade),
        "confidence": round(claim.confidence, 2),
        "rule": claim.rule,
        "extractor": claim.extractor,
    }


def _argument(argument: Argument) -> dict[str, Any]:
    return {
        "label": argument.label,
        "text": argument.text,
        "start": argument.start,
        "end": argument.end,
        "type": argument.type.value,
        "id": argument.id,
        "via": argument.via.value if argument.via else None,
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        "min": _number(quantity.min),
        "max": _number(quantity.max),
        "unit": quantity.unit,
        "period": quantity.period,
        "timesMin": _number(quantity.times_min),
        "timesMax": _number(quantity.times_max),
        "dailyMin": _number(quantity.daily_min),
        "dailyMax": _number(quantity.daily_max),
        "perKg": quantity.per_kg,
    }


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and value == int(value) else value


def _citation(citation: Citation) -> dict[str, Any]:
    return {
        "marker": citation.marker,
        "start": citation.start,
        "end": citation.end,
        "scope": citation.scope.value,
        "state": citation.state.value,
        "references": list(citation.references),
    }


def _grade(grade: Grade | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    return {"level": grade.level, "label": grade.label, "reasons": list(grade.reasons)}

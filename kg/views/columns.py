"""Claims as columns: one list a field, each as long as a page has claims."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

from kg.model.appraisal import Corpus, EvidenceLine, Finding, Severity
from kg.model.claim import Argument, Citation, Claim, Quantity
from kg.views.scene import Scene
from kg.views.selection import Selection
from kg.views.words import claim_words

GRAVITY = {Severity.ERROR: 4.0, Severity.WARNING: 2.0, Severity.NOTE: 0.5}


@dataclass(frozen=True, slots=True)
class Numbering:
    """Where things stand in a page's lists.

    Attributes:
        claims: For each claim's id its place in the columns.
        documents: For each document's id its place in the list of documents.
        quotes: For each quote's stored words their place in the list of quotes, where each text
            stands once. The page compares them with the text at the quote's offsets; it never
            trusts offsets alone.
    """

    claims: dict[str, int]
    documents: dict[str, int]
    quotes: dict[str, int]

    @classmethod
    def of(cls, selection: Selection, scene: Scene) -> Self:
        """Return the numbering of a selection; everything is in its order."""
        quotes = dict.fromkeys(chosen.claim.quote.exact for chosen in scene.claims)
        return cls(
            {chosen.claim.id: n for n, chosen in enumerate(scene.claims)},
            {record.document.id: n for n, record in enumerate(selection.records)},
            {text: n for n, text in enumerate(quotes)},
        )


def claim_columns(
    scene: Scene, numbers: Numbering, corpus: Corpus, findings: Sequence[Finding]
) -> dict[str, list[Any]]:
    """Return one list a field, each as long as there are claims."""
    badge_of = {n: b for b, badge in enumerate(scene.badges) for n in badge.claims}
    against = _conflicts(corpus, numbers.claims)
    evidence = _evidence(corpus, numbers.claims)
    rejected = set(corpus.rejected)
    columns: dict[str, list[Any]] = {}
    for n, chosen in enumerate(scene.claims):
        claim = chosen.claim
        row = {
            **_claim_row(claim, numbers.quotes[claim.quote.exact]),
            "document": chosen.record,
            "entities": list(scene.ends[n]),
            "badge": badge_of[n],
            "grade": chosen.grade.level,
            "reasons": list(chosen.grade.reasons),
            "cited": scene.cited[n],
            "against": against.get(n, []),
            "evidence": evidence.get(n, []),
            "rejected": int(claim.id in rejected),
        }
        for key, value in row.items():
            columns.setdefault(key, []).append(value)
    return columns | {"concern": _concern(findings, numbers)}


def _concern(findings: Sequence[Finding], numbers: Numbering) -> list[float]:
    """Return for each claim how grave its findings are together."""
    sums = [0.0] * len(numbers.claims)
    for finding in findings:
        for claim in {finding.claim or "", *finding.related} & numbers.claims.keys():
            sums[numbers.claims[claim]] += GRAVITY[finding.severity]
    return sums


def _claim_row(claim: Claim, words: int) -> dict[str, Any]:
    quote = claim.quote
    return {
        "id": claim.id,
        "words": claim_words(claim),
        "section": claim.section,
        "sentence": claim.sentence,
        "quote": [quote.start, quote.end, words],
        "subject": _argument(claim.subject),
        "predicate": claim.predicate.value,
        "object": _argument(claim.object),
        "polarity": claim.polarity.value,
        "certainty": claim.certainty.value,
        "wording": claim.wording.value,
        "design": claim.design.value,
        "trigger": [claim.trigger.start, claim.trigger.end] if claim.trigger else None,
        "study": [claim.study.start, claim.study.end] if claim.study else None,
        "citations": [_citation(citation) for citation in claim.citations],
        "quantity": _quantity(claim.quantity),
        "qualifiers": _qualifiers(claim),
        "confidence": round(claim.confidence, 2),
        "rule": claim.rule,
        "extractor": claim.extractor,
    }


def _argument(argument: Argument) -> list[Any]:
    return [
        argument.start,
        argument.end,
        argument.label,
        argument.via.value if argument.via else None,
    ]


def _citation(citation: Citation) -> list[Any]:
    return [
        citation.start, citation.end, citation.scope.value, citation.state.value,
        list(citation.references), round(citation.confidence, 2),
    ]  # fmt: skip


def _quantity(quantity: Quantity | None) -> list[Any] | None:
    if quantity is None:
        return None
    extra = [quantity.route, quantity.duration, quantity.remark]
    return [quantity.text, quantity.unit, quantity.daily_min, quantity.daily_max, *extra]


def _qualifiers(claim: Claim) -> list[list[Any]]:
    q = claim.qualifiers
    pairs = [
        ("who was studied", q.population), ("compared with", q.comparator),
        ("under the condition", q.condition), ("figure given", q.statistic),
        ("number of subjects", q.sample_size),
    ]  # fmt: skip
    return [[name, value] for name, value in pairs if value is not None]


def _conflicts(corpus: Corpus, number: dict[str, int]) -> dict[int, list[list[Any]]]:
    against: dict[int, list[list[Any]]] = {}
    for conflict in corpus.conflicts:
        first, second = number.get(conflict.first), number.get(conflict.second)
        if first is not None and second is not None:
            against.setdefault(first, []).append([second, conflict.difference])
            against.setdefault(second, []).append([first, conflict.difference])
    return against


def _evidence(corpus: Corpus, number: dict[str, int]) -> dict[int, list[list[Any]]]:
    lines: dict[int, list[list[Any]]] = {}
    for line in corpus.evidence:
        if (claim := number.get(line.claim)) is not None:
            lines.setdefault(claim, []).append(_line(line))
    return lines


def _line(line: EvidenceLine) -> list[Any]:
    verified = line.verified_design.value if line.verified_design else None
    return [
        line.direction.value, line.design.value, verified, list(line.citations),
        line.population, line.sample_size, line.basis, line.quote,
    ]  # fmt: skip

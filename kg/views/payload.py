"""The data of a page: every text once, claims as columns, offsets in code points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model.appraisal import Corpus, EvidenceLine, Finding, Severity
from kg.model.claim import Argument, Citation, Claim, Quantity
from kg.model.document import Reference
from kg.model.record import DocumentRecord
from kg.views.network import Picture, network_data
from kg.views.options import PageOptions
from kg.views.scene import Scene, reference_name
from kg.views.selection import Selection
from kg.views.words import claim_words, grade_styles, judging_reasons, predicate_words, terms

FORMAT = 1
LATER = {
    "page": ("quotes", "propositions", "findings"),
    "claims": (
        "sentence", "subject", "object", "wording", "trigger", "study", "citations", "quantity",
        "qualifiers", "confidence", "rule", "extractor", "evidence", "reasons",
    ),
    "documents": ("text", "blocks", "sentences", "markers", "references"),
}  # fmt: skip
GRAVITY = {Severity.ERROR: 4.0, Severity.WARNING: 2.0, Severity.NOTE: 0.5}


def build_payload(  # noqa: PLR0913, PLR0917 - everything that a page holds
    selection: Selection,
    scene: Scene,
    picture: Picture,
    corpus: Corpus,
    findings: Sequence[Finding],
    options: PageOptions,
) -> dict[str, Any]:
    """Return everything the page's script reads, as plain JSON values."""
    number = {chosen.claim.id: n for n, chosen in enumerate(scene.claims)}
    documents = {record.document.id: n for n, record in enumerate(selection.records)}
    quotes = {text: n for n, text in enumerate(distinct_quotes(scene))}
    return {
        "format": FORMAT,
        "later": {part: list(keys) for part, keys in LATER.items()},
        "base": options.base_iri,
        "saveTo": options.save_to,
        "total": selection.total,
        "omitted": [list(entry) for entry in selection.omitted],
        "words": _words(),
        "documents": [_document(record) for record in selection.records],
        "entities": [[e.label, e.type, e.id, e.reason] for e in scene.entities],
        "quotes": list(quotes),
        "claims": claim_columns(scene, number, corpus, quotes)
        | {"concern": _concern(findings, number)},
        "badges": [
            [
                b.subject,
                b.object,
                list(b.claims),
                b.level,
                b.text,
                b.short,
                int(b.conflict),
                int(b.retracted),
                int(b.hollow),
            ]
            for b in scene.badges
        ],
        "studies": [
            [s.label, s.design, list(s.badges), list(s.claims), s.key] for s in scene.studies
        ],
        "propositions": _propositions(corpus, number),
        "findings": _findings(findings, number, documents),
        "graph": network_data(picture, scene.badges),
    }


def split_payload(payload: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the first picture needs, and the rest, which the page reads after drawing it."""
    parts = {"claims": payload["claims"], "documents": payload["documents"]}
    later = {key: payload[key] for key in LATER["page"]} | {
        "claims": {key: parts["claims"][key] for key in LATER["claims"] if key in parts["claims"]},
        "documents": [{key: d[key] for key in LATER["documents"]} for d in parts["documents"]],
    }
    first = {key: value for key, value in payload.items() if key not in LATER["page"]} | {
        "claims": {k: v for k, v in parts["claims"].items() if k not in LATER["claims"]},
        "documents": [
            {k: v for k, v in d.items() if k not in LATER["documents"]} for d in parts["documents"]
        ],
    }
    return first, later


def _concern(findings: Sequence[Finding], number: dict[str, int]) -> list[float]:
    """Return for each claim how grave its findings are together."""
    sums = [0.0] * len(number)
    for finding in findings:
        for claim in {finding.claim, *finding.related} & number.keys():
            sums[number[claim]] += GRAVITY[finding.severity]
    return sums


def _words() -> dict[str, Any]:
    return {
        "predicates": {
            w.id: [w.glyph, w.short, w.affirmed, w.negated] for w in predicate_words().values()
        },
        "grades": [
            [
                g.id,
                g.digit,
                g.width,
                g.arrow,
                list(g.dash),
                int(g.filled),
                g.colour,
                g.dark,
                g.explain,
            ]
            for g in grade_styles()
        ],
        "reasons": [[r.id, list(r.decisions), r.words] for r in judging_reasons()],
        "terms": {t.id: [t.label, t.text] for t in terms().values()},
    }


def _document(record: DocumentRecord) -> dict[str, Any]:
    document = record.document
    return {
        "id": document.id,
        "title": document.title,
        "url": document.source.url,
        "sha256": document.source.sha256,
        "text": document.text,
        "sections": [
            [s.title, s.level, s.span.start, s.span.end, s.parent, int(s.is_missing_heading)]
            for s in document.sections
        ],
        "blocks": [
            [b.kind.value, b.span.start, b.span.end, b.depth, b.section] for b in document.blocks
        ],
        "sentences": [[s.span.start, s.span.end] for s in document.sentences],
        "markers": [[m.span.start, m.span.end, m.state.value] for m in document.markers],
        "unattached": list(record.unattached),
        "references": {r.id: _reference(r) for r in document.references},
    }


def _reference(reference: Reference) -> dict[str, Any]:
    fields = {
        "name": reference_name(reference),
        "raw": reference.raw,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "url": reference.url,
        "title": reference.title,
        "year": reference.year,
        "design": reference.design,
        "retracted": reference.retracted,
    }
    return {key: value for key, value in fields.items() if value is not None}


def distinct_quotes(scene: Scene) -> tuple[str, ...]:
    """Return the stored words of all quotes, each once, in the order of the claims.

    The page compares them with the text at the quotes' offsets; it never trusts offsets alone.
    """
    return tuple(dict.fromkeys(chosen.claim.quote.exact for chosen in scene.claims))


def claim_columns(
    scene: Scene, number: dict[str, int], corpus: Corpus, quotes: dict[str, int]
) -> dict[str, list[Any]]:
    """Return one list a field, each as long as there are claims.

    Args:
        scene: What the page shows.
        number: For each claim's id its place in the lists.
        corpus: What is known of all documents together.
        quotes: For each quote's words their place in the payload's list of quotes.
    """
    badge_of = {n: b for b, badge in enumerate(scene.badges) for n in badge.claims}
    against = _conflicts(corpus, number)
    evidence = _evidence(corpus, number)
    rejected = set(corpus.rejected)
    columns: dict[str, list[Any]] = {}
    for n, chosen in enumerate(scene.claims):
        claim = chosen.claim
        row = {
            **_claim_row(claim, quotes[claim.quote.exact]),
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
    return columns


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


def _propositions(corpus: Corpus, number: dict[str, int]) -> list[list[Any]]:
    rows = []
    for p in corpus.propositions:
        yes = [number[c] for c in p.supporting if c in number]
        no = [number[c] for c in p.disputing if c in number]
        if yes or no:
            rows.append(
                [p.id, p.subject_label, p.predicate.value, p.object_label, yes, no, p.grade,
                 p.status, round(p.belief.score, 3),
                 [[f.words, round(f.value, 3)] for f in p.belief.factors]]
            )  # fmt: skip
    return rows


def _findings(
    findings: Sequence[Finding], number: dict[str, int], documents: dict[str, int]
) -> list[list[Any]]:
    return [
        [
            f.kind.value, f.severity.value, documents[f.document],
            list(f.section), number.get(f.claim) if f.claim else None,
            [f.span.start, f.span.end] if f.span else None,
            f.message, [number[c] for c in f.related if c in number],
            None if f.span else f.quote,
        ]
        for f in findings
        if f.document in documents
    ]  # fmt: skip

"""The data of a page: every text once, claims as columns; offsets are in code points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.model.appraisal import Corpus, Finding
from kg.model.document import Reference
from kg.model.record import DocumentRecord
from kg.views.columns import Numbering, claim_columns
from kg.views.network import Picture, network_data
from kg.views.options import PageOptions
from kg.views.scene import Badge, Scene, reference_name
from kg.views.selection import Selection
from kg.views.words import grade_styles, judging_reasons, predicate_words, terms

FORMAT = 1
LATER = {
    "page": ("quotes", "propositions", "findings"),
    "claims": (
        "sentence", "subject", "object", "wording", "trigger", "study", "citations", "quantity",
        "qualifiers", "confidence", "rule", "extractor", "evidence", "reasons",
    ),
    "documents": ("text", "blocks", "sentences", "markers", "references"),
}  # fmt: skip


def build_payload(  # noqa: PLR0913, PLR0917 - everything that a page holds
    selection: Selection,
    scene: Scene,
    picture: Picture,
    corpus: Corpus,
    findings: Sequence[Finding],
    options: PageOptions,
) -> dict[str, Any]:
    """Return everything the page's script reads, as plain JSON values."""
    numbers = Numbering.of(selection, scene)
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
        "quotes": list(numbers.quotes),
        "claims": claim_columns(scene, numbers, corpus, findings),
        "badges": [_badge(badge) for badge in scene.badges],
        "studies": [
            [s.label, s.design, list(s.badges), list(s.claims), s.key] for s in scene.studies
        ],
        "propositions": _propositions(corpus, numbers),
        "findings": _findings(findings, numbers, options),
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


def _badge(badge: Badge) -> list[Any]:
    flags = [int(flag) for flag in (badge.conflict, badge.retracted, badge.hollow)]
    claims = list(badge.claims)
    return [badge.subject, badge.object, claims, badge.level, badge.text, badge.short, *flags]


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


def _propositions(corpus: Corpus, numbers: Numbering) -> list[list[Any]]:
    rows = []
    for p in corpus.propositions:
        yes = [numbers.claims[c] for c in p.supporting if c in numbers.claims]
        no = [numbers.claims[c] for c in p.disputing if c in numbers.claims]
        if yes or no:
            rows.append(
                [p.id, p.subject_label, p.predicate.value, p.object_label, yes, no, p.grade,
                 p.status, round(p.belief.score, 3),
                 [[f.words, round(f.value, 3)] for f in p.belief.factors]]
            )  # fmt: skip
    return rows


def _findings(
    findings: Sequence[Finding], numbers: Numbering, options: PageOptions
) -> list[list[Any]]:
    """Return the findings of the page's documents; for a topic, no other claims' findings."""
    claims = numbers.claims
    return [
        [
            f.kind.value, f.severity.value, numbers.documents[f.document],
            list(f.section), claims.get(f.claim) if f.claim else None,
            [f.span.start, f.span.end] if f.span else None,
            f.message, [claims[c] for c in f.related if c in claims],
            None if f.span else f.quote,
        ]
        for f in findings
        if f.document in numbers.documents
        and (options.topic is None or f.claim is None or f.claim in claims)
    ]  # fmt: skip

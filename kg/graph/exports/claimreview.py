"""ClaimReview (schema.org) of claims that a person has judged; without a verdict there is none.

Source: https://schema.org/ClaimReview
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.graph.derived_quads import judgement_iri
from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.store import Store
from kg.model.appraisal import Decision, Judgement
from kg.model.claim import Claim
from kg.model.document import Document

_VERDICTS = {
    Decision.ACCEPT: (1, "Correctly extracted: the document says so"),
    Decision.REJECT: (0, "Wrongly extracted: the document does not say so"),
    Decision.CORRECT: (0, "Corrected: the document says something else"),
}


def _reviews(store: Store) -> Iterator[dict[str, Any]]:
    decisions = _decisions(store)
    for record in store.records():
        for claim in record.claims:
            for judgement in decisions.get(claim.id, ()):
                yield _review(store, record.document, claim, judgement)


def _decisions(store: Store) -> dict[str, list[Judgement]]:
    """Return the decisions on each claim: by statement and quote, as appraisal found them.

    A store that was written before appraisal kept this, or without it, is matched by id.
    """
    found: dict[str, list[Judgement]] = {}
    judged = store.corpus().judged
    for entry in judged:
        found.setdefault(entry.claim, []).append(entry.judgement)
    known = {entry.judgement for entry in judged}
    for judgement in store.judgements():
        if judgement not in known:
            found.setdefault(judgement.claim, []).append(judgement)
    return found


def _review(store: Store, document: Document, claim: Claim, judgement: Judgement) -> dict[str, Any]:
    value, words = _VERDICTS[judgement.decision]
    appearance: dict[str, Any] = {"@type": "CreativeWork", "name": document.title or document.id}
    if document.source.url:
        appearance["url"] = document.source.url
    review = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "@id": judgement_iri(judgement, store.mint),
        "claimReviewed": claim.quote.exact,
        "author": {"@type": "Person", "name": judgement.curator},
        "datePublished": judgement.decided_at,
        "itemReviewed": {
            "@type": "Claim",
            "@id": store.mint.claim(claim.id),
            "name": f"{claim.subject.label} {claim.predicate.value} {claim.object.label}",
            "appearance": appearance,
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": value,
            "bestRating": 1,
            "worstRating": 0,
            "alternateName": words,
        },
    }
    if judgement.note:
        review["reviewBody"] = judgement.note
    return review


def _chunks(store: Store) -> Iterator[str]:
    yield json.dumps(list(_reviews(store)), ensure_ascii=False, indent=1) + "\n"


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("claimreview.json", _chunks(store))


CLAIMREVIEW = Exporter("claimreview", "schema.org reviews of claims people judged", False, _files)

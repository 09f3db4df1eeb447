"""Finds the claim that was judged or looked up, after the text was read again or moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kg.lexicon.label_identity import fold
from kg.model.appraisal import ClaimAnchor
from kg.model.claim import Claim
from kg.model.document import Document
from kg.model.record import DocumentRecord

_MOST_OCCURRENCES = 1000  # of one quote in one document

_Statement = tuple[tuple[str, ...], str, tuple[str, ...], str]


class Anchors:
    """The claims of some documents, to be found by id, or by statement and quote."""

    def __init__(self, records: Iterable[DocumentRecord]) -> None:
        self._claims: dict[str, Claim] = {}
        self._stated: dict[_Statement, list[tuple[Document, Claim]]] = defaultdict(list)
        for record in records:
            for claim in record.claims:
                self._claims.setdefault(claim.id, claim)
                self._stated[_statement(claim)].append((record.document, claim))

    def claim(self, key: str) -> Claim:
        """Return the claim with that id, which must exist."""
        return self._claims[key]

    def claim_of(self, anchor: ClaimAnchor) -> Claim | None:
        """Return the claim that the anchor is of, or None where there is none any more."""
        if anchor.claim in self._claims:
            return self._claims[anchor.claim]
        candidates = self._stated.get(_anchored_statement(anchor), [])
        same = [pair for pair in candidates if pair[0].id == anchor.document]
        for group in (same, [pair for pair in candidates if pair not in same]):
            if found := _best(anchor, group):
                return found
        return None


def _best(anchor: ClaimAnchor, candidates: Sequence[tuple[Document, Claim]]) -> Claim | None:
    """Return the claim whose quote lies where the anchored words stand now."""
    scored = []
    for document, claim in candidates:
        at = locate(document.text, anchor)
        if at is not None and at < claim.quote.end and claim.quote.start < at + len(anchor.exact):
            distance = abs(claim.quote.start - at)
            scored.append((distance, abs(claim.quote.start - anchor.start), claim.id, claim))
    return min(scored)[-1] if scored else None


def locate(text: str, anchor: ClaimAnchor) -> int | None:
    """Return where the anchored quote stands in ``text``, or None.

    Of several occurrences the one with the most of prefix and suffix around it wins, then the
    nearest to where the quote once stood.
    """
    places: list[int] = []
    at = text.find(anchor.exact)
    while at >= 0 and len(places) < _MOST_OCCURRENCES:
        places.append(at)
        at = text.find(anchor.exact, at + 1)
    if not places:
        return None
    return max(
        places, key=lambda place: (_context(text, place, anchor), -abs(place - anchor.start))
    )


def _context(text: str, place: int, anchor: ClaimAnchor) -> int:
    """Return how many code points of prefix and suffix agree at ``place``."""
    before = text[max(0, place - len(anchor.prefix)) : place]
    end = place + len(anchor.exact)
    after = text[end : end + len(anchor.suffix)]
    return _agree(before[::-1], anchor.prefix[::-1]) + _agree(after, anchor.suffix)


def _agree(first: str, second: str) -> int:
    count = 0
    for left, right in zip(first, second, strict=False):
        if left != right:
            break
        count += 1
    return count


def _statement(claim: Claim) -> _Statement:
    return (
        fold(claim.subject.label),
        claim.predicate.value,
        fold(claim.object.label),
        claim.polarity.value,
    )


def _anchored_statement(anchor: ClaimAnchor) -> _Statement:
    return (
        fold(anchor.subject),
        anchor.predicate,
        fold(anchor.object),
        anchor.polarity.value,
    )

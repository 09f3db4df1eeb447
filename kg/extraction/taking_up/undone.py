"""Results that the next sentence takes back: "However, the difference was not significant".

A sentence that only denies a difference leaves open in what; it is in what was said to be changed
just before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.relations.chance import denies_difference
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Polarity, Predicate, Via

if TYPE_CHECKING:
    from kg.extraction.claims import ClaimMaker

_RESULTS = frozenset({Predicate.INCREASES, Predicate.DECREASES})
_TOLD_OF_ARMS = frozenset(
    {"measured-in", "moved-in", "changed-in", "had-otherwise", "seen-otherwise", "told-in-order"}
)
_FACTOR = 0.8


def undone_claims(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield the results of the sentence before, denied, where this one says no more than that."""
    root = maker.parsed.doc.root
    if root is None or maker.is_told() or not denies_difference(maker.quote.exact):
        return
    for said in maker.said_before(root):
        is_result = said.predicate in _RESULTS and said.rule in _TOLD_OF_ARMS
        if is_result and said.polarity is Polarity.AFFIRMED:
            yield replace(
                said,
                subject=replace(said.subject, via=said.subject.via or Via.ANAPHORA),
                predicate=Predicate.AFFECTS,
                object=replace(said.object, via=said.object.via or Via.ELLIPSIS),
                polarity=Polarity.NEGATED,
                certainty=Certainty.ASSERTED,
                sentence=maker.unit.sentence,
                quote=maker.quote,
                trigger=None,
                rule="taken-back",
                confidence=round(said.confidence * _FACTOR, 3),
            )

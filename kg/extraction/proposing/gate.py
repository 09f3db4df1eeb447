"""The gate: a proposal becomes a claim only where the document bears it out word for word.

It knows nothing of who proposes. What it refuses is counted by reason and never mended: a quote
that is almost there is not there.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from kg.extraction.proposing.proposals import Proposal, ProposedArgument, Refusal
from kg.extraction.quotes import make_quote
from kg.extraction.syntax.typing import type_of
from kg.model.claim import Argument, Claim, Quote
from kg.model.closed_terms import Certainty, Polarity, Predicate, Via
from kg.model.document import BlockKind, Document
from kg.model.spans import Span

MAX_PROPOSALS = 5_000  # for one document
_MAX_QUOTE = 2_000  # code points
_CONTENT = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.FOOTNOTE}
)


@dataclass(frozen=True, slots=True)
class Passed:
    """What came through, and how many did not, by reason.

    Attributes:
        claims: Sorted by quote, then subject, predicate and object.
        refused: Reasons with their counts, in the order of :class:`Refusal`; none with 0.
    """

    claims: tuple[Claim, ...]
    refused: tuple[tuple[Refusal, int], ...] = ()

    @property
    def refused_count(self) -> int:
        """Return how many proposals were refused."""
        return sum(count for _, count in self.refused)


class _RefusedError(Exception):
    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason.value)
        self.reason = reason


def admit(
    document: Document, proposals: Iterable[Proposal], extractor: str, malformed: int = 0
) -> Passed:
    """Return the proposals that the document bears out as claims, and count the others.

    Args:
        document: What the proposals are about.
        proposals: In any order; the result does not depend on it.
        extractor: Name for ``Claim.extractor``.
        malformed: Answers that were no proposals at all; they are counted as refused.
    """
    refused: Counter[Refusal] = Counter({Refusal.MALFORMED: malformed})
    claims: dict[tuple[int, int, str, str, str, str], Claim] = {}
    for number, proposal in enumerate(proposals):
        try:
            claim = _claim(document, proposal, extractor, number)
        except _RefusedError as error:
            refused[error.reason] += 1
            continue
        key = _key(claim)
        if key not in claims or claim.confidence > claims[key].confidence:
            claims[key] = claim
    ordered = tuple(claims[key] for key in sorted(claims))
    return Passed(ordered, tuple((r, refused[r]) for r in Refusal if refused[r]))


def _key(claim: Claim) -> tuple[int, int, str, str, str, str]:
    return (
        claim.quote.start,
        claim.quote.end,
        claim.subject.label,
        claim.predicate.value,
        claim.object.label,
        claim.polarity.value,
    )


def _claim(document: Document, proposal: Proposal, extractor: str, number: int) -> Claim:
    if number >= MAX_PROPOSALS:
        raise _RefusedError(Refusal.TOO_MANY)
    if proposal.predicate not in set(Predicate):
        raise _RefusedError(Refusal.UNKNOWN_PREDICATE)
    if not _values_are_known(proposal):
        raise _RefusedError(Refusal.UNKNOWN_VALUE)
    span, sentence = _place(document, proposal.quote)
    quote = make_quote(document, span)
    subject = _argument(document, quote, proposal.subject)
    obj = _argument(document, quote, proposal.object)
    if subject.label.lower() == obj.label.lower():
        raise _RefusedError(Refusal.SAME_ARGUMENTS)
    return Claim(
        document=document.id,
        section=document.blocks[document.sentences[sentence].block].section,
        sentence=sentence,
        quote=quote,
        subject=subject,
        predicate=Predicate(proposal.predicate),
        object=obj,
        polarity=Polarity(proposal.polarity),
        certainty=Certainty(proposal.certainty),
        confidence=round(proposal.confidence, 3),
        rule="proposal",
        extractor=extractor,
    )


def _values_are_known(proposal: Proposal) -> bool:
    vias = {proposal.subject.via, proposal.object.via} - {None}
    return (
        proposal.polarity in set(Polarity)
        and proposal.certainty in set(Certainty)
        and vias <= {via.value for via in Via}
        and math.isfinite(proposal.confidence)
        and 0 <= proposal.confidence <= 1
    )


def _place(document: Document, words: str) -> tuple[Span, int]:
    """Return where a quote stands, and the sentence that it begins in."""
    if not words.strip() or len(words) > _MAX_QUOTE:
        raise _RefusedError(Refusal.QUOTE_NOT_FOUND)
    start = document.text.find(words)
    if start < 0:
        raise _RefusedError(Refusal.QUOTE_NOT_FOUND)
    if document.text.find(words, start + 1) >= 0:
        raise _RefusedError(Refusal.QUOTE_AMBIGUOUS)
    span = Span(start, start + len(words))
    for number, sentence in enumerate(document.sentences):
        if sentence.span.overlaps(span):
            if document.blocks[sentence.block].kind in _CONTENT:
                return span, number
            break
    raise _RefusedError(Refusal.QUOTE_OUTSIDE_CONTENT)


def _argument(document: Document, quote: Quote, proposed: ProposedArgument) -> Argument:
    at = quote.exact.find(proposed.text) if proposed.text.strip() else -1
    if at < 0:
        raise _RefusedError(Refusal.ARGUMENT_NOT_IN_QUOTE)
    label, via = proposed.text, None
    if proposed.via is not None:
        label, via = _antecedent(document, proposed), Via(proposed.via)
    elif proposed.label not in (None, proposed.text):
        raise _RefusedError(Refusal.LABEL_NOT_IN_DOCUMENT)
    label = " ".join(label.split())
    start = quote.start + at
    return Argument(label, proposed.text, start, start + len(proposed.text), type_of(label), via)


def _antecedent(document: Document, proposed: ProposedArgument) -> str:
    """Return what stands elsewhere in the document and ``via`` leads to.

    Only the antecedent's own words may become the label.
    """
    words = proposed.antecedent or proposed.label or ""
    if not words.strip() or words not in document.text:
        raise _RefusedError(Refusal.LABEL_NOT_IN_DOCUMENT)
    if proposed.label not in (None, words):
        raise _RefusedError(Refusal.LABEL_NOT_IN_DOCUMENT)
    return words

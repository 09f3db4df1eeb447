from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.proposing.gate import MAX_PROPOSALS, admit
from kg.extraction.proposing.proposals import Proposal, ProposedArgument, Refusal
from kg.model.closed_terms import Via
from kg.reading import read_bytes

if TYPE_CHECKING:
    from kg.model.document import Document

TEXT = """# Valerian for insomnia

Valerian is sold in pharmacies. The herb may relieve insomnia. Sleep helps. Sleep helps.

# References

1. Lee A. Valerian treats insomnia. J Sleep. 2020.
"""
(DOCUMENT,) = read_bytes(TEXT.encode(), "text.md")
GOOD = Proposal(
    "The herb may relieve insomnia.",
    ProposedArgument("The herb", via="anaphora", antecedent="Valerian"),
    "treats",
    ProposedArgument("insomnia"),
    certainty="possible",
)


def _reasons(proposal: Proposal, document: Document = DOCUMENT) -> dict[Refusal, int]:
    return dict(admit(document, [proposal], "stub").refused)


def test_gate_lets_a_verbatim_proposal_pass() -> None:
    (claim,) = admit(DOCUMENT, [GOOD], "stub").claims
    assert claim.quote.exact == DOCUMENT.text[claim.quote.start : claim.quote.end]
    assert (claim.subject.label, claim.subject.text) == ("Valerian", "The herb")
    assert claim.subject.via is Via.ANAPHORA
    assert DOCUMENT.text[claim.subject.start : claim.subject.end] == "The herb"
    assert claim.extractor == "stub"


ARGUMENT = ProposedArgument
REFUSED = [
    (replace(GOOD, predicate="cures"), Refusal.UNKNOWN_PREDICATE),
    (replace(GOOD, polarity="maybe"), Refusal.UNKNOWN_VALUE),
    (replace(GOOD, certainty="sure"), Refusal.UNKNOWN_VALUE),
    (replace(GOOD, confidence=1.5), Refusal.UNKNOWN_VALUE),
    (replace(GOOD, confidence=float("nan")), Refusal.UNKNOWN_VALUE),
    (replace(GOOD, subject=ARGUMENT("The herb", via="magic")), Refusal.UNKNOWN_VALUE),
    (replace(GOOD, quote="The herb relieves insomnia."), Refusal.QUOTE_NOT_FOUND),
    (replace(GOOD, quote="the herb may relieve insomnia."), Refusal.QUOTE_NOT_FOUND),
    (replace(GOOD, quote=""), Refusal.QUOTE_NOT_FOUND),
    (replace(GOOD, quote="Sleep helps."), Refusal.QUOTE_AMBIGUOUS),
    (replace(GOOD, quote="Valerian for insomnia"), Refusal.QUOTE_OUTSIDE_CONTENT),
    (replace(GOOD, quote="Valerian treats insomnia."), Refusal.QUOTE_OUTSIDE_CONTENT),
    (replace(GOOD, object=ARGUMENT("anxiety")), Refusal.ARGUMENT_NOT_IN_QUOTE),
    (replace(GOOD, object=ARGUMENT(" ")), Refusal.ARGUMENT_NOT_IN_QUOTE),
    (replace(GOOD, subject=ARGUMENT("The herb", label="Valerian")), Refusal.LABEL_NOT_IN_DOCUMENT),
    (
        replace(GOOD, subject=ARGUMENT("The herb", via="anaphora", antecedent="Ginseng")),
        Refusal.LABEL_NOT_IN_DOCUMENT,
    ),
    (replace(GOOD, subject=ARGUMENT("The herb", via="anaphora")), Refusal.LABEL_NOT_IN_DOCUMENT),
    (
        replace(GOOD, subject=ARGUMENT("The herb", "a cure", "anaphora", "Valerian")),
        Refusal.LABEL_NOT_IN_DOCUMENT,
    ),
    (replace(GOOD, object=ARGUMENT("herb"), subject=ARGUMENT("herb")), Refusal.SAME_ARGUMENTS),
]


@pytest.mark.parametrize(("proposal", "reason"), REFUSED, ids=lambda x: getattr(x, "value", ""))
def test_gate_refuses_and_counts_by_reason(proposal: Proposal, reason: Refusal) -> None:
    passed = admit(DOCUMENT, [proposal, GOOD], "stub")
    assert dict(passed.refused) == {reason: 1}
    assert len(passed.claims) == 1


def test_gate_counts_malformed_answers_and_too_many() -> None:
    passed = admit(DOCUMENT, [GOOD] * (MAX_PROPOSALS + 3), "stub", malformed=2)
    assert passed.refused == ((Refusal.MALFORMED, 2), (Refusal.TOO_MANY, 3))
    assert passed.refused_count == 5
    assert len(passed.claims) == 1


def test_gate_gives_the_same_whatever_the_order() -> None:
    other = replace(GOOD, predicate="affects", confidence=0.9)
    surer = replace(GOOD, confidence=0.8)
    first = admit(DOCUMENT, [GOOD, other, surer], "stub")
    assert first == admit(DOCUMENT, [surer, other, GOOD], "stub")
    assert [claim.confidence for claim in first.claims] == [0.9, 0.8]


@given(
    start=st.integers(0, len(TEXT)),
    length=st.integers(0, 60),
    subject=st.sampled_from(["Valerian", "The herb", "Sleep", "insomnia", "nothing"]),
    predicate=st.sampled_from(["treats", "causes", "cures"]),
)
def test_gate_passes_only_what_stands_in_the_document(
    start: int, length: int, subject: str, predicate: str
) -> None:
    quote = DOCUMENT.text[start : start + length]
    proposal = Proposal(quote, ARGUMENT(subject), predicate, ARGUMENT("insomnia"))
    passed = admit(DOCUMENT, [proposal], "stub")
    assert len(passed.claims) + passed.refused_count == 1
    for claim in passed.claims:
        assert DOCUMENT.text[claim.quote.start : claim.quote.end] == claim.quote.exact == quote
        for argument in (claim.subject, claim.object):
            assert claim.quote.span.contains(argument.span)
            assert DOCUMENT.text[argument.start : argument.end] == argument.text

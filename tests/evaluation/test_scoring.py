from dataclasses import replace

import pytest

from kg.evaluation.gold import GoldRow
from kg.evaluation.scoring import score
from kg.model.claim import Argument, Citation, Claim, Quote
from kg.model.closed_terms import Certainty, Design, Polarity, Predicate, Scope
from kg.model.document import CitationState

SENTENCE = "Raw garlic may ease colds."
ROW = GoldRow(
    core=True,
    subjects=("garlic", "raw garlic"),
    predicates=("treats",),
    objects=("cold",),
    negated=False,
    hedged=True,
    designs=("none",),
    citations=(1,),
    quote="Raw garlic may ease",
)


def argument(label: str) -> Argument:
    return Argument(label=label, text=label, start=0, end=len(label))


CLAIM = Claim(
    document="d",
    section=0,
    sentence=0,
    quote=Quote(SENTENCE, 0, len(SENTENCE), "", ""),
    subject=argument("raw garlic"),
    predicate=Predicate.TREATS,
    object=argument("colds"),
    certainty=Certainty.POSSIBLE,
    citations=(Citation("(x)", 0, 3, Scope.SAME_SENTENCE, CitationState.PLACEHOLDER),),
)


def test_score_counts_a_right_claim_once() -> None:
    result = score([ROW], [CLAIM, replace(CLAIM, subject=argument("garlic"))])
    assert result.figures() == dict.fromkeys(result.figures(), 1.0)
    assert result.recall.of == 1


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CLAIM, polarity=Polarity.NEGATED),
        replace(CLAIM, predicate=Predicate.CAUSES),
        replace(CLAIM, subject=argument("onion juice")),
        replace(CLAIM, object=argument("fever")),
        replace(CLAIM, quote=Quote("Something else altogether here.", 50, 81, "", "")),
    ],
    ids=["polarity", "predicate", "subject", "object", "place"],
)
def test_score_refuses_a_claim_that_differs_in_one_thing(wrong: Claim) -> None:
    result = score([ROW], [wrong])
    assert (result.precision.value, result.recall.value, result.f1) == (0.0, 0.0, 0.0)
    assert result.missed == (ROW,)
    assert result.extra == (wrong,)


def test_score_tells_wrong_attributes_of_a_matched_claim() -> None:
    claim = replace(CLAIM, certainty=Certainty.ASSERTED, design=Design.ANIMAL, citations=())
    result = score([ROW], [claim])
    assert result.f1 == 1.0
    assert (result.hedge.value, result.design.value, result.citation.value) == (0.0, 0.0, 0.0)


def test_score_reads_relations_backwards() -> None:
    row = replace(ROW, subjects=("garlic",), predicates=("hasPart",), objects=("allicin",))
    claim = replace(
        CLAIM, subject=argument("allicin"), predicate=Predicate.PART_OF, object=argument("garlic")
    )
    assert score([row], [claim]).f1 == 1.0


def test_score_compares_doses_by_their_figures() -> None:
    row = replace(ROW, predicates=("hasDosage",), objects=("600-900 mg/day",))
    dose = replace(CLAIM, predicate=Predicate.HAS_DOSAGE, object=argument("600-900 mg 1/day"))
    assert score([row], [dose]).f1 == 1.0
    assert score([row], [replace(dose, object=argument("60 mg/day"))]).f1 == 0.0


def test_score_leaves_open_hedging_out() -> None:
    result = score([replace(ROW, hedged=None)], [CLAIM])
    assert result.hedge.of == 0


def test_score_adds_up_documents() -> None:
    both = score([ROW], [CLAIM]) + score([ROW], [])
    assert both.recall.value == 0.5
    assert both.precision.value == 1.0


def test_score_of_nothing_is_zero() -> None:
    assert score([], []).f1 == 0.0

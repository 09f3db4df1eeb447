from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.stance.wording import sentence_wording, wording_of
from kg.model.closed_terms import Predicate, Wording

if TYPE_CHECKING:
    from conftest import Marked


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Zinc «reduces» the length of colds.", "causal"),
        ("Zinc did not «reduce» the length of colds.", "causal"),
        ("The drug was more «effective» than placebo in reducing pain.", "causal"),
        ("Gene variant «increases» liver fat and fibrosis.", "causal"),
        ("Zinc may «reduce» the length of colds.", "conditional_causal"),
        ("Apples could «keep» strokes away.", "conditional_causal"),
        ("The diet appears to «lower» blood pressure.", "conditional_causal"),
        ("Salt intake was «associated» with increased risk of gout.", "correlational"),
        ("Smokers were more «likely» to develop gout.", "correlational"),
        ("Levels of zinc were «lower» in patients with acne.", "correlational"),
        ("Further studies are «needed» to confirm that zinc reduces colds.", "none"),
        ("Nurses should «assess» the patients to reduce falls.", "none"),
        ("Trial registration: NCT01234567 was «made» in 2012.", "none"),
        ("The study was «published» in May.", "none"),
        ("Zinc «reduces» colds, and more research is needed.", "causal"),
        ("Zinc may «prevent» colds and the need for rest.", "conditional_causal"),
        ("The study, which was published in May, found that zinc «reduces» colds.", "causal"),
        ("The trial was «led» by a professor from the college.", "none"),
    ],
)
def test_sentence_wording_gives_the_strongest_claim(
    marked: Marked, sentence: str, wording: str
) -> None:
    doc, _ = marked(sentence)
    assert sentence_wording(doc) == wording


@pytest.mark.parametrize(
    ("sentence", "predicate", "wording"),
    [
        ("Zinc «reduces» colds and is associated with nausea.", None, "causal"),
        ("Zinc reduces colds and is «associated» with nausea.", None, "correlational"),
        ("Our findings suggest that zinc «reduces» colds.", None, "causal"),
        ("It helped patients by «boosting» the immune system.", None, "causal"),
        ("Zinc may «reduce» colds.", None, "conditional_causal"),
        ("Zinc «is» a metal.", Predicate.IS_A, "none"),
        ("Doctors «prescribe» zinc for colds.", Predicate.TREATS, "causal"),
        ("Doctors may «prescribe» zinc for colds.", Predicate.TREATS, "conditional_causal"),
        ("Salt and gout go «together».", Predicate.ASSOCIATED_WITH, "correlational"),
    ],
)
def test_wording_of_reads_the_claim_at_the_trigger(
    marked: Marked, sentence: str, predicate: Predicate | None, wording: str
) -> None:
    doc, tokens = marked(sentence)
    assert wording_of(doc, tokens["trigger"], predicate) == wording


def test_wording_of_a_sentence_is_that_of_its_strongest_claim(marked: Marked) -> None:
    doc, _ = marked("Salt was «associated» with gout.")
    assert wording_of(doc) is Wording.CORRELATIONAL

"""Results told by how many people had what, by bare figures, and results that are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.relations.chance import is_said_to_be_chance

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Fewer patients in the zinc group than in the placebo group had a relapse.",
         "zinc | decreases | relapse"),
        ("The incidence of nausea was 12% with ondansetron and 35% with placebo.",
         "ondansetron | decreases | incidence of nausea"),
        ("Greater reductions from baseline in pain were reported with apremilast than with honey.",
         "apremilast | decreases | pain"),
        ("Subjects in the massage group had significantly more weight loss than the control group.",
         "massage | increases | weight loss"),
        ("The herbal toothpaste resulted in significantly less plaque.",
         "herbal toothpaste | decreases | plaque"),
        ("Insulin glargine reduced body weight, but the difference was not significant.",
         "Insulin glargine | negated decreases | body weight"),
    ],
)  # fmt: skip
def test_a_result_has_its_direction(stated_in: StatedIn, sentence: str, expected: str) -> None:
    assert expected in stated_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zinc shortened colds; however, this effect was not statistically significant.", True),
        ("Zinc shortened colds, although the difference did not reach significance.", True),
        ("Zinc shortened colds, and the difference was significant.", False),
        ("The first trial was not significant to the authors.", False),
    ],
)
def test_a_result_is_taken_back_in_so_many_words(sentence: str, expected: bool) -> None:
    assert is_said_to_be_chance(sentence) is expected

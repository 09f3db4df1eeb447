"""Sentences as reports of studies write them: what each says, and what it does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Infections were more common with the catheter than without it.",
            "catheter | increases | Infections",
        ),
        (
            "Relapse was similar in the lithium and placebo groups.",
            "lithium | negated affects | Relapse",
        ),
        ("Two patients in the methotrexate group developed hepatitis.",
         "methotrexate | causes | hepatitis"),
        ("Women assigned to calcium were 40% less likely to develop gout.",
         "calcium | decreasesRiskOf | gout"),
        ("Prednisolone was no more effective than placebo for chronic cough.",
         "Prednisolone | negated treats | chronic cough"),
        ("A review found acupuncture more effective than sham for back pain.",
         "acupuncture | treats | back pain"),
        ("Zinc was not superior to placebo in preventing colds.",
         "Zinc | negated prevents | colds"),
        ("Gemfibrozil raised glucose, whereas metformin did not.",
         "metformin | negated increases | glucose"),
        ("Zinc did not shorten colds, but vitamin C did.", "vitamin C | treats | colds"),
        ("The beta blocker propranolol prevents migraine.",
         "propranolol | isA | beta blocker"),
        ("The beta blocker propranolol prevents migraine.",
         "propranolol | prevents | migraine"),
        ("Treatment with spironolactone led to a fall in potassium excretion.",
         "spironolactone | decreases | potassium excretion"),
        ("Activation of AMPK by metformin is rapid.",
         "metformin | increases | AMPK"),
        ("Obesity and smoking are established risk factors for back pain.",
         "smoking | increasesRiskOf | back pain"),
        ("Headache improved with riboflavin.", "riboflavin | treats | Headache"),
        ("Adverse events of ginger included heartburn.", "ginger | causes | heartburn"),
    ],
)  # fmt: skip
def test_research_prose_says(stated_in: StatedIn, text: str, expected: str) -> None:
    assert expected in stated_in(text)


@pytest.mark.parametrize(
    ("text", "unfounded"),
    [
        ("Zinc was not superior to placebo in preventing colds.",
         "placebo | negated prevents | colds"),
        ("Children receiving vitamin A had fewer episodes of diarrhea.",
         "vitamin A | causes | diarrhea"),
        ("Nausea was reported by 5% of patients on ginger and 20% on placebo.",
         "ginger | causes | Nausea"),
        ("Women with migraine developed a headache.", "migraine | causes | headache"),
        ("Headache was no more common with zinc than with placebo.",
         "zinc | increases | Headache"),
    ],
)  # fmt: skip
def test_research_prose_is_not_taken_to_say(stated_in: StatedIn, text: str, unfounded: str) -> None:
    assert unfounded not in stated_in(text)

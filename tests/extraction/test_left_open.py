"""What a sentence leaves to the one before, to its label or to the topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "Zinc produced a large drop in cholesterol. Blood pressure was reduced as well.",
            "Zinc | decreases | Blood pressure",
        ),
        (
            "Montelukast blocks leukotrienes. Nightmares have been reported.",
            "Montelukast | causes | Nightmares",
        ),
        (
            "Zinc caused constipation. No headache has been seen.",
            "Zinc | negated causes | headache",
        ),
        (
            "# Zinc\n\nIn older adults, 300 mg twice daily for two years cut the risk of gout.",
            "Zinc | decreasesRiskOf | gout",
        ),
        ("# Zinc\n\nThe high dose did not reduce pain.", "Zinc | negated decreases | pain"),
        ("# Zinc\n\nSide effects: nausea, rash and fever", "Zinc | causes | rash"),
        ("# Zinc\n\nUsed for: acne, gout", "Zinc | treats | gout"),
        ("# Zinc\n\n- Acne: may lower inflammation.", "Zinc | decreases | inflammation"),
        ("# Gout\n\nAlcohol and obesity cause most cases.", "Alcohol | causes | Gout"),
        (
            "# Gout\n\nThere is no evidence that acupuncture is effective.",
            "acupuncture | no_evidence treats | Gout",
        ),
        (
            "Across ten trials, zinc lowered blood pressure by 5 mmHg and cholesterol by a tenth.",
            "zinc | decreases | cholesterol",
        ),
        ("Women are twice as likely as men to develop gout.", "Women | increasesRiskOf | gout"),
        (
            "There have been reports of liver injury in people taking kava.",
            "kava | causes | liver injury",
        ),
        (
            "Inflammation destroys the cells that make insulin, which leads to diabetes.",
            "Inflammation | causes | diabetes",
        ),
        (
            "A diet rich in fiber prevents constipation.",
            "diet rich in fiber | prevents | constipation",
        ),
    ],
)
def test_what_is_left_open_is_found(stated_in: StatedIn, text: str, claim: str) -> None:
    assert claim in stated_in(text)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Gout is painful. Nightmares have been reported.", "Gout | causes | Nightmares"),
        ("Zinc is cheap. Rash was seen with penicillin.", "Zinc | causes | Rash"),
        ("A diet rich in fiber prevents constipation.", "fiber | foundIn | diet rich in fiber"),
        ("Levothyroxine is taken for life.", "Levothyroxine | treats | life"),
    ],
)
def test_what_is_said_of_nothing_is_no_claim(stated_in: StatedIn, text: str, claim: str) -> None:
    assert claim not in stated_in(text)

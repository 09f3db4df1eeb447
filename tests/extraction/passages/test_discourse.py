from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Valerian is sold as a tea. It may relieve insomnia.", "Valerian | treats | insomnia"),
        ("Statins are common. They lower cholesterol.", "Statins | decreases | cholesterol"),
        (
            "Obesity increases the risk of gout. So does alcohol.",
            "alcohol | increasesRiskOf | gout",
        ),
        (
            "Selenium supports thyroid function. Very large amounts can be toxic.",
            "Selenium | causes | toxicity",
        ),
        (
            "# Gout\n\nGout is painful.\n\n## Treatment\n\nDoctors often prescribe colchicine.",
            "colchicine | treats | Gout",
        ),
        (
            "# Gout\n\nGout is painful.\n\n## Symptoms\n\nPatients experience joint pain.",
            "Gout | hasSymptom | joint pain",
        ),
        (
            "# Treating Fabry Disease\n\nAffected people often develop seizures.",
            "Fabry Disease | hasSymptom | seizures",
        ),
    ],
)
def test_discourse_supplies_what_the_sentence_leaves_open(
    stated_in: StatedIn, text: str, claim: str
) -> None:
    assert claim in stated_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "It causes fever.",
        "Doctors often prescribe colchicine.",
        "Ginger and garlic are roots. The former relieves nausea.",
        "Doctors met in May. They lower cholesterol.",
    ],
)
def test_discourse_makes_no_guess(stated_in: StatedIn, text: str) -> None:
    assert not stated_in(text)

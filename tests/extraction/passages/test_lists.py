"""Lists and instructions as patients read them: with and without bullets, under asking headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "# How to prevent gout?\n\nAvoid alcohol. It tastes bitter.",
            "Avoid alcohol | prevents | gout",
        ),
        (
            "# Gout\n\nTake these steps to prevent gout:\n\n- Lose weight.\n- Walk daily.",
            "Lose weight | prevents | gout",
        ),
        (
            "# Gout\n\nTo reduce your risk of gout:\n\nLose weight.\n\nAvoid beer.",
            "Avoid beer | decreasesRiskOf | gout",
        ),
        (
            "# Measles\n\nSigns of measles may include:\n\nRed eyes\n\nA high fever",
            "measles | hasSymptom | high fever",
        ),
        (
            "# Measles\n\nSigns of measles include the following:\n\nLungs:\n\n- A dry cough",
            "measles | hasSymptom | dry cough",
        ),
        (
            "# Gout\n\nWays to prevent gout include - losing weight\n- avoiding beer",
            "avoiding beer | prevents | gout",
        ),
        (
            "# Gout\n\nAny of the following medicines can cause gout:\n\n- diuretics\n- aspirin",
            "diuretics | causes | gout",
        ),
        (
            "# Asthma\n\nThe following make asthma more likely:\n\n- obesity\n- hay fever",
            "obesity | increasesRiskOf | asthma",
        ),
        (
            "# Gout\n\nTriggers of gout include (see the table below):\n\n- beer and shellfish",
            "shellfish | causes | gout",
        ),
        (
            "# How is gout treated?\n\nColchicine may be prescribed.",
            "Colchicine | treats | gout",
        ),
    ],
)
def test_list_or_instruction_is_read_with_what_introduces_it(
    stated_in: StatedIn, text: str, claim: str
) -> None:
    assert claim in stated_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "# Gout\n\nAvoid alcohol.",
        "# Gout\n\nColchicine may be prescribed.",
        "# How to prevent gout?\n\nTalk to your doctor.",
        "She used the room for a meeting.",
    ],
)
def test_instruction_that_answers_nothing_is_no_claim(stated_in: StatedIn, text: str) -> None:
    assert not stated_in(text)


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "# Feverfew\n\n- Used for: migraine, gout",
            {"Feverfew | treats | migraine", "Feverfew | treats | gout"},
        ),
        (
            "# Feverfew\n\nMost common side effects: nausea, rash and headache.",
            {
                "Feverfew | causes | nausea",
                "Feverfew | causes | rash",
                "Feverfew | causes | headache",
            },
        ),
        (
            "# Feverfew\n\n- **Interactions:** warfarin, aspirin",
            {"Feverfew | interactsWith | warfarin", "Feverfew | interactsWith | aspirin"},
        ),
        ("# Gout\n\n**Complications:** kidney stones", {"Gout | causes | kidney stones"}),
        ("# Feverfew\n\n- **Migraine:** may lower pain.", {"Feverfew | decreases | pain"}),
        (
            "# Feverfew\n\n## Uses\n\n- Lowers blood pressure",
            {"Feverfew | decreases | blood pressure"},
        ),
        ("# Herbs\n\n- **Garlic:** may lower pain.", {"Garlic | decreases | pain"}),
        (
            "# Feverfew\n\n- **Gout:** in one trial, aspirin reduced pain; ginger had no effect.",
            {"aspirin | decreases | pain"},
        ),
        (
            "# Herbs\n\n- Garlic lowers blood pressure.\n- **Ginger:** in trials it reduced pain.",
            {"Garlic | decreases | blood pressure", "Ginger | decreases | pain"},
        ),
        (
            "# Garlic\n\n- Aspirin relieves pain.\n- It lowers blood pressure.",
            {"Aspirin | treats | pain", "Garlic | decreases | blood pressure"},
        ),
    ],
)
def test_labels_say_what_is_said_of_what(stated_in: StatedIn, text: str, claims: set[str]) -> None:
    assert stated_in(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "# Exercise\n\nSources: nausea, rash",
        "# Feverfew\n\nNot to be confused with: tansy, chamomile",
        "# Gout\n\nInteractions: warfarin, aspirin",
    ],
)
def test_label_without_a_fitting_topic_says_nothing(stated_in: StatedIn, text: str) -> None:
    assert not stated_in(text)

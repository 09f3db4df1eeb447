from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.relations.chance import is_by_chance
from kg.lexicon.word_roles import word_roles

if TYPE_CHECKING:
    from conftest import FramesOf

RULES = {
    "measured-in",
    "had-otherwise",
    "seen-otherwise",
    "moved-in",
    "changed-in",
    "difference",
    "told-in-order",
    "how-often",
    "befell-arm",
}
GROUPS = word_roles("comparatives").groups
POSITIVE = [(g.id, text) for g in GROUPS for text in g.positive]
NEGATIVE = [(g.id, text) for g in GROUPS for text in g.negative]


def _compared(frames_of: FramesOf, sentence: str) -> set[tuple[str, str, str]]:
    return {
        (f.subject.text, f.predicate.value, f.object.text)
        for f in frames_of(sentence)
        if f.rule in RULES and f.subject and f.object
    }


@pytest.mark.parametrize(("group", "sentence"), POSITIVE, ids=str)
def test_comparing_word_is_read(frames_of: FramesOf, group: str, sentence: str) -> None:
    assert "«" in sentence, group
    assert _compared(frames_of, sentence.replace("«", "").replace("»", ""))


@pytest.mark.parametrize(("group", "sentence"), NEGATIVE, ids=str)
def test_word_that_compares_nothing_is_passed_over(
    frames_of: FramesOf, group: str, sentence: str
) -> None:
    assert "«" in sentence, group
    assert not _compared(frames_of, sentence.replace("«", "").replace("»", ""))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Pain was lower in the massage group than in the control group.",
            ("massage", "decreases", "Pain"),
        ),
        (
            "Pain was higher in the placebo group than in the massage group.",
            ("massage", "decreases", "Pain"),
        ),
        (
            "Time to first meal in the surgery group was shorter than in the control group.",
            ("surgery", "decreases", "Time to first meal"),
        ),
        (
            "Patients with gout had higher uric acid than controls.",
            ("gout", "associatedWith", "higher uric acid"),
        ),
        (
            "No difference in pain was seen between the massage group and the control group.",
            ("massage", "affects", "pain"),
        ),
        (
            "A significant reduction in blood pressure was observed in the garlic group.",
            ("garlic", "decreases", "blood pressure"),
        ),
    ],
)
def test_comparison_says_which_way_a_measure_lies(
    frames_of: FramesOf, sentence: str, expected: tuple[str, str, str]
) -> None:
    assert expected in _compared(frames_of, sentence)


def test_comparison_that_the_sentence_takes_back_is_not_read(frames_of: FramesOf) -> None:
    sentence = (
        "Pain was lower in the massage group than in the control group, but the difference was"
        " not statistically significant."
    )
    assert not any(p in {"decreases", "increases"} for _, p, _ in _compared(frames_of, sentence))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was higher (P = 0.32).", True),
        ("It was higher (P > 0.05).", True),
        ("It was higher (P < 0.05).", False),
        ("It was higher (p = .001) and lower (p = .4).", False),
        ("It was higher.", False),
        ("It failed to reach significance.", True),
    ],
)
def test_is_by_chance_reads_words_and_p_values(text: str, expected: bool) -> None:
    assert is_by_chance(text) is expected

"""Members of lists that a parser nests in one another, and whom a condition befalls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import FramesOf


def _subjects(frames_of: FramesOf, sentence: str) -> set[str]:
    return {f.subject.text for f in frames_of(sentence) if f.subject and f.rule != "apposition"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Nausea, a dry mouth and dizziness are symptoms of flu.",
            {"Nausea", "dry mouth", "dizziness"},
        ),
    ],
)
def test_every_member_of_a_list_is_read(
    frames_of: FramesOf, sentence: str, expected: set[str]
) -> None:
    found = {
        f.object.text if f.predicate == "hasSymptom" else f.subject.text
        for f in frames_of(sentence)
        if f.subject and f.object
    }
    assert found == expected


def test_what_explains_a_noun_is_no_member_of_a_list(frames_of: FramesOf) -> None:
    found = _subjects(frames_of, "Gout, a disease of the joints, is caused by uric acid.")
    assert found == {"uric acid"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Gout affects 4% of adults.", ("Gout", "affects", "adults")),
        ("One in three people is affected by shingles.", ("shingles", "affects", "people")),
        ("Men get gout twice as often as women.", ("Men", "increasesRiskOf", "gout")),
        ("Women get gout half as often as men.", ("Women", "decreasesRiskOf", "gout")),
        ("Retainers make the jaw ache.", ("Retainers", "affects", "jaw")),
        ("Naps make players less sleepy.", ("Naps", "decreases", "drowsiness")),
        ("Removing the tonsils cures asthma.", ("Removing the tonsils", "treats", "asthma")),
        ("Between 70 and 90% of tumours arise from adenomas.", ("adenomas", "causes", "tumours")),
    ],
)  # fmt: skip
def test_sentence_gives_its_claim(
    frames_of: FramesOf, sentence: str, expected: tuple[str, str, str]
) -> None:
    found = {
        (f.subject.text, f.predicate.value, f.object.text)
        for f in frames_of(sentence)
        if f.subject and f.object
    }
    assert expected in found


@pytest.mark.parametrize(
    "sentence",
    [
        "9% of those given zinc and 24% of those given placebo developed diarrhoea.",
        "Nausea was reported by 2% of children using zinc and 8% of those using placebo.",
    ],
)
def test_first_arm_stands_for_what_it_was_given(frames_of: FramesOf, sentence: str) -> None:
    assert {f.subject.text for f in frames_of(sentence) if f.subject} == {"zinc"}


@pytest.mark.parametrize("sentence", ["The drug affects children.", "Men often get gout."])
def test_nothing_befalls_people_here(frames_of: FramesOf, sentence: str) -> None:
    assert not [f for f in frames_of(sentence) if f.rule in {"affects-people", "gets-often"}]

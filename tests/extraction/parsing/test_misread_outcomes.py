"""Gerunds, particles and outcomes that the parser takes for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import FramesOf


def _triples(frames_of: FramesOf, sentence: str) -> set[tuple[str, str, str]]:
    return {
        (f.subject.text, f.predicate.value, f.object.text)
        for f in frames_of(sentence)
        if f.subject and f.object
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sunlight makes the rash of lupus worse.", ("Sunlight", "increases", "rash of lupus")),
        ("Sitting is linked to varicose veins.", ("Sitting", "associatedWith", "varicose veins")),
        ("Time spent sitting causes back pain.", ("sitting", "causes", "back pain")),
        ("Exercise reduces the risk of falling.", ("Exercise", "decreasesRiskOf", "falling")),
        ("Garlic wards off colds.", ("Garlic", "prevents", "colds")),
        ("Alcohol does not mix with opioids.", ("Alcohol", "interactsWith", "opioids")),
        ("Men on zinc lost more weight than others.", ("zinc", "decreases", "weight")),
        ("More men on zinc quit smoking than on placebo.", ("zinc", "decreases", "smoking")),
    ],
)
def test_sentence_gives_its_claim(
    frames_of: FramesOf, sentence: str, expected: tuple[str, str, str]
) -> None:
    assert expected in _triples(frames_of, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Infections were as frequent with zinc as with placebo.",
        "Wine mixes with water.",
    ],
)
def test_sentence_gives_nothing(frames_of: FramesOf, sentence: str) -> None:
    assert _triples(frames_of, sentence) == set()

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.lexicon.felt_states import FeltState
from kg.lexicon.loading import load_entries

if TYPE_CHECKING:
    from conftest import FramesOf

STATES = load_entries("felt_states", FeltState)
RULES = {"make-feel", "make-change", "make-state"}


def _made(frames_of: FramesOf, sentence: str) -> set[str]:
    return {
        f"{f.subject.text} | {f.predicate.value} | {f.object.text}"
        for f in frames_of(sentence)
        if f.rule in RULES and f.subject and f.object
    }


@pytest.mark.parametrize("text", [text for s in STATES for text in s.positive])
def test_making_someone_or_something_so_is_an_effect(frames_of: FramesOf, text: str) -> None:
    sentence, expected = text.split(" => ")
    assert _made(frames_of, sentence) == {expected}


@pytest.mark.parametrize("sentence", [text for s in STATES for text in s.negative])
def test_word_without_a_maker_says_nothing(frames_of: FramesOf, sentence: str) -> None:
    assert not _made(frames_of, sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Osteoporosis makes bones porous.", {"Osteoporosis | causes | porous bones"}),
        ("Garlic makes saquinavir less effective.", {"Garlic | decreases | saquinavir"}),
        ("Diuretics make the kidneys excrete more salt.", set()),
        ("The team made the room ready.", set()),
    ],
)
def test_making_of_a_thing(frames_of: FramesOf, sentence: str, expected: set[str]) -> None:
    assert _made(frames_of, sentence) == expected

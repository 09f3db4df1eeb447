from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import FramesOf

RULES = frozenset({"event-from", "event-after", "event-by"})


def _told(frames_of: FramesOf, sentence: str, rules: frozenset[str] = RULES) -> set[str]:
    return {
        f"{frame.subject.text} > {frame.object.text}"
        for frame in frames_of(sentence)
        if frame.rule in rules and frame.subject and frame.object
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The label warns of shrinkage from washing.", "washing > shrinkage"),
        ("The cream eases dryness from frequent washing.", "frequent washing > dryness"),
        ("Vision loss from glaucoma cannot be undone.", "glaucoma > Vision loss"),
        ("He lives with anger and grief from the loss.", "loss > anger"),
        ("The warmth is from friction.", "friction > warmth"),
        ("They share their grief after the loss of a child.", "loss of a child > grief"),
        ("They have grief after a death.", "death > grief"),
        ("The pollution by the dumping of waste was slow.", "dumping of waste > pollution"),
    ],
)
def test_event_and_what_it_comes_from(frames_of: FramesOf, sentence: str, expected: str) -> None:
    assert expected in _told(frames_of, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The pain moved from the hip to the knee.",
        "Recovery from surgery takes weeks.",
        "The rash has been there from birth.",
        "The drug keeps clots from forming.",
        "Information from an interview was lost.",
        "The nurses from Leith met the doctor.",
        "The risk of death after adjustment was low.",
        "The treatment of pain by injection is common.",
    ],
)
def test_what_moves_or_is_known_from_elsewhere_has_no_cause(
    frames_of: FramesOf, sentence: str
) -> None:
    assert not _told(frames_of, sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It eases the pressure on the spine that was caused by a fall.", "fall > pressure"),
        ("They feared a crisis of the bank caused by a war.", "war > crisis of the bank"),
        ("The swelling in the arm triggered by the sting is painful.", "sting > swelling"),
        ("A change in mood caused by the medicine is rare.", "medicine > change in mood"),
    ],
)
def test_what_is_caused_is_the_event_not_the_noun_beside_it(
    frames_of: FramesOf, sentence: str, expected: str
) -> None:
    assert expected in _told(frames_of, sentence, frozenset({"cause-verb"}))


@pytest.mark.parametrize(
    ("sentence", "predicate"),
    [
        ("The speech produced an uproar.", "causes"),
        ("The machine generates heat.", "causes"),
        ("The pancreas produces insulin.", "produces"),
        ("The muscles generate force.", "produces"),
        ("The plant produces glass bottles.", "produces"),
    ],
)
def test_events_are_caused_and_things_are_produced(
    frames_of: FramesOf, sentence: str, predicate: str
) -> None:
    found = {f.predicate.value for f in frames_of(sentence) if f.rule == "develop-as"}
    assert found == {predicate}

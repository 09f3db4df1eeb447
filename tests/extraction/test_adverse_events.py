from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import FramesOf


def _told(frames_of: FramesOf, sentence: str) -> set[str]:
    return {
        f"{frame.subject.text} > {frame.object.text}"
        for frame in frames_of(sentence)
        if frame.rule == "event-with-drug" and frame.subject and frame.object
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Hepatitis during atenolol therapy.", "atenolol therapy > Hepatitis"),
        ("Pneumonia following three courses of gefitinib.", "gefitinib > Pneumonia"),
        ("We report a case of anemia following oral warfarin.", "oral warfarin > anemia"),
        ("Two days after the infusion of gefitinib, fever occurred.", "gefitinib > fever"),
        ("Pancreatitis in two children treated with atenolol.", "atenolol > Pancreatitis"),
        ("He had a seizure while taking warfarin.", "warfarin > seizure"),
    ],
)
def test_illness_that_came_while_a_drug_was_taken(
    frames_of: FramesOf, sentence: str, expected: str
) -> None:
    assert expected in _told(frames_of, sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Patients with asthma after prednisone improved.",
        "Relief of headache after ibuprofen was fast.",
        "The treatment of arthritis during the methotrexate shortage was hard.",
        "Pneumonia after the surgery was rare.",
        "Garlic raises the risk of bleeding in people who take warfarin.",
        "Colitis was reduced during atenolol therapy.",
    ],
)
def test_illness_that_a_drug_is_taken_for_is_none(frames_of: FramesOf, sentence: str) -> None:
    assert not _told(frames_of, sentence)

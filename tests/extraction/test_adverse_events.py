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
        ("Fever is a rare adverse event in patients treated with atenolol.", "atenolol > Fever"),
        ("The rash seen with methotrexate fades.", "methotrexate > rash"),
        (
            "We assessed the frequency of headache in women treated with atenolol.",
            "atenolol > headache",
        ),
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


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Methotrexate and atenolol-induced fever was seen.", {"Methotrexate", "atenolol"}),
        ("Severe cyclosporine A-induced nephrotoxicity was seen.", {"cyclosporine"}),
        ("Stress and statin-induced pain was seen.", {"statin"}),
    ],
)
def test_what_induced_an_illness(frames_of: FramesOf, sentence: str, expected: set[str]) -> None:
    frames = [f for f in frames_of(sentence) if f.rule == "induced-compound"]
    causes = {word for f in frames if f.subject for word in f.subject.text.split()}
    assert causes & {"Methotrexate", "atenolol", "cyclosporine", "statin", "Stress"} == expected


def test_who_received_a_dosage_of_a_drug_took_the_drug(frames_of: FramesOf) -> None:
    frames = frames_of("She developed fever after receiving a low dosage of methotrexate.")
    assert {f.subject.text for f in frames if f.subject} == {"methotrexate"}


def test_people_prone_to_an_illness_are_no_cause_of_it(frames_of: FramesOf) -> None:
    told = frames_of("Care is needed in patients who are prone to headache.")
    assert not [f for f in told if f.rule == "group-at-risk"]


def test_a_treatment_is_no_effect_of_an_illness(frames_of: FramesOf) -> None:
    told = frames_of("He took methotrexate because of psoriasis.")
    assert not [f for f in told if f.rule == "due-to"]


def test_what_was_reported_with_a_drug(frames_of: FramesOf) -> None:
    assert "atenolol > Headache" in _told(frames_of, "Headache has been reported with atenolol.")
    assert not _told(frames_of, "Less pain was seen with ibuprofen.")
    assert not _told(frames_of, "The patient was seen with atenolol.")

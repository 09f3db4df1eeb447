"""Two things that go together, and the chances of groups of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf


def _said(claims_of: ClaimsOf, text: str) -> set[str]:
    return {
        f"{c.subject.label} | {c.predicate.value} {c.polarity.value} | {c.object.label}"
        for c in claims_of(text)
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Body weight and ferritin did not correlate.",
         "Body weight | associatedWith negated | ferritin"),
        ("Low ferritin and depression were not associated.",
         "Low ferritin | associatedWith negated | depression"),
        ("No association was found between coffee intake and gout.",
         "coffee intake | associatedWith negated | gout"),
        ("There was a correlation between body weight and blood pressure.",
         "body weight | associatedWith affirmed | blood pressure"),
        ("Short sleep and stress are closely related to weight gain.",
         "stress | associatedWith affirmed | weight gain"),
        ("Low ferritin emerged as a predictor of depression.",
         "Low ferritin | associatedWith affirmed | depression"),
        ("Educational level was associated with drug use.",
         "Educational level | associatedWith affirmed | drug use"),
        ("Age was a predictor of mortality.", "Age | associatedWith affirmed | mortality"),
    ],
)  # fmt: skip
def test_two_things_go_together(claims_of: ClaimsOf, sentence: str, expected: str) -> None:
    assert expected in _said(claims_of, sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Men were more likely than women to develop gout.",
         "Men | increasesRiskOf affirmed | gout"),
        ("The risk of gout was higher in men than in women.",
         "men | increasesRiskOf affirmed | gout"),
        ("Older adults had a lower risk of gout.",
         "Older adults | decreasesRiskOf affirmed | gout"),
        ("Men were more likely to die than women.", "Men | increasesRiskOf affirmed | death"),
        ("Children of smokers are at higher risk for asthma.",
         "Children of smokers | increasesRiskOf affirmed | asthma"),
        ("Individuals who were older had a higher risk of gout.",
         "Individuals who were older | increasesRiskOf affirmed | gout"),
        ("Ferritin was increased in women with gout compared with controls.",
         "gout | associatedWith affirmed | higher Ferritin"),
    ],
)  # fmt: skip
def test_groups_have_their_chances(claims_of: ClaimsOf, sentence: str, expected: str) -> None:
    assert expected in _said(claims_of, sentence)


def test_people_told_by_what_they_have_stand_for_it(claims_of: ClaimsOf) -> None:
    said = _said(claims_of, "Patients with gout were more likely to develop kidney stones.")
    assert "gout | increasesRiskOf affirmed | kidney stones" in said
    assert not any(one.startswith("Patients") for one in said)


def test_nobodys_chances_are_compared(claims_of: ClaimsOf) -> None:
    assert not _said(claims_of, "Nurses are more likely to read at night.")


@pytest.mark.parametrize(
    "sentence",
    [
        "With honey, cough was lower than with placebo.",
        "Without gloves, lower counts were seen.",
        "With massage, pain decreased in the group.",
    ],
)
def test_a_sentence_may_open_with_the_arm(claims_of: ClaimsOf, sentence: str) -> None:
    assert all(claim.subject.label for claim in claims_of(sentence))


@pytest.mark.parametrize(
    ("sentence", "expected", "refused"),
    [
        ("Iron deficiency causes fatigue and anemia, which leads to heart failure.",
         "anemia | causes affirmed | heart failure", "fatigue | causes affirmed | heart failure"),
        ("Iron deficiency causes fatigue and anemia, which lead to heart failure.",
         "fatigue | causes affirmed | heart failure", ""),
        ("Aspirin can cause ulcers or bleeding, which leads to anemia.",
         "ulcers | causes affirmed | anemia", ""),
    ],
)  # fmt: skip
def test_singular_verb_takes_up_the_last_of_several(
    claims_of: ClaimsOf, sentence: str, expected: str, refused: str
) -> None:
    found = _said(claims_of, sentence)
    assert expected in found
    assert refused not in found


def test_each_group_of_people_has_the_chance(claims_of: ClaimsOf) -> None:
    found = _said(
        claims_of, "Older women and smokers are more likely to develop osteoporosis than men."
    )
    assert {
        "older women | increasesRiskOf affirmed | osteoporosis",
        "smokers | increasesRiskOf affirmed | osteoporosis",
    } <= {said[0].lower() + said[1:] for said in found}

"""Two things that go together, and the chances of groups of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Body weight and ferritin did not correlate.",
         "Body weight | negated associatedWith | ferritin"),
        ("Low ferritin and depression were not associated.",
         "Low ferritin | negated associatedWith | depression"),
        ("No association was found between coffee intake and gout.",
         "coffee intake | negated associatedWith | gout"),
        ("There was a correlation between body weight and blood pressure.",
         "body weight | associatedWith | blood pressure"),
        ("Short sleep and stress are closely related to weight gain.",
         "stress | associatedWith | weight gain"),
        ("Low ferritin emerged as a predictor of depression.",
         "Low ferritin | associatedWith | depression"),
        ("Educational level was associated with drug use.",
         "Educational level | associatedWith | drug use"),
        ("Age was a predictor of mortality.", "Age | associatedWith | mortality"),
    ],
)  # fmt: skip
def test_two_things_go_together(stated_in: StatedIn, sentence: str, expected: str) -> None:
    assert expected in stated_in(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Men were more likely than women to develop gout.",
         "Men | increasesRiskOf | gout"),
        ("The risk of gout was higher in men than in women.",
         "men | increasesRiskOf | gout"),
        ("Older adults had a lower risk of gout.",
         "Older adults | decreasesRiskOf | gout"),
        ("Men were more likely to die than women.", "Men | increasesRiskOf | death"),
        ("Children of smokers are at higher risk for asthma.",
         "Children of smokers | increasesRiskOf | asthma"),
        ("Individuals who were older had a higher risk of gout.",
         "Individuals who were older | increasesRiskOf | gout"),
        ("Ferritin was increased in women with gout compared with controls.",
         "gout | associatedWith | higher Ferritin"),
    ],
)  # fmt: skip
def test_groups_have_their_chances(stated_in: StatedIn, sentence: str, expected: str) -> None:
    assert expected in stated_in(sentence)


def test_people_told_by_what_they_have_stand_for_it(stated_in: StatedIn) -> None:
    said = stated_in("Patients with gout were more likely to develop kidney stones.")
    assert "gout | increasesRiskOf | kidney stones" in said
    assert not any(one.startswith("Patients") for one in said)


def test_nobodys_chances_are_compared(stated_in: StatedIn) -> None:
    assert not stated_in("Nurses are more likely to read at night.")


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
         "anemia | causes | heart failure", "fatigue | causes | heart failure"),
        ("Iron deficiency causes fatigue and anemia, which lead to heart failure.",
         "fatigue | causes | heart failure", ""),
        ("Aspirin can cause ulcers or bleeding, which leads to anemia.",
         "ulcers | causes | anemia", ""),
    ],
)  # fmt: skip
def test_singular_verb_takes_up_the_last_of_several(
    stated_in: StatedIn, sentence: str, expected: str, refused: str
) -> None:
    found = stated_in(sentence)
    assert expected in found
    assert refused not in found


def test_each_group_of_people_has_the_chance(stated_in: StatedIn) -> None:
    found = stated_in("Older women and smokers are more likely to develop osteoporosis than men.")
    assert {
        "older women | increasesRiskOf | osteoporosis",
        "smokers | increasesRiskOf | osteoporosis",
    } <= {said[0].lower() + said[1:] for said in found}


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Walking improves sleep and quality of life.", "Walking | increases | quality of life"),
        (
            "Walking was linked to lowering of blood pressure.",
            "Walking | decreases | blood pressure",
        ),
        ("A greater fall in pain was related to exercise.", "exercise | decreases | pain"),
        ("A fall in pain was seen with massage.", "massage | decreases | pain"),
        ("Surgery resulted in lower blood pressure.", "Surgery | decreases | blood pressure"),
        ("Surgery results in reduced pain.", "Surgery | decreases | pain"),
        ("An association exists between gout and obesity.", "gout | associatedWith | obesity"),
        (
            "Ferritin was in positive correlation with glucose.",
            "Ferritin | associatedWith | glucose",
        ),
    ],
)
def test_what_goes_with_a_change(stated_in: StatedIn, sentence: str, stated: str) -> None:
    assert stated in stated_in(sentence)


def test_a_fall_seen_with_time_has_no_cause(stated_in: StatedIn) -> None:
    assert not stated_in("A fall in pain was seen with time.")


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("NSAIDs are painkillers that can cause ulcers.", "NSAIDs | causes | ulcers"),
        (
            "The noise, fever and sleep loss caused by amiodarone passed.",
            "amiodarone | causes | fever",
        ),
        (
            "Neuropathy and fever associated with amiodarone.",
            "Neuropathy | associatedWith | amiodarone",
        ),
    ],
)
def test_what_a_clause_after_a_noun_is_said_of(
    stated_in: StatedIn, sentence: str, stated: str
) -> None:
    assert stated in stated_in(sentence)


def test_a_second_article_opens_a_list_of_its_own(stated_in: StatedIn) -> None:
    told = stated_in("The neuropathy and a rash caused by amiodarone passed.")
    assert "amiodarone | causes | neuropathy" not in told


def test_what_is_likelier_with_something(stated_in: StatedIn) -> None:
    told = stated_in("Bleeding is more likely with warfarin or aspirin.")
    assert "warfarin | increases | Bleeding" in told
    assert "aspirin | increases | Bleeding" in told
    assert "ginger | decreases | Nausea" in stated_in("Nausea is less likely with ginger.")


def test_who_is_likelier_to_do_something_is_not_raised(stated_in: StatedIn) -> None:
    assert not stated_in("Men are more likely to fall in winter.")


def test_a_causal_link_between_two_words_read_as_one(stated_in: StatedIn) -> None:
    told = stated_in("There is a causal link between body weight and blood pressure.")
    assert "body weight | causes | blood pressure" in told


def test_what_predisposes_to_a_risk_raises_it(stated_in: StatedIn) -> None:
    told = stated_in("Obesity predisposed them to an elevated risk of stroke.")
    assert told == {"Obesity | increasesRiskOf | stroke"}


def test_a_risk_with_an_interval_has_no_cause(stated_in: StatedIn) -> None:
    assert not stated_in("We found an increased risk of stroke with a wide confidence interval.")


def test_two_forms_of_medicine_are_two(stated_in: StatedIn) -> None:
    told = stated_in("Tacrolimus ointment or pimecrolimus cream is prescribed for eczema.")
    assert told == {
        "Tacrolimus ointment | treats | eczema",
        "pimecrolimus cream | treats | eczema",
    }

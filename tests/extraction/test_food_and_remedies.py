"""What abstracts say of food and remedies, and the phrases that the parser misreads there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.extraction.syntax.typing import type_of
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # verbs read as nouns, participles read as main verbs
        ("Ginseng is taken to combat fatigue.", "Ginseng | treats | fatigue"),
        ("Whey has been reported to lower hypertension.", "Whey | decreases | hypertension"),
        (
            "Each serving of processed meat increased the risk of stroke.",
            "processed meat | increasesRiskOf | stroke",
        ),
        (
            "Mice fed a high-fat diet developed insulin resistance.",
            "high-fat diet | causes | insulin resistance",
        ),
        (
            "Lycopene found in tomatoes protects against prostate cancer.",
            "Lycopene | protectsAgainst | prostate cancer",
        ),
        (
            "Salted fish intake in childhood predisposes to nasopharyngeal carcinoma.",
            "Salted fish intake | increasesRiskOf | nasopharyngeal carcinoma",
        ),
        # what plays a part
        (
            "Quercetin might represent a novel strategy to treat allergic rhinitis.",
            "Quercetin | treats | allergic rhinitis",
        ),
        (
            "Moringa leaves are promoted as a means to fight malnutrition.",
            "Moringa leaves | protectsAgainst | malnutrition",
        ),
        ("Noni is used by patients as a remedy for gout.", "Noni | treats | gout"),
        (
            "These results point to curcumin as a potential agent for multiple sclerosis.",
            "curcumin | treats | multiple sclerosis",
        ),
        (
            "Several studies have highlighted the potential of buckwheat to treat hypertension.",
            "buckwheat | treats | hypertension",
        ),
        (
            "Barley is known for its role in lowering hypercholesterolemia.",
            "Barley | decreases | hypercholesterolemia",
        ),
        # less of an illness where there is more of something
        (
            "Kimchi consumption was negatively associated with asthma.",
            "Kimchi consumption | decreasesRiskOf | asthma",
        ),
        (
            "An inverse association between whole grains and gout was observed.",
            "whole grains | decreasesRiskOf | gout",
        ),
        (
            "Higher fish intake was related to a lower prevalence of depression.",
            "Higher fish intake | decreasesRiskOf | depression",
        ),
        (
            "A reduced risk of stroke was observed among tea drinkers.",
            "tea | decreasesRiskOf | stroke",
        ),
        (
            "Tea polyphenols possess anti-obesity properties.",
            "Tea polyphenols | protectsAgainst | obesity",
        ),
        # what is in a food, and which allergies are named after one
        ("Fucoxanthin from brown seaweed is stable.", "Fucoxanthin | foundIn | brown seaweed"),
        ("Soy allergy is rare.", "Soy | causes | Soy allergy"),
        (
            "A diet high in refined carbohydrates promotes gout.",
            "diet high in refined carbohydrates | increases | gout",
        ),
        ("Consumption of walnuts and almonds prevents gout.", "almonds | prevents | gout"),
    ],
)  # fmt: skip
def test_food_gives_its_claim(stated_in: StatedIn, text: str, expected: str) -> None:
    assert expected in stated_in(text)


@pytest.mark.parametrize(
    ("text", "barred"),
    [
        ("Asthma, hay fever and food allergies often run together.", "named-allergy"),
        ("The people in the village like tea.", "content-of"),
        ("Statins should be used with caution in gout.", "use-in"),
    ],
)
def test_food_rule_keeps_off(claims_of: ClaimsOf, text: str, barred: str) -> None:
    assert barred not in {c.rule for c in claims_of(text)}


@pytest.mark.parametrize("text", ["The men found a cat and fed it.", "Rats fed on corn."])
def test_plain_past_stays_a_main_verb(claims_of: ClaimsOf, text: str) -> None:
    assert not claims_of(text)


def test_name_that_ends_like_an_illness_is_one() -> None:
    assert type_of("brucellosis") is EntityType.CONDITION
    assert type_of("poor prognosis") is EntityType.OTHER
    assert type_of("gene polymorphism") is EntityType.OTHER
    assert type_of("rare condition") is EntityType.OTHER


@pytest.mark.parametrize(
    ("text", "drug", "dose"),
    [
        ("He got colitis on interleukin-2 at 18 x 10(6) IU/m2.", "interleukin", "18 x 10(6) IU/m2"),
        ("He was treated with interferon (5 x 10(6) U).", "interferon", "5 x 10(6) U"),
        ("Seizures followed cytarabine 2 x 3 g/m2.", "cytarabine", "2 x 3 g/m2"),
        ("Cardiotoxicity was seen after CPA 50 mg/kg for 4 days.", "CPA", "50 mg/kg for 4 days"),
        ("Interferon alfa, 3 MU three times a week, was given.", "Interferon", "3 MU three times"),
        ("She took half a gram of acetaminophen.", "acetaminophen", "half a gram"),
        ("She got a 450-mg bolus injection of morphine.", "morphine", "450-mg"),
        ("Renal failure followed amphotericin B, 1 mg/kg.", "amphotericin", "1 mg/kg"),
        ("Vancomycin was begun at 1 g every 12 hours.", "Vancomycin", "1 g every 12 hours"),
        ("Theophylline was infused at a rate of 0.5 mg/kg/hr.", "Theophylline", "0.5 mg/kg/hr"),
        ("Remifentanil 0.5 microg/kg/min was infused.", "Remifentanil", "0.5 microg/kg/min"),
        ("Bradycardia followed timolol 0.5% eye drops.", "timolol", "0.5%"),
        ("Clozapine had been titrated from 25 to 300 mg per day.", "Clozapine", "300 mg per day"),
    ],
)  # fmt: skip
def test_dose_is_of_its_drug(claims_of: ClaimsOf, text: str, drug: str, dose: str) -> None:
    given = [c for c in claims_of(text) if c.predicate.value == "hasDosage"]
    assert any(drug in c.subject.text and dose in c.object.text for c in given), given


def test_share_of_people_is_no_strength(claims_of: ClaimsOf) -> None:
    found = claims_of("Nausea was common with metformin (20%).")
    assert not [c for c in found if c.predicate.value == "hasDosage"]

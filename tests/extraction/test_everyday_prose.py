"""Sentences as people write them: what each says, and what it must not be taken to say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Eczema is not caused by poor hygiene, nor by stress.",
            "poor hygiene | negated causes | Eczema",
        ),
        (
            "Eczema is not caused by poor hygiene, nor by stress.",
            "stress | negated causes | Eczema",
        ),
        (
            "The evidence is insufficient to recommend any probiotic for the treatment of IBS.",
            "probiotic | no_evidence treats | IBS",
        ),
        (
            "Breastfeeding lowers the chance that a baby gets asthma.",
            "Breastfeeding | decreasesRiskOf | asthma",
        ),
        ("No supplement cures cancer.", "supplement | negated treats | cancer"),
        (
            "Antibiotics do nothing for the common cold.",
            "Antibiotics | negated treats | common cold",
        ),
        (
            "A single normal blood test does not rule out gout.",
            "gout | negated diagnosedBy | single normal blood test",
        ),
        (
            "An inflammation of the liver caused by the hepatitis A virus is common.",
            "hepatitis A virus | causes | inflammation of the liver",
        ),
        (
            "The rise in blood pressure caused by salt is small.",
            "salt | increases | blood pressure",
        ),
        (
            "Stress, too, is linked with eczema, and so is chronic anxiety.",
            "chronic anxiety | associatedWith | eczema",
        ),
        (
            "A gluten-free diet may be beneficial for patients with gastrointestinal symptoms.",
            "gluten-free diet | treats | gastrointestinal symptoms",
        ),
        (
            "Some studies have shown a potential role for grapes in slowing cognitive decline.",
            "grapes | decreases | cognitive decline",
        ),
        (
            "Teriparatide stimulates osteoblasts and is used to treat severe osteoporosis.",
            "Teriparatide | increases | osteoblasts",
        ),
        (
            "# Kava\n\n## Safety\n\nThe most common side effects are headache and stomach upset.",
            "Kava | causes | stomach upset",
        ),
        (
            "# Kava\n\n## Safety\n\nSide effects include pain. Rarely, it can damage the liver.",
            "Kava | affects | liver",
        ),
        (
            "# Biotin\n\nPeople with acne should not use it, since it may increase insulin levels.",
            "Biotin | increases | insulin levels",
        ),
        (
            "Glucagon, the liver's main signal, raises blood sugar.",
            "Glucagon | isA | main signal",
        ),
        ("# Gout\n\nOther signs are:\n\n- pain\n- fever\n", "Gout | hasSymptom | pain"),
        ("# Zinc\n\nLentils and oysters are good sources.", "Zinc | foundIn | oysters"),
        ("Gluten, the protein in wheat, triggers celiac disease.", "Gluten | isA | protein"),
    ],
)
def test_sentence_says(stated_in: StatedIn, text: str, expected: str) -> None:
    assert expected in stated_in(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("# Gout\n\nDiet can reduce the chance that other treatments fail.", "RiskOf"),
        ("# Gout\n\nSteroids reduce the chance that your baby has pain.", "hasSymptom"),
        ("# Aging\n\nYour body may not be able to absorb it.", "able body"),
        ("# Aging\n\nOur bodies cannot get rid of waste.", "rid bodies"),
        ("Thanks to a vaccine, smallpox is gone.", "Thanks"),
        ("Tea and coffee do the same for sleep.", "S-adenosylmethionine"),
        ("Weekly dosing caused fewer side effects.", "causes | Weekly dosing"),
        ("Adults who eat more fiber sneezed less in spring.", "spring |"),
        ("# Gout\n\nNausea was the main complaint among the zinc group.", "hasSymptom"),
        ("Valerian is a plant that grows in Europe.", "increases"),
        ("The main side effects of kava are headache and nausea.", "isA"),
        ("Dark urine should prompt a visit to a doctor.", "visit"),
        ("Coffee drinkers were less prone to gout.", "increasesRiskOf"),
        ("Denise Falk, a bus driver from Leith, drinks coffee.", "isA"),
        ("Pain from the hip to the knee is common.", "causes"),
        ("Probiotics are live bacteria. Yogurt and kefir contain them naturally.", "isA | Yogurt"),
        ("Amitriptyline helped patients; drowsiness was its main side effect.", "its |"),
    ],
)
def test_sentence_does_not_say(stated_in: StatedIn, text: str, wrong: str) -> None:
    assert not [said for said in stated_in(text) if wrong in said]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "You are more likely to get gout if you are overweight, or have kidney disease.",
            {
                "overweight | increasesRiskOf | gout",
                "kidney disease | increasesRiskOf | gout",
            },
        ),
        (
            "You are less likely to get gout if you drink coffee.",
            {"coffee | decreasesRiskOf | gout"},
        ),
        (
            "You may be at risk of gout if you take diuretics or smoke.",
            {"diuretics | increasesRiskOf | gout", "smoking | increasesRiskOf | gout"},
        ),
        ("The bus is more likely to be late if you have luggage.", set()),
    ],
)
def test_conditions_that_readers_chances_hang_on(
    stated_in: StatedIn, text: str, expected: set[str]
) -> None:
    assert {said for said in stated_in(text) if "RiskOf" in said} == expected


def test_retort_denies_the_statement_before(stated_in: StatedIn) -> None:
    said = stated_in("Many people think that coffee causes ulcers. It doesn't.")
    assert "coffee | negated causes | ulcers" in said


def test_answer_that_affirms_is_no_retort(stated_in: StatedIn) -> None:
    said = stated_in("Many people think that coffee causes ulcers. It does.")
    assert not any("negated" in one for one in said)


def test_it_goes_on_with_what_it_stood_for_before(stated_in: StatedIn) -> None:
    text = "Magnesium is a mineral. It keeps calcium in check. Almonds are full of it."
    assert "Magnesium | foundIn | Almonds" in stated_in(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Your body makes uric acid when it breaks down purines.", "| decreases | purine"),
        ("A mug of coffee holds about 100 mg of caffeine.", "hasDosage"),
    ],
)
def test_what_nobody_said_of_these(stated_in: StatedIn, text: str, wrong: str) -> None:
    assert not any(wrong in one for one in stated_in(text))

"""States of bodies and people, what is let happen, warnings: what each sentence says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import StatedIn

TOPIC = "# Lupus\n\nLupus is a disease.\n\n## Symptoms\n\n"


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (TOPIC + "The joints become stiff and swollen.", "Lupus | hasSymptom | swollen joints"),
        (TOPIC + "Adults often feel tired.", "Lupus | hasSymptom | fatigue"),
        (TOPIC + "Some people lose weight.", "Lupus | hasSymptom | loss of weight"),
        (TOPIC + "They include fever and chest pain.", "Lupus | hasSymptom | chest pain"),
        (
            "Without enough vitamin D, bones become soft.",
            "lack of vitamin D | causes | soft bones",
        ),
        (
            "If you drink too much coffee, you may feel anxious.",
            "too much coffee | causes | anxiety",
        ),
        ("People with anemia often feel tired.", "anemia | hasSymptom | fatigue"),
        ("A cut in the skin lets germs in.", "cut | affects | germs"),
        ("Insulin lets sugar into the cells.", "Insulin | affects | sugar"),
        ("Restless legs can stop people sleeping.", "Restless legs | decreases | sleep"),
        ("Allopurinol stops the body making uric acid.", "Allopurinol | decreases | uric acid"),
        ("Calcium keeps bones strong.", "Calcium | increases | bones"),
        ("Alcohol makes you more likely to develop gout.", "Alcohol | increasesRiskOf | gout"),
        (
            "Exercise makes people less likely to get diabetes.",
            "Exercise | decreasesRiskOf | diabetes",
        ),
        ("Calcium makes thyroid tablets work less well.", "Calcium | decreases | thyroid tablets"),
        ("Heat makes the blood vessels swell.", "Heat | affects | blood vessels"),
        ("Do not take ibuprofen with aspirin.", "ibuprofen | interactsWith | aspirin"),
        ("Metformin should not be taken with alcohol.", "Metformin | interactsWith | alcohol"),
        ("Avoid grapefruit if you take statins.", "grapefruit | interactsWith | statins"),
        ("Stress tightens the muscles, which brings on headaches.", "Stress | causes | headaches"),
        ("Among the causes of deafness are noise and infection.", "noise | causes | deafness"),
        (
            "Folic acid helps the body make red blood cells.",
            "Folic acid | increases | red blood cells",
        ),
        ("Kefir contains probiotics.", "probiotics | foundIn | Kefir"),
        ("Magnesium helps muscles relax.", "Magnesium | affects | muscles"),
        ("Iron is needed to make hemoglobin.", "Iron | affects | hemoglobin"),
        ("There isn't a blood test for migraine.", "migraine | negated diagnosedBy | blood test"),
    ],
)
def test_sentence_says(stated_in: StatedIn, text: str, claim: str) -> None:
    assert claim in stated_in(text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("Without enough vitamin D, bones become soft.", "not"),
        ("Take ibuprofen with food.", "interactsWith"),
        ("The noise makes it harder to sleep.", "harder it"),
        ("Ashwagandha is used to help people sleep.", "people sleep"),
        ("Vitamin K plays a part in clotting.", "partOf"),
        ("Bleeding from the gut is serious.", "causes"),
        ("The guard let us in.", "affects"),
        ("Licorice can drive up blood pressure.", "decreases"),
        ("Lisinopril stops the body making a hormone.", "produces"),
        ("Ann Lee is a bus driver.", "causes"),
        ('"Coffee is safe," Bruun says. "It lifts the mood."', "Bruun |"),
    ],
)
def test_sentence_does_not_say(stated_in: StatedIn, text: str, wrong: str) -> None:
    assert not [said for said in stated_in(text) if wrong in said]


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Valerian and hops are sold as teas. They relieve insomnia.",
            {"Valerian | treats | insomnia", "hops | treats | insomnia"},
        ),
        (
            "Simvastatin or pravastatin may be chosen. Both lower cholesterol.",
            {"Simvastatin | decreases | cholesterol", "pravastatin | decreases | cholesterol"},
        ),
        (
            "# Ashwagandha\n\nLarge doses upset the stomach. It may lower blood sugar.",
            {"Ashwagandha | decreases | blood sugar"},
        ),
        (
            "# Lupus\n\n## Diagnosis\n\nTwo blood tests can help diagnose it.",
            {"Lupus | diagnosedBy | blood tests"},
        ),
        (
            "Ginger relieves nausea. Peppermint does the same.",
            {"Peppermint | treats | nausea"},
        ),
        (
            "# Zinc\n\nZinc is a mineral. A shortage causes nausea.",
            {"Zinc shortage | causes | nausea"},
        ),
        (
            "# What causes hives?\n\nStress is another trigger.",
            {"Stress | causes | hives"},
        ),
    ],
)
def test_what_is_left_open_is_taken_up(stated_in: StatedIn, text: str, claims: set[str]) -> None:
    assert claims <= stated_in(text)

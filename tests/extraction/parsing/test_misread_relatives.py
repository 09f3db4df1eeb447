"""Main verbs inside of relative clauses, bare verbs read as adjectives, lists of what acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The bacteria that cause ulcers can be killed.", "bacteria | causes | ulcers"),
        ("The virus that causes measles spreads through the air.", "virus | causes | measles"),
        ("Statins, which lower cholesterol, may cause pain.", "Statins | decreases | cholesterol"),
        (
            "Beta blockers slow the heart and lower pressure.",
            "Beta blockers | decreases | pressure",
        ),
        ("A lack of vitamin C results in scurvy.", "lack of vitamin C | causes | scurvy"),
        ("Drugs that can cause gout include diuretics and aspirin.", "aspirin | causes | gout"),
        ("Conditions linked to snoring include obesity.", "obesity | associatedWith | snoring"),
        ("Heat packs provide relief from period pain.", "Heat packs | treats | period pain"),
        ("The cause of gout is thought to be uric acid.", "uric acid | causes | gout"),
        ("Two herbs, ginger and peppermint, relieve nausea.", "ginger | treats | nausea"),
        ("Some drugs, for example steroids, cause acne.", "steroids | causes | acne"),
        ("Three drugs, namely A, B and aspirin, prevent clots.", "aspirin | prevents | clots"),
        ("Reflux can be made worse by coffee.", "coffee | increases | Reflux"),
        (
            "Growing up on a farm seems to prevent gout.",
            "Growing up on a farm | prevents | gout",
        ),
        ("Scratching damages the skin.", "Scratching | affects | skin"),
        ("In women, 45 cherries lowered plasma urate.", "cherries | decreases | plasma urate"),
        ("Having diabetes doubles the risk of glaucoma.", "diabetes | increasesRiskOf | glaucoma"),
        ("Lung cancer is the third most common malignancy.", "Lung cancer | isA | malignancy"),
        ("No benefit of zinc was seen in tinnitus.", "zinc | negated treats | tinnitus"),
        ("Mouth ulcers: a gel with zinc relieved pain and sped up healing.", "gel | treats | pain"),
        ("Botox has proved useful in the management of migraine.", "Botox | treats | migraine"),
    ],
)
def test_claim_is_found(stated_in: StatedIn, text: str, expected: str) -> None:
    said = stated_in(text)
    assert expected in said


def test_bare_class_of_a_list_causes_nothing_itself(claims_of: ClaimsOf) -> None:
    found = claims_of("Drugs that can cause gout include diuretics and aspirin.")
    assert {c.subject.label for c in found if c.predicate.value == "causes"} == {
        "diuretics",
        "aspirin",
    }

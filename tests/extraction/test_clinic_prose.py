"""Sentences of fact sheets: tests, presenting features, ranges, diets, amounts of "it"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.model.closed_terms import Polarity

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "# Gout\n\nJoint pain and swelling are the usual presenting features.",
            "Gout | hasSymptom | swelling",
        ),
        (
            "# Kidney stones\n\nDoctors rely on ultrasound.",
            "Kidney stones | diagnosedBy | ultrasound",
        ),
        (
            "# Insulin\n\nInsulin promotes uptake of glucose and suppresses the release of fat.",
            "Insulin | decreases | release of fat",
        ),
        (
            "Hemoglobin normally ranges from 12 to 16 g/dL and ferritin from 20 to 200 ng/mL.",
            "ferritin | hasReferenceRange | 20-200 ng/mL",
        ),
        (
            "# Ginger\n\nGinger relieves nausea. In a trial, 20 mg of it lowered blood pressure.",
            "Ginger | decreases | blood pressure",
        ),
        (
            "# Diets\n\nA diet rich in fiber lowers the risk of colds.",
            "diet rich in fiber | decreasesRiskOf | colds",
        ),
    ],
)
def test_fact_sheet_states_its_claims(stated_in: StatedIn, text: str, claim: str) -> None:
    assert claim in stated_in(text)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Follow-up of a later trial raised doubts, since zinc increased the risk of stroke.",
         "Follow-up of a later trial"),
        ("Ginger relieves nausea. In a trial, 20 mg of it lowered blood pressure.", "mg of it"),
        ("Bloating and cramps are the usual presenting features.", "presenting"),
    ],
)  # fmt: skip
def test_what_is_no_thing_is_no_subject(claims_of: ClaimsOf, text: str, label: str) -> None:
    assert label not in {claim.subject.label for claim in claims_of(text)}


def test_diet_is_no_food_that_holds_what_it_is_rich_in(stated_in: StatedIn) -> None:
    stated = stated_in("A diet rich in fiber prevents constipation.")
    assert not any("foundIn" in claim for claim in stated)
    assert "iron | foundIn | Spinach" in stated_in("Spinach is rich in iron.")


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Evidence that garlic prevents colds is lacking.", Polarity.NO_EVIDENCE),
        ("Evidence that garlic prevents colds is growing.", Polarity.AFFIRMED),
        ("Ultrasound misses small kidney stones.", Polarity.NEGATED),
        ("Ultrasound detects small kidney stones.", Polarity.AFFIRMED),
    ],
)
def test_polarity_of_what_is_lacking_or_missed(
    claims_of: ClaimsOf, text: str, polarity: Polarity
) -> None:
    (claim,) = claims_of(text)
    assert claim.polarity is polarity


def test_amount_belongs_to_the_clause_that_it_stands_in(claims_of: ClaimsOf) -> None:
    text = "Adults took 500 mg of ginger twice a day; children were given 50 mg of zinc a day."
    doses = {(c.subject.label, c.object.label) for c in claims_of(text) if c.quantity is not None}
    assert doses == {("ginger", "500 mg 2/day"), ("zinc", "50 mg/day")}

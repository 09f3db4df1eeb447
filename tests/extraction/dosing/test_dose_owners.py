from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.dosing.dose_owners import Mention, owner_beside
from kg.model.spans import Span

if TYPE_CHECKING:
    from conftest import ClaimsOf


@pytest.mark.parametrize(
    ("text", "doses"),
    [
        (
            "Syncope followed sublingual ingestion of isosorbide dinitrate (5 mg).",
            {"isosorbide dinitrate 5 mg"},
        ),
        (
            "He received doses of 100 mg/m2 of frobnaril and then Zotrex 5 mg twice daily.",
            {"frobnaril 100 mg/m2", "Zotrex 5 mg 2/day"},
        ),
        (
            "Patients took frobnaril (300 mg/day) and zanobin at a dosage of 20 mg daily.",
            {"frobnaril 300 mg/day", "zanobin 20 mg/day"},
        ),
        (
            "Hepatitis developed during treatment with Zotrex, at a daily dose of 75 mg.",
            {"Zotrex 75 mg"},
        ),
        (
            "Edema appeared after cerivastatin was increased from 4 mg to 8 mg twice a day.",
            {"cerivastatin 4-8 mg 2/day"},
        ),
        ("She was given carboplatin AUC 5 every 3 weeks.", {"carboplatin 5 AUC 0.3333333333/week"}),
        (
            "Rash followed trimethoprim-sulfamethoxazole 800/160 mg twice daily.",
            {"trimethoprim-sulfamethoxazole 800 mg 2/day"},
        ),
        ("A toddler swallowed ten atenolol tablets.", {"atenolol tablets 10 tablet"}),
        ("He coughed on enalapril (Frobec; Zanob) 5 mg nocte.", {"enalapril 5 mg/day"}),
        ("Six men took frobnaril (FBN) (30 mg/kg).", {"FBN 30 mg/kg"}),
        ("FBN-470 at 60 mg/m2 led to dizziness.", {"FBN-470 60 mg/m2"}),
        ("A man on frobiloride (5 mg) had low sodium.", {"frobiloride 5 mg"}),
        (
            "Atenolol was begun at 50 mg/day and then raised to 100 mg/day.",
            {"Atenolol 50 mg/day", "Atenolol 100 mg/day"},
        ),
        (
            "She received atenolol, initially 25 mg, later 50 mg per day.",
            {"atenolol 25 mg", "atenolol 50 mg/day"},
        ),
        ("He took more than 20 tablets of digoxin.", {"digoxin 20 tablet"}),
        ("Frobetretinate 1 mg/kg daily caused spurs.", {"Frobetretinate 1 mg/kg/day"}),
        ("Neuropathy followed 30 and 114 g metronidazole.", {"metronidazole 114 g"}),
    ],
)
def test_amount_is_given_to_what_it_is_of(claims_of: ClaimsOf, text: str, doses: set[str]) -> None:
    found = {
        f"{c.subject.label} {c.object.label}" for c in claims_of(text) if c.predicate == "hasDosage"
    }
    assert doses <= found


@pytest.mark.parametrize(
    "text",
    [
        "The stone weighed 5 mg.",
        "An orange holds 60 mg of juice in its peel.",
        "Weight changed by +18.3 g with placebo.",
    ],
)
def test_amount_of_nothing_taken_is_no_dose(claims_of: ClaimsOf, text: str) -> None:
    assert not [c for c in claims_of(text) if c.predicate == "hasDosage"]


def test_words_of_another_clause_part_a_name_from_an_amount() -> None:
    text = "Aspirin lowered pressure and 5 mg"
    named = [Mention(Span(0, 7), is_known=True)]
    assert owner_beside(text, Span(29, 33), [Span(29, 33)], named) is None


@given(st.text(alphabet="ab (,#5", max_size=40), st.integers(0, 20), st.integers(21, 40))
def test_owner_is_one_of_the_mentions_or_none(text: str, start: int, end: int) -> None:
    named = [Mention(Span(0, 3), is_known=True), Mention(Span(4, 6), is_known=False)]
    assert owner_beside(text, Span(start, end), [Span(start, end)], named) in (None, *named)

"""What is called safe or well tolerated denies harm; what is doubted or compared says nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf, StatedIn


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peppermint tea is harmless.", "Peppermint tea | negated causes | harm"),
        ("Inhaled steroids are safe in pregnancy.", "Inhaled steroids | negated causes | harm"),
        ("Fish oil is well tolerated.", "Fish oil | negated causes | side effects"),
    ],
)
def test_harm_is_denied(stated_in: StatedIn, text: str, expected: str) -> None:
    said = stated_in(text)
    assert expected in said


@pytest.mark.parametrize(
    "text",
    [
        "Peppermint tea is not safe.",
        "Ask whether aspirin is safe.",
        "Aspirin is safer than warfarin.",
        "Is aspirin safe?",
        "Patients are safe here.",
    ],
)
def test_doubt_and_comparison_deny_nothing(claims_of: ClaimsOf, text: str) -> None:
    assert not [c for c in claims_of(text) if c.rule == "harmless"]

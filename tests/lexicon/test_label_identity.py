"""One rule says when two labels name one thing."""

from __future__ import annotations

import pytest

from kg.lexicon.label_identity import entity_key, fold, label_key
from kg.model.claim import Argument


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("absorption of iron", "iron absorption"),
        ("The white blood cells", "white blood cell"),
        ("level of hemoglobin", "hemoglobin levels"),
        ("Crohn’s disease", "crohn's disease"),
        ("Crohn disease", "Crohn's disease"),
        ("Ménière disease", "Meniere disease"),
        ("Allergies", "allergy"),
        ("rates of infection", "infection"),
        ("loss of a tooth", "tooth loss"),
        ("a cold", "colds"),
    ],
)
def test_fold_brings_spellings_together(left: str, right: str):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("vitamin B12", "vitamin D"),
        ("iron", "iron deficiency"),
        ("virus", "viru"),
        ("heart rate", "heart"),
        ("hepatitis A", "hepatitis"),
        ("vitamin A deficiency", "vitamin deficiency"),
    ],
)
def test_fold_keeps_different_things_apart(left: str, right: str):
    assert fold(left) != fold(right)


def test_label_without_words_is_its_own_key():
    assert label_key("++") != label_key("%")


def test_identifier_goes_before_the_label():
    argument = Argument("iron", "iron", 0, 4)
    assert entity_key(argument) == "iron"

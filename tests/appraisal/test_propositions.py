from __future__ import annotations

import pytest

from kg.appraisal.propositions import core, fold, proposition_key, qualified


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("absorption of iron", "iron absorption"),
        ("The white blood cells", "white blood cell"),
        ("level of hemoglobin", "hemoglobin levels"),
        ("Crohn’s disease", "crohn's disease"),
        ("Allergies", "allergy"),
    ],
)
def test_fold_brings_spellings_together(left, right):
    assert fold(left) == fold(right)


@pytest.mark.parametrize(
    ("left", "right"),
    [("vitamin B12", "vitamin D"), ("iron", "iron deficiency"), ("virus", "viru")],
)
def test_fold_keeps_different_things_apart(left, right):
    assert fold(left) != fold(right)


def test_core_drops_what_narrows():
    assert core("iron absorption from plant foods") == core("absorption of iron")


def test_proposition_key_turns_inverse_and_symmetric_predicates(make):
    document = make.read("Blood has plasma. Plasma is part of blood. Aspirin and iron interact.")
    whole = make.state(document, "blood", "hasPart", "plasma", sentence=0)
    part = make.state(document, "plasma", "partOf", "blood", sentence=1)
    assert proposition_key(whole) == proposition_key(part)
    one = make.state(document, "aspirin", "interactsWith", "iron")
    other = make.state(document, "iron", "interactsWith", "aspirin")
    assert proposition_key(one) == proposition_key(other)
    assert len(proposition_key(one).id) == 16


def test_qualified_finds_what_the_label_leaves_out(make):
    document = make.read("Mild anemia gives no symptoms. Anemia is common.")
    mild = make.state(document, "anemia=mild anemia", "hasSymptom", "symptoms")
    plain = make.state(document, "anemia", "isA", "common", sentence=1)
    assert qualified(mild.subject) == {"mild"}
    assert qualified(plain.subject) == frozenset()

"""Who does what: coordination, voice, control and examples, read through the whole extractor."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.extraction.syntax.plausibility import is_plausible
from kg.extraction.syntax.typing import same_concept, type_of
from kg.model.closed_terms import EntityType, Polarity, Predicate

if TYPE_CHECKING:
    from conftest import ClaimsOf

PHENOMENA = yaml.safe_load(Path(__file__).with_name("phenomena.yaml").read_text("utf-8"))
# What scripts/measure_phenomena prints for all sentences; it only rises.
FLOOR_PRECISION, FLOOR_RECALL = 0.92, 0.80


def _stated(claims_of: ClaimsOf, text: str) -> set[str]:
    return {
        f"{c.subject.label} | {'' if c.polarity is Polarity.AFFIRMED else 'not '}"
        f"{c.predicate.value} | {c.object.label}".lower()
        for c in claims_of(text)
    }


def test_extractor_keeps_its_floor_over_all_phenomena(claims_of: ClaimsOf) -> None:
    right = found = wanted = 0
    for item in (item for items in PHENOMENA.values() for item in items):
        expected = {claim.lower() for claim in item["claims"]}
        made = _stated(claims_of, item["text"])
        right, found, wanted = (
            right + len(made & expected),
            found + len(made),
            wanted + len(expected),
        )
    assert right / found >= FLOOR_PRECISION
    assert right / wanted >= FLOOR_RECALL


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        (
            "Stroke and heart attack can cause death.",
            {"stroke | causes | death", "heart attack | causes | death"},
        ),
        (
            "Bacterial and fungal infections cause fever.",
            {"bacterial infections | causes | fever", "fungal infections | causes | fever"},
        ),
        (
            "Infections (colds, flu) cause fever.",
            {"colds | causes | fever", "flu | causes | fever"},
        ),
        ("Chamomile is used to treat insomnia.", {"chamomile | treats | insomnia"}),
        ("White cells help the body fight viruses.", {"white cells | protectsagainst | viruses"}),
        ("Fever and chills can be caused by malaria.", {"malaria | causes | chills"}),
        ("Taking aspirin can cause stomach bleeding.", {"aspirin | causes | stomach bleeding"}),
    ],
)
def test_extractor_finds_all_that_take_part(
    claims_of: ClaimsOf, text: str, claims: set[str]
) -> None:
    assert claims <= _stated(claims_of, text)


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("severe anemia", EntityType.CONDITION),
        ("zinc", EntityType.SUPPLEMENT),
        ("quarrels", EntityType.OTHER),
        ("", EntityType.OTHER),
    ],
)
def test_type_of_goes_by_the_last_words(label: str, kind: EntityType) -> None:
    assert type_of(label) is kind


def test_same_concept_knows_synonyms_and_modifiers() -> None:
    assert same_concept("leukocytes", "white blood cells")
    assert not same_concept("leukocytes", "zinc")
    assert not same_concept("", "")


@pytest.mark.parametrize(
    ("predicate", "subject", "obj", "plausible"),
    [
        (Predicate.TREATS, EntityType.DRUG, EntityType.CONDITION, True),
        (Predicate.TREATS, EntityType.CONDITION, EntityType.SYMPTOM, False),
        (Predicate.CAUSES, EntityType.DRUG, EntityType.TEST, False),
        (Predicate.HAS_SYMPTOM, EntityType.CONDITION, EntityType.SYMPTOM, True),
        (Predicate.FOUND_IN, EntityType.PROCEDURE, EntityType.FOOD, False),
        (Predicate.IS_A, EntityType.OTHER, EntityType.OTHER, True),
    ],
)
def test_is_plausible_refuses_what_nobody_means(
    predicate: Predicate, subject: EntityType, obj: EntityType, plausible: bool
) -> None:
    assert is_plausible(predicate, subject, obj) is plausible

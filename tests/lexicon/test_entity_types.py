import re

import pytest

from kg.lexicon.entity_types import guess_type, rule_type
from kg.lexicon.loading import Cue, load_entries
from kg.lexicon.normalise import folded
from kg.model.closed_terms import EntityType

RULES = load_entries("entity_types", Cue)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_entity_type_examples(rule):
    assert rule.positive
    assert rule.negative
    for label in rule.positive:
        assert rule_type(label) is EntityType(rule.category), label
    for label in rule.negative:
        assert not re.search(f"(?:{rule.pattern})$", folded(label)), label


@pytest.mark.parametrize(
    ("label", "kind"),
    [
        ("red blood cell production", "BiologicalProcess"),
        ("cells of the skin", "Cell"),
        ("loss of smell", "Symptom"),
        ("levels of vitamin K", "BiologicalMeasure"),
        ("severe infections", "Condition"),
        ("leukopenia", "Condition"),
        ("signs of spring", "Other"),
    ],
)
def test_guess_type(label, kind):
    assert guess_type(label).value == kind


def test_guess_type_is_bounded():
    assert guess_type("a" * 100_000 + "!") is EntityType.OTHER

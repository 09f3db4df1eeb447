import pytest

from kg.lexicon.loading import load_entries
from kg.lexicon.variants import (
    Inflection,
    Spelling,
    american,
    british,
    forms,
    plural,
    reason,
    regular_plural,
    singular,
)

INFLECTIONS = load_entries("inflection", Inflection)
SPELLINGS = load_entries("spelling", Spelling)


@pytest.mark.parametrize("rule", INFLECTIONS, ids=lambda rule: rule.id)
def test_inflection_examples(rule):
    assert rule.positive
    for one, many in rule.positive:
        assert plural(one) == many
        assert singular(many) == one
    for one, many in rule.negative:
        assert plural(one) != many


@pytest.mark.parametrize("rule", SPELLINGS, ids=lambda rule: rule.id)
def test_spelling_examples(rule):
    assert rule.positive
    for word in rule.positive:
        assert american(word) != word
        assert british(american(word)) == word
    for word in rule.negative:
        assert american(word) == word


@pytest.mark.parametrize("word", ["gas", "lens", "lupus", "diabetes", "stress", "measles", "iris"])
def test_singular_leaves_singulars(word):
    assert singular(word) == word


@pytest.mark.parametrize(
    ("label", "form", "why"),
    [
        ("anemia", "anaemia", "spelling"),
        ("leukocytes", "leucocyte", "singular, spelling"),
        ("vitamin deficiency", "vitamin deficiencies", "plural"),
        ("alzheimer s disease", "alzheimer disease", "eponym"),
        ("graves disease", "graves disease", "exact label"),
    ],
)
def test_forms_give_a_reason(label, form, why):
    assert {made: reason(way) for _, made, way in forms([label])}[form] == why


@pytest.mark.parametrize(
    ("form", "tail", "expected"),
    [("infection", "s", True), ("abscess", "es", True), ("rat", "es", False), ("ra", "s", False)],
)
def test_regular_plural(form, tail, expected):
    assert regular_plural(form, tail) is expected

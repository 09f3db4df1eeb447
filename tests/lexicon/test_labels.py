import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.installed import default_vocabulary
from kg.lexicon.labels import (
    canonical_label,
    deficient_nutrient,
    remedy,
    shared_head,
    tidy,
    used_thing,
    without_determiner,
    without_neutral,
)
from kg.lexicon.loading import Cue, load_entries

CUES = load_entries("labels", Cue)


def cues(category):
    found = [cue for cue in CUES if cue.category == category]
    return pytest.mark.parametrize("cue", found, ids=lambda cue: cue.id)


def test_label_categories_are_known():
    assert {cue.category for cue in CUES} == {
        "determiner", "deficiency", "preparation", "neutral", "use",
    }  # fmt: skip


@cues("determiner")
def test_determiner_examples(cue):
    assert all(without_determiner(label) != label for label in cue.positive)
    assert all(without_determiner(label) == label for label in cue.negative)


@cues("neutral")
def test_neutral_examples(cue):
    assert all(without_neutral(label) != label for label in cue.positive)
    assert all(without_neutral(label) == label for label in cue.negative)


@cues("deficiency")
def test_deficiency_examples(cue):
    assert all(canonical_label(label).endswith(" deficiency") for label in cue.positive)
    assert all(deficient_nutrient(label) is None for label in cue.negative)


@cues("preparation")
def test_preparation_examples(cue):
    assert all(remedy(label) for label in cue.positive)
    # what the vocabulary knows as a whole is not taken apart
    for label in cue.negative:
        assert default_vocabulary().lookup(label) or remedy(label) is None
        known = default_vocabulary().lookup(label)
        assert canonical_label(label) == (known.concept.label if known else label)


@cues("use")
def test_use_examples(cue):
    assert all(used_thing(label) for label in cue.positive)
    assert all(used_thing(label) is None for label in cue.negative)


@pytest.mark.parametrize(
    ("label", "canonical"),
    [
        ("the leucocytes", "white blood cells"),
        ("low vitamin D levels", "vitamin D deficiency"),
        ("lack of vitamin B12", "vitamin B12 deficiency"),
        ("vitamin B12 deficiencies", "vitamin B12 deficiency"),
        ("low levels of molybdenum", "molybdenum deficiency"),
        ("ginger root extract powder", "ginger"),
        ("long-term use of metformin", "metformin"),
        ("further infections", "infection"),
        ("severe infections", "severe infections"),
        ("bone marrow disease", "bone marrow disease"),
        ("Alzheimer’s disease", "Alzheimer's disease"),
        ("unheard-of things", "unheard-of things"),
    ],
)
def test_canonical_label(label, canonical):
    assert canonical_label(label) == canonical


@given(st.text(max_size=50))
def test_canonical_label_is_stable(label):
    once = canonical_label(label)
    assert canonical_label(once) == once


@pytest.mark.parametrize(
    ("label", "members"),
    [
        ("vitamin B12, copper, folate and zinc deficiencies",
         ("vitamin B12 deficiencies", "copper deficiencies", "folate deficiencies",
          "zinc deficiencies")),
        ("bacterial and/or fungal infections", ("bacterial infections", "fungal infections")),
        ("salt and pepper", ("salt and pepper",)),
    ],
)  # fmt: skip
def test_shared_head(label, members):
    assert shared_head(label) == members


def test_tidy_drops_what_is_not_seen():
    assert tidy("*“As\u200bpirin”*,\n") == "Aspirin"

import pytest

from kg.lexicon.item_labels import LabelRelation, is_listing, label_relation, opens_with_verb
from kg.lexicon.loading import load_entries

LABELS = load_entries("item_labels", LabelRelation)


@pytest.mark.parametrize("entry", LABELS, ids=lambda entry: entry.id)
def test_label_has_the_relation_of_its_entry(entry: LabelRelation) -> None:
    for label in entry.positive:
        assert label_relation(label) == entry
    for label in entry.negative:
        found = label_relation(label)
        assert found is None or found.id != entry.id
    assert entry.words.count("{}") == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("warfarin, aspirin and some antibiotics.", True),
        ("type 2 diabetes, high cholesterol", True),
        ("", False),
        ("tell your doctor if you take warfarin", False),
        ("the trials that were done so far in many countries were small", False),
    ],
)
def test_listing_has_short_parts_and_no_verb(text: str, expected: bool) -> None:
    assert is_listing(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("may help", True), ("relieves pain", True), ("relief of pain", False), ("may", False)],
)
def test_verb_at_the_start_lacks_its_subject(text: str, expected: bool) -> None:
    assert opens_with_verb(text) is expected

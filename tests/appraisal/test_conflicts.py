from __future__ import annotations

import pytest

from kg.appraisal.conflicts import conflict_rules, find_clashes
from kg.model.claim import Qualifiers
from kg.model.closed_terms import Certainty, Design, Polarity, Predicate

NEGATED = {"polarity": Polarity.NEGATED}


def clashes(make, text, *stated):
    document = make.read(text)
    return find_clashes([make.state(document, *triple, **fields) for triple, fields in stated])


@pytest.mark.parametrize("rule", conflict_rules(), ids=lambda rule: rule.id)
def test_conflict_rule_matches_its_examples(rule, make):
    document = make.read("Garlic lowers fever.")

    def claim(words):
        predicate, polarity = words.split()
        return make.state(document, "garlic", predicate, "fever", polarity=Polarity(polarity))

    for examples, expected in ((rule.positive, True), (rule.negative, False)):
        for example in examples:
            first, second = map(claim, example.split(" / "))
            assert rule.matches(first, second) == expected, example


def test_find_clashes_meets_folded_objects_and_no_effect(make):
    (found,) = clashes(
        make,
        "Tea and coffee inhibit the absorption of iron from plants. Coffee has no effect on iron "
        "absorption.",
        (("coffee", "decreases", "absorption of iron from plants"), {}),
        (("coffee", "affects", "iron absorption"), NEGATED),
    )
    assert not found.is_explained
    assert found.record.within_document
    assert "from plants" in found.record.difference


def test_find_clashes_opposite_directions(make):
    text = "Ginseng raises blood pressure. Ginseng lowers blood pressure."
    up = (("ginseng", "increases", "blood pressure"), {"sentence": 0})
    down = (("ginseng", "decreases", "blood pressure"), {"sentence": 1})
    assert len(clashes(make, text, up, down)) == 1


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        (
            "Vitamin C raises the absorption of iron. Vitamin C did not improve hemoglobin.",
            (("vitamin C", "increases", "absorption of iron"), {}),
            (("vitamin C", "increases", "hemoglobin"), NEGATED),
        ),
        (
            "Fatigue is a symptom of anemia. Mild anemia often has no symptoms.",
            (("anemia", "hasSymptom", "fatigue"), {}),
            (("anemia=mild anemia", "hasSymptom", "symptoms"), NEGATED),
        ),
        (
            "Ginger may raise sleepiness. Ginger may lower sleepiness.",
            (
                ("ginger", "increases", "sleepiness"),
                {"certainty": Certainty.POSSIBLE, "sentence": 0},
            ),
            (
                ("ginger", "decreases", "sleepiness"),
                {"certainty": Certainty.POSSIBLE, "sentence": 1},
            ),
        ),
        (
            "Ginger raises thirst in women but lowers thirst in men.",
            (("ginger", "increases", "thirst"), {}),
            (("ginger", "decreases", "thirst"), {}),
        ),
    ],
    ids=["other-object", "qualified-subject", "both-hedged", "one-sentence"],
)
def test_find_clashes_leaves_alone_what_does_not_conflict(make, text, first, second):
    assert clashes(make, text, first, second) == ()


def test_find_clashes_a_universal_denial_meets_a_particular(make):
    (found,) = clashes(
        make,
        "Flu has no symptoms. Fever is a symptom of flu.",
        (("flu", "hasSymptom", "symptoms"), NEGATED | {"sentence": 0}),
        (("flu", "hasSymptom", "fever"), {}),
    )
    assert {found.first.object.label, found.second.object.label} == {"symptoms", "fever"}


def test_find_clashes_names_what_may_explain_it(make):
    (found,) = clashes(
        make,
        "Iron treats fatigue in women. Iron does not treat fatigue in men.",
        (
            ("iron", "treats", "fatigue"),
            {"qualifiers": Qualifiers(population="women"), "sentence": 0},
        ),
        (
            ("iron", "treats", "fatigue"),
            NEGATED | {"qualifiers": Qualifiers(population="men"), "sentence": 1},
        ),
    )
    assert found.is_explained
    assert "women" in found.record.difference


def test_find_clashes_people_against_animals_is_explained(make):
    (found,) = clashes(
        make,
        "In rats garlic lowers weight. In a trial garlic raised weight.",
        (("garlic", "decreases", "weight"), {"design": Design.ANIMAL, "sentence": 0}),
        (("garlic", "increases", "weight"), {"design": Design.RCT, "sentence": 1}),
    )
    assert found.record.difference.startswith("subjects")


def test_find_clashes_ten_documents_in_conflict_on_purpose(make):
    claims = []
    for number in range(10):
        verb, predicate = ("raises", "increases") if number % 2 else ("lowers", "decreases")
        document = make.read(f"Herb {number // 2} {verb} fever.", name=f"{number}.txt")
        claims.append(make.state(document, f"Herb {number // 2}", predicate, "fever"))
    found = find_clashes(claims)
    assert len(found) == 5
    assert not any(clash.record.within_document for clash in found)
    assert all(clash.first.quote.exact != clash.second.quote.exact for clash in found)


def test_conflict_rules_name_known_predicates():
    assert all(isinstance(p, Predicate) for rule in conflict_rules() for p in rule.first)


def test_find_clashes_a_sentence_that_sets_two_things_apart_is_no_party(make):
    text = "Flu has no symptoms. Flu itself has no signs, but there may be fever from infection."
    stated = (
        (("flu", "hasSymptom", "symptoms"), NEGATED | {"sentence": 0}),
        (("flu", "hasSymptom", "signs"), NEGATED | {"sentence": 1}),
        (("flu", "hasSymptom", "fever"), {"sentence": 1}),
    )
    assert clashes(make, text, *stated) == ()


def test_find_clashes_a_sentence_that_says_both_is_no_party(make):
    text = "Garlic lowers fever. Some say garlic lowers fever, others that garlic raises fever."
    stated = (
        (("garlic", "decreases", "fever"), {"sentence": 0}),
        (("garlic", "decreases", "fever"), {"sentence": 1}),
        (("garlic", "increases", "fever"), {"sentence": 1}),
    )
    assert clashes(make, text, *stated) == ()

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.appraisal import appraise
from kg.appraisal.comparison import Rarity, compare, content_words
from kg.appraisal.verification import Basis, verify_claim, verify_record
from kg.lexicon.loading import Cue, load_yaml
from kg.model.appraisal import Direction
from kg.model.closed_terms import Design, Polarity
from kg.model.codec import from_plain

WORK = (
    "Garlic powder and blood pressure: a randomised trial.\n"
    "Sixty adults took garlic powder for a year. Garlic powder lowered systolic blood pressure. "
    "The weather in Oslo was cold. Liver enzymes were normal."
)


def article(make, text, *stated, design=None):
    references = (make.reference("1", design=design), make.reference("2"))
    document = make.read(text, references=references)
    claims = [make.state(document, *triple, **fields) for triple, fields in stated]
    return appraise(document, claims)


def work(make, *stated, text=WORK):
    document = make.read(text, name="work.txt")
    return appraise(
        document, [make.state(document, *triple, **fields) for triple, fields in stated]
    )


LOWERS = ("garlic", "decreases", "blood pressure")
STATED = (("garlic powder", "decreases", "systolic blood pressure"), {})


def verified(make, text, stated, *said, **fields):
    one = article(make, text, stated, **fields)
    return verify_claim(one.claims[0], one.document.references[0], work(make, *said))


def test_verify_claim_by_a_claim_of_the_work(make):
    found = verified(make, "Garlic lowers blood pressure [1].", (LOWERS, {}), STATED)
    assert (found.direction, found.basis) == (Direction.SUPPORTS, Basis.CLAIMS)
    assert found.quote == "Garlic powder lowered systolic blood pressure."
    assert WORK[found.start :].startswith(found.quote)


def test_verify_claim_the_work_says_the_opposite(make):
    text = "Garlic raises blood pressure [1]."
    found = verified(make, text, (("garlic", "increases", "blood pressure"), {}), STATED)
    assert (found.direction, found.basis) == (Direction.DISPUTES, Basis.CLAIMS)


def test_verify_claim_the_work_affirms_what_is_denied(make):
    text = "Garlic does not lower blood pressure [1]."
    found = verified(make, text, (LOWERS, {"polarity": Polarity.NEGATED}), STATED)
    assert found.direction is Direction.DISPUTES


def test_verify_claim_falls_back_on_words(make):
    found = verified(make, "Garlic lowers blood pressure [1].", (LOWERS, {}))
    assert (found.direction, found.basis) == (Direction.SUPPORTS, Basis.WORDS)
    assert found.quote == "Garlic powder lowered systolic blood pressure."


def test_verify_claim_nothing_found(make):
    text = "Pandas eat bamboo shoots [1]."
    found = verified(make, text, (("pandas", "affects", "bamboo shoots"), {}), STATED)
    assert (found.direction, found.quote, found.start) == (Direction.NONE, None, None)


def test_verify_claim_design_by_catalogue(make):
    found = verified(
        make, "Garlic lowers blood pressure [1].", (LOWERS, {}), STATED, design="Meta-Analysis"
    )
    assert found.design is Design.SYSTEMATIC_REVIEW


def test_verification_evidence_stands_apart_from_the_article(make):
    one = article(make, "Garlic lowers blood pressure [1].", (LOWERS, {}))
    found = verify_claim(one.claims[0], one.document.references[0], work(make, STATED))
    line = found.evidence(one.claims[0])
    assert (line.basis, line.study, line.quote) == ("work", "doi:10.5555/1", found.quote)


def test_verify_record_takes_works_at_hand_only(make):
    one = article(make, "Garlic lowers blood pressure [1,2].", (LOWERS, {}))
    (found,) = verify_record(one, {"doi:10.5555/2": work(make, STATED)})
    assert found.work == "doi:10.5555/2"


SENTENCES = WORK.split(". ")


@given(st.text(max_size=80))
def test_compare_takes_any_text(text):
    found = compare(text, SENTENCES, Rarity(SENTENCES))
    assert 0 <= found.coverage <= 1.0 + 1e-9


def test_compare_of_nothing_finds_nothing():
    assert compare("", SENTENCES, Rarity(SENTENCES)).direction is Direction.NONE
    assert compare("garlic", [], Rarity([])).direction is Direction.NONE


def test_content_words_know_names_of_one_thing():
    assert content_words("SARS-CoV-2 spreads") == content_words("the coronavirus spreads")
    assert content_words("hypertension") == content_words("high blood pressure")


@pytest.mark.parametrize("entry", load_yaml("verification")["cues"], ids=lambda entry: entry["id"])
def test_cue_matches_its_examples(entry):
    cue = from_plain(Cue, entry)
    pattern = re.compile(cue.pattern, re.IGNORECASE)
    assert all(pattern.search(text) for text in cue.positive)
    assert not any(pattern.search(text) for text in cue.negative)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import ClaimsOf


@pytest.mark.parametrize(
    ("sentence", "wording"),
    [
        ("Helicopters save lives and reduce costs.", "causal"),
        ("Children who sleep less are more likely to be overweight.", "correlational"),
        ("Frobnaril exerted marked benefits on gait speed in older villagers.", "causal"),
    ],
)
def test_sentence_that_words_a_relation_gives_a_claim(
    claims_of: ClaimsOf, sentence: str, wording: str
) -> None:
    assert wording in {claim.wording for claim in claims_of(sentence)}


@pytest.mark.parametrize(
    "sentence",
    [
        "The museum opens at nine and closes at five.",
        "Further studies are needed to confirm that frobnaril reduces costs.",
        "Patients may discover it in a blood test.",
    ],
)
def test_sentence_that_words_none_gives_no_loose_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert not [claim for claim in claims_of(sentence) if claim.rule == "worded"]


def test_claim_is_worded_no_stronger_than_its_sentence(claims_of: ClaimsOf) -> None:
    found = claims_of("Further studies are needed to confirm that zinc reduces colds.")
    assert {claim.wording for claim in found} <= {"none"}

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
        "Bakers are two times more likely to be in a crash.",
    ],
)
def test_sentence_that_words_none_gives_no_loose_claim(claims_of: ClaimsOf, sentence: str) -> None:
    assert not [claim for claim in claims_of(sentence) if claim.rule == "worded"]


@pytest.mark.parametrize(
    ("sentence", "stated"),
    [
        ("Helicopters save lives.", "Helicopters | affects | lives"),
        (
            "The quibble was not detrimental to the frob.",
            "quibble | affects | frob",
        ),
        (
            "The frob may have a role in tuning preventive plans.",
            "frob | affects | tuning preventive plans",
        ),
        (
            "Flame retardants linked to lower birth weight babies",
            "Flame retardants | associatedWith | lower birth weight babies",
        ),
        (
            "Retired bakers were more likely to be physically active than clerks.",
            "Retired bakers | associatedWith | physically active",
        ),
        (
            "Newborns of older women are twice as likely to be admitted to a ward.",
            "Newborns of older women | associatedWith | admitted to a ward",
        ),
        (
            "The frob was effective and well tolerated in older women.",
            "frob | affects | older women",
        ),
        (
            "The study finds mammography beneficial for younger men.",
            "mammography | affects | younger men",
        ),
        (
            "Higher risk of stroke for women who smoke",
            "women who smoke | associatedWith | stroke",
        ),
        (
            "The prevalence of quibbling is high among older women.",
            "prevalence of quibbling | associatedWith | older women",
        ),
        (
            "Retired women are at risk of significant quibbling.",
            "Retired women | increasesRiskOf | significant quibbling",
        ),
    ],
)
def test_ends_of_a_loose_claim_are_those_of_its_syntax(
    claims_of: ClaimsOf, sentence: str, stated: str
) -> None:
    found = {f"{c.subject.label} | {c.predicate} | {c.object.label}" for c in claims_of(sentence)}
    assert stated in found


@pytest.mark.parametrize(
    "sentence",
    [
        "The trial was led by the professor and chair of the college.",
        "The women kept up their coffee and cleared the drug in a day.",
        "Grants from the foundation in spring raised some concerns about it.",
        "The gap in smoking can be explained through adverse housing.",
        "Uptake of the frob is common in the county.",
    ],
)
def test_what_merely_stands_beside_a_word_is_not_tied_by_it(
    claims_of: ClaimsOf, sentence: str
) -> None:
    assert not [claim for claim in claims_of(sentence) if claim.rule == "worded"]


def test_claim_is_worded_no_stronger_than_its_sentence(claims_of: ClaimsOf) -> None:
    found = claims_of("Further studies are needed to confirm that zinc reduces colds.")
    assert {claim.wording for claim in found} <= {"none"}

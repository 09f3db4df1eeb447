from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.appraisal import appraise, appraise_corpus
from kg.appraisal.curation import effective
from kg.appraisal.patches import (
    dataset_lines,
    describe,
    format_patch,
    merge,
    parse_patch,
    reasons,
    reviewed,
)
from kg.errors import CurationError
from kg.model.appraisal import Decision, Judgement
from kg.model.closed_terms import Polarity
from kg.model.codec import to_plain

TEXT = "Garlic lowers fever [1]. Ginger raises thirst [1]."


def record(make, text=TEXT, name="a.txt"):
    document = make.read(text, name=name)
    claims = [
        make.state(document, "garlic", "decreases", "fever", rule="svo"),
        make.state(document, "ginger", "increases", "thirst", rule="svo"),
    ]
    return appraise(document, claims)


def judge(
    claim,
    decision="reject",
    reason="no-relation",
    curator="ada",
    at="2026-01-02T03:04:05Z",
    **fields,
):
    return Judgement(
        claim=claim.id,
        document=claim.document,
        exact=claim.quote.exact,
        prefix=claim.quote.prefix,
        suffix=claim.quote.suffix,
        start=claim.quote.start,
        subject=claim.subject.label,
        predicate=claim.predicate.value,
        object=claim.object.label,
        polarity=claim.polarity,
        decision=Decision(decision),
        reason=reason,
        curator=curator,
        decided_at=at,
        **fields,
    )


def test_effective_a_rejected_claim_stays_marked_and_out_of_propositions(make):
    one = record(make)
    claim = one.claims[0]
    corpus = appraise_corpus([one], [judge(claim)])
    assert corpus.rejected == (claim.id,)
    assert len(corpus.grades) == 2
    assert [p.subject_label for p in corpus.propositions] == ["ginger"]


def test_effective_two_curators_who_disagree_are_both_kept(make):
    one = record(make)
    claim = one.claims[0]
    judgements = [judge(claim), judge(claim, "accept", "correct", "bob")]
    verdicts = effective([one], judgements)
    assert not verdicts.rejected
    assert describe(verdicts, claim.id) == "disputed: 1 for, 1 against"
    assert len(verdicts.anchored) == 2


def test_effective_the_latest_decision_of_a_curator_holds(make):
    one = record(make)
    claim = one.claims[0]
    later = judge(claim, "accept", "correct", at="2026-02-01T00:00:00Z")
    for order in ([judge(claim), later], [later, judge(claim)]):
        assert describe(effective([one], order), claim.id) == "accepted"


def test_effective_a_correction_changes_what_is_stated_and_keeps_the_claim(make):
    one = record(make)
    claim = one.claims[0]
    fix = judge(claim, "correct", "wrong-object", corrected_object="high fever")
    corpus = appraise_corpus([one], [fix])
    assert "high fever" in {p.object_label for p in corpus.propositions}
    assert claim.id in {key for p in corpus.propositions for key in p.supporting}


def test_effective_anchors_by_quote_when_the_text_moved(make):
    claim = record(make).claims[0]
    moved = record(make, "A new paragraph.\n" + TEXT)
    assert moved.claims[0].id != claim.id
    assert effective([moved], [judge(claim)]).rejected == {moved.claims[0].id}


def test_effective_anchors_by_context_then_position(make):
    text = "First. Garlic lowers fever. Middle.\nSecond. Garlic lowers fever. End."
    document = make.read(text)
    claims = [
        make.state(document, "garlic", "decreases", "fever", sentence=number) for number in (1, 4)
    ]
    both = appraise(document, claims)
    target = both.claims[1]
    by_context = replace(judge(target), claim="gone", start=0)
    assert effective([both], [by_context]).rejected == {target.id}
    by_place = replace(judge(target), claim="gone", prefix="", suffix="")
    assert effective([both], [by_place]).rejected == {target.id}


def test_effective_finds_the_claim_in_a_renamed_file(make):
    claim = record(make).claims[0]
    renamed = record(make, "Preface.\n" + TEXT, name="b.txt")
    assert effective([renamed], [judge(claim)]).rejected == {renamed.claims[0].id}


def test_effective_keeps_judgements_whose_claim_is_gone(make):
    claim = record(make).claims[0]
    other = record(make, "Garlic lowers no fever at all. Ginger raises thirst.")
    verdicts = effective([other], [judge(claim)])
    assert verdicts.unanchored == (judge(claim),)
    assert not verdicts.rejected


def test_effective_judgements_feed_belief_through_the_rule(make):
    one = record(make)
    ginger = next(p for p in appraise_corpus([one]).propositions if p.subject_label == "ginger")
    for decision, reason, sign in (("reject", "no-relation", -1), ("accept", "correct", 1)):
        corpus = appraise_corpus([one], [judge(one.claims[0], decision, reason)])
        after = next(p for p in corpus.propositions if p.id == ginger.id)
        assert (after.belief.score - ginger.belief.score) * sign > 0


def test_parse_patch_reads_what_format_patch_wrote(make):
    claim = record(make).claims[0]
    judgements = (
        judge(claim),
        judge(claim, "correct", "polarity", corrected_polarity=Polarity.NEGATED),
    )
    text = format_patch(judgements)
    assert parse_patch(text.encode(), "p.json") == judgements
    assert format_patch(parse_patch(text.encode(), "p.json")) == text


@pytest.mark.parametrize(
    "change",
    [
        {"decision": "maybe"},
        {"reason": "bad mood"},
        {"decision": "accept"},
        {"exact": ""},
        {"start": -1},
        {"curator": " "},
        {"decided_at": "yesterday"},
        {"decided_at": "2026-13-01T00:00:00"},
        {"corrected_object": "x"},
        {"decision": "correct", "reason": "wrong-object"},
        {"decision": "correct", "reason": "wrong-relation", "corrected_predicate": "heals"},
        {"colour": "red"},
    ],
    ids=str,
)
def test_parse_patch_refuses_what_does_not_hold_together(make, change):
    plain = to_plain(judge(record(make).claims[0])) | change
    patch = {"format": "citegraph-patch", "version": 1, "judgements": [plain]}
    with pytest.raises(CurationError, match=r"p\.json"):
        parse_patch(json.dumps(patch).encode(), "p.json")


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{", b"\xff", b'{"format": "x", "version": 1, "judgements": []}', b"[" * 100_000],
    ids=lambda data: str(data[:12]),
)
def test_parse_patch_refuses_what_is_no_patch(data):
    with pytest.raises(CurationError):
        parse_patch(data, "p.json")


def test_merge_never_loses_or_repeats(make):
    claim = record(make).claims[0]
    first, second = judge(claim), judge(claim, "accept", "correct", "bob")
    assert set(merge([first], [second, first])) == {first, second}
    assert merge([first], [second]) == merge([second], [first])


def test_reviewed_holds_only_claims_with_a_human_verdict(make):
    one = record(make)
    (review,) = reviewed([one], [judge(one.claims[1])])
    assert review.claim.id == one.claims[1].id
    assert reviewed([one], []) == ()


def test_dataset_lines_export_each_decision(make):
    one = record(make)
    (line,) = dataset_lines([one], [judge(one.claims[0])])
    row = json.loads(line)
    assert (row["decision"], row["claim"]["id"]) == ("reject", one.claims[0].id)


def test_reasons_name_decisions():
    assert {decision for reason in reasons().values() for decision in reason.decisions} == set(
        Decision
    )

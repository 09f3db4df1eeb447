from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.appraisal import appraise, appraise_corpus, article_evidence
from kg.model.appraisal import Corpus, Direction
from kg.model.closed_terms import Design, Polarity
from kg.model.codec import from_plain, to_plain


def simple(make, name, text="Garlic lowers fever [1].", work="doi:10.5555/1", **fields):
    reference = make.reference("1", work=work, **fields.pop("reference", {}))
    document = make.read(text, name=name, references=(reference,))
    stated = {"design": Design.HUMAN} | fields
    claim = make.state(document, "garlic", "decreases", "fever", **stated)
    return appraise(document, [claim])


def grades(records, judgements=()):
    corpus = appraise_corpus(records, judgements)
    return [entry.grade.level for entry in corpus.grades]


def test_appraise_attaches_grades_and_lists_unattached_markers(make):
    document = make.read("Garlic lowers fever [1]. Why is not known [2].")
    record = appraise(document, [make.state(document, "garlic", "decreases", "fever")])
    assert record.claims[0].grade.level == 1
    assert record.unattached == (1,)


def test_appraise_sorts_claims_by_position(make):
    document = make.read("Garlic lowers fever. Ginger raises thirst.")
    late = make.state(document, "ginger", "increases", "thirst")
    early = make.state(document, "garlic", "decreases", "fever")
    assert [c.subject.label for c in appraise(document, [late, early]).claims] == [
        "garlic",
        "ginger",
    ]


def test_appraise_calls_a_small_study_small(make):
    document = make.read(
        "In a small trial, garlic lowers fever [1].", references=(make.reference("1"),)
    )
    claim = make.state(document, "garlic", "decreases", "fever", design=Design.TRIAL)
    (graded,) = appraise(document, [claim]).claims
    assert "small" in " ".join(graded.grade.reasons)


def test_appraise_counts_two_works_of_one_claim(make):
    references = (make.reference("1"), make.reference("2"))
    document = make.read("Garlic lowers fever [1,2].", references=references)
    claim = make.state(document, "garlic", "decreases", "fever", design=Design.HUMAN)
    assert appraise(document, [claim]).claims[0].grade.level == 3


def test_appraise_corpus_counts_one_work_once_however_many_cite_it(make):
    assert (
        grades([simple(make, f"{n}.txt", f"{n}. Garlic lowers fever [1].") for n in range(9)])
        == [2] * 9
    )


def test_appraise_corpus_counts_distinct_works(make):
    records = [
        simple(make, "a.txt"),
        simple(make, "b.txt", "So: garlic lowers fever [1].", "doi:2"),
    ]
    assert grades(records) == [3, 3]


def test_appraise_corpus_an_opposing_work_takes_one_and_conflicts(make):
    against = simple(
        make, "b.txt", "Garlic does not lower fever [1].", "doi:2", polarity=Polarity.NEGATED
    )
    records = [simple(make, "a.txt"), against]
    corpus = appraise_corpus(records)
    assert grades(records) == [1, 1]
    (proposition,) = corpus.propositions
    assert proposition.status == "conflicting"
    assert len(proposition.supporting) == len(proposition.disputing) == 1
    assert proposition.belief.support > 0 < proposition.belief.dispute
    (conflict,) = corpus.conflicts
    assert not conflict.within_document


def test_appraise_corpus_an_uncited_denial_does_not_lower_a_grade(make):
    denial = simple(make, "b.txt", "Garlic does not lower fever.", polarity=Polarity.NEGATED)
    assert sorted(grades([simple(make, "a.txt"), denial])) == [0, 2]


def test_appraise_corpus_a_retracted_work_voids_the_claim_and_supports_no_other(make):
    retracted = simple(
        make, "b.txt", "Well, garlic lowers fever [1].", "doi:2", reference={"retracted": True}
    )
    assert sorted(grades([simple(make, "a.txt"), retracted])) == [0, 2]


def test_appraise_corpus_a_verified_design_lifts_the_cap(make):
    text = "Garlic lowers fever [1]."
    review = {"design": Design.SYSTEMATIC_REVIEW}
    assert grades([simple(make, "a.txt", text, **review)]) == [3]
    verified = {"reference": {"design": "Meta-Analysis"}}
    assert grades([simple(make, "a.txt", text, **review, **verified)]) == [4]
    weaker = {"reference": {"design": "Case Reports"}}
    assert grades([simple(make, "a.txt", text, **review, **weaker)]) == [3]


def test_appraise_corpus_evidence_lines_name_studies(make):
    text = "Garlic lowers fever (x, x)."
    document = make.read(text)
    claim = make.state(document, "garlic", "decreases", "fever")
    corpus = appraise_corpus([appraise(document, [claim])])
    assert len({line.study for line in corpus.evidence}) == 2
    assert {line.direction for line in corpus.evidence} == {Direction.SUPPORTS}
    resolved = appraise_corpus([simple(make, "a.txt")])
    assert [line.study for line in resolved.evidence] == ["doi:10.5555/1"]
    assert resolved.evidence[0].works == ("doi:10.5555/1",)


def test_article_evidence_is_what_the_corpus_says_of_the_article(make):
    records = [
        simple(make, f"{n}.txt", f"{n}: Garlic lowers fever [1].", f"doi:{n}") for n in range(3)
    ]
    alone = [line for record in records for line in article_evidence(record)]
    assert len(alone) == 3
    assert sorted(alone, key=lambda line: line.claim) == list(appraise_corpus(records).evidence)


def test_appraise_corpus_is_plain_data(make):
    corpus = appraise_corpus([simple(make, "a.txt")])
    assert from_plain(Corpus, to_plain(corpus)) == corpus


def beliefs(corpus):
    return {p.id: (p.belief.score, p.belief.support, p.belief.dispute) for p in corpus.propositions}


TEXTS = st.sampled_from(
    [
        "Garlic lowers fever [1].",
        "Hence garlic lowers fever.",
        "Garlic may lower fever (x).",
        "So garlic can lower fever [1]!",
    ]
)
RECORDS = st.lists(
    st.tuples(
        TEXTS,
        st.sampled_from(["doi:1", "doi:2"]),
        st.sampled_from(list(Polarity)),
        st.sampled_from(list(Design)),
    ),
    min_size=1,
    max_size=5,
)
QUICK = settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)


def several(make, drawn):
    return [
        simple(make, f"{n}.txt", f"{n}: {text}", work, polarity=polarity, design=design)
        for n, (text, work, polarity, design) in enumerate(drawn)
    ]


@QUICK
@given(RECORDS, st.randoms())
def test_appraise_corpus_ignores_the_order_of_documents(make, drawn, random):
    records = several(make, drawn)
    shuffled = list(records)
    random.shuffle(shuffled)
    assert appraise_corpus(records) == appraise_corpus(shuffled)


@QUICK
@given(RECORDS)
def test_appraise_corpus_a_copy_changes_no_belief(make, drawn):
    records = several(make, drawn)
    copy = replace(records[0].document, id="copy.txt")
    claims = [replace(c, document="copy.txt", id=c.id[::-1]) for c in records[0].claims]
    doubled = [*records, replace(records[0], document=copy, claims=tuple(claims))]
    assert beliefs(appraise_corpus(records)) == beliefs(appraise_corpus(doubled))


@QUICK
@given(RECORDS, TEXTS, st.sampled_from(["doi:1", "doi:3"]), st.sampled_from(list(Design)))
def test_appraise_corpus_support_never_lowers_a_grade_or_belief(make, drawn, text, work, design):
    records = several(make, drawn)
    before = appraise_corpus(records)
    after = appraise_corpus(
        [*records, simple(make, "new.txt", f"new: {text}", work, design=design)]
    )
    supporting = {
        key for p in before.propositions for key in p.supporting if key not in p.disputing
    }
    levels = {entry.claim: entry.grade.level for entry in after.grades}
    for entry in before.grades:
        if entry.claim in supporting:
            assert levels[entry.claim] >= entry.grade.level
    scores = {p.id: p.belief.score for p in after.propositions}
    assert all(scores[p.id] >= p.belief.score - 1e-6 for p in before.propositions)


@QUICK
@given(RECORDS)
def test_appraise_corpus_an_unrelated_document_changes_no_claim(make, drawn):
    records = several(make, drawn)
    document = make.read("Ginger raises thirst [1].", name="other.txt")
    other = appraise(document, [make.state(document, "ginger", "increases", "thirst")])
    before = {e.claim: e.grade for e in appraise_corpus(records).grades}
    after = {e.claim: e.grade for e in appraise_corpus([*records, other]).grades}
    assert before.items() <= after.items()


def test_appraise_corpus_of_nothing_is_empty():
    assert appraise_corpus([]) == Corpus((), (), (), ())


@pytest.mark.parametrize("count", [300])
def test_appraise_corpus_scales_with_many_documents(make, count):
    records = [
        simple(make, f"{n}.txt", f"{n}: Garlic lowers fever [1].", f"doi:{n}") for n in range(count)
    ]
    (proposition,) = appraise_corpus(records).propositions
    assert len(proposition.supporting) == count

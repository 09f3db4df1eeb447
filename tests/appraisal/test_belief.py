from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.appraisal.belief import Testimony as Witness
from kg.appraisal.belief import believe, parameters, precision
from kg.appraisal.matching import independent_articles


def witness(article, *studies, precision=0.8):
    return Witness(article, studies, precision)


WITNESSES = st.builds(
    Witness,
    article=st.sampled_from("abcd"),
    studies=st.lists(st.sampled_from(["s", "t", "u"]), max_size=3, unique=True).map(tuple),
    precision=st.floats(0.02, 0.99),
)
SIDES = st.lists(WITNESSES, max_size=6)


def test_believe_counts_one_study_once():
    alone = believe([witness("a", "trial")], [])
    ten = believe([witness(f"a{n}", "trial") for n in range(10)], [])
    assert ten.score == alone.score


def test_believe_counts_one_article_once():
    alone = believe([witness("a", "trial")], [])
    repeated = believe([witness("a", f"study {n}") for n in range(10)], [])
    assert repeated.score == alone.score


def test_believe_rises_with_independent_articles():
    one = believe([witness("a")], []).score
    two = believe([witness("a"), witness("b")], []).score
    assert one < two < 1


def test_believe_one_denial_does_not_turn_three_statements_over():
    three = [witness(name) for name in "abc"]
    belief = believe(three, [witness("d")])
    assert belief.score > 0.6
    assert belief.support == believe(three, []).support
    assert 0 < belief.dispute < belief.support


def test_believe_of_a_denial_alone_is_zero():
    belief = believe([], [witness("a")])
    assert (belief.score, belief.support) == (0, 0)
    assert belief.dispute > 0.5


def test_believe_of_nothing_is_zero():
    assert believe([], []).score == 0


def test_believe_factors_lead_to_the_score():
    belief = believe([witness("a"), witness("b")], [witness("c")])
    rules = [factor.rule for factor in belief.factors]
    assert rules[0] == "support-independent"
    assert rules[-2:] == ["share", "score"]
    assert belief.factors[-1].value == belief.score
    assert all(factor.words for factor in belief.factors)


@given(SIDES, SIDES, WITNESSES)
def test_believe_never_falls_with_more_support(support, dispute, more):
    before, after = believe(support, dispute), believe([*support, more], dispute)
    assert after.score >= before.score - 1e-6
    assert after.support >= before.support - 1e-6
    assert after.dispute == before.dispute


@given(SIDES, SIDES, WITNESSES)
def test_believe_never_rises_with_more_dispute(support, dispute, more):
    assert believe(support, [*dispute, more]).score <= believe(support, dispute).score + 1e-6


@given(SIDES, SIDES, st.randoms())
def test_believe_ignores_order_and_copies(support, dispute, random):
    shuffled, again = list(support) * 2, list(dispute)
    random.shuffle(shuffled)
    random.shuffle(again)
    first, second = believe(support, dispute), believe(shuffled, again)
    assert (first.score, first.support, first.dispute) == (
        second.score,
        second.support,
        second.dispute,
    )


@given(SIDES, SIDES)
def test_believe_stays_between_zero_and_one(support, dispute):
    belief = believe(support, dispute)
    assert 0 <= belief.score <= belief.support < 1


@given(st.floats(0, 1), st.floats(0, 1), st.integers(0, 20), st.integers(0, 20))
def test_precision_rises_with_confidence(low, high, right, wrong):
    low, high = sorted((low, high))
    judged = (right, right + wrong)
    assert precision(low, judged) <= precision(high, judged)


def test_precision_is_drawn_towards_judgements():
    assert precision(0.8, (0, 20)) < precision(0.8) < precision(0.8, (20, 20))


def test_parameters_have_one_systematic_error_an_extractor():
    names = [entry.extractor for entry in parameters().systematic]
    assert len(names) == len(set(names))


GRAPHS = st.dictionaries(
    st.sampled_from("abcdef"), st.sets(st.sampled_from("stuvw"), min_size=1, max_size=3), max_size=6
)


@given(GRAPHS, st.data())
def test_independent_articles_has_the_greatest_weight(studies, data):
    weights = {a: data.draw(st.floats(0, 5)) for a in studies}
    best = max(
        sum(weights[a] for a in chosen)
        for size in range(len(studies) + 1)
        for chosen in itertools.combinations(sorted(studies), size)
        if _matchable(chosen, studies)
    )
    chosen = independent_articles(studies, weights)
    assert sum(weights[a] for a in chosen) == pytest.approx(best)
    assert _matchable(tuple(sorted(chosen)), studies)


def _matchable(articles, studies):
    if not articles:
        return True
    return any(
        _matchable(articles[1:], {a: found - {study} for a, found in studies.items()})
        for study in studies[articles[0]]
    )

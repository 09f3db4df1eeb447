from __future__ import annotations

import json

from kg.appraisal import appraise, appraise_corpus, explain_claim, explain_proposition
from kg.appraisal.explain import as_json, claim_words, find_propositions, proposition_words
from kg.model.closed_terms import Design, Polarity


def corpus_of(make):
    records = []
    for name, polarity, words in (
        ("a.txt", Polarity.AFFIRMED, "lowers"),
        ("b.txt", Polarity.NEGATED, "never lowers"),
    ):
        document = make.read(
            f"Garlic {words} fever [1].", name=name, references=(make.reference("1"),)
        )
        claim = make.state(
            document, "garlic", "decreases", "fever", polarity=polarity, design=Design.HUMAN
        )
        records.append(appraise(document, [claim]))
    return records, appraise_corpus(records)


def test_explain_claim_prints_every_reason_and_conflict(make):
    records, corpus = corpus_of(make)
    claim = records[0].claims[0]
    explanation = explain_claim(records, corpus, claim.id)
    words = claim_words(explanation)
    assert all(reason in words for reason in explanation.grade.reasons)
    assert "Conflict with" in words
    assert "in its own document alone: 2" in words
    assert explanation.proposition in {p.id for p in corpus.propositions}


def test_explain_proposition_prints_every_factor_and_both_sides(make):
    records, corpus = corpus_of(make)
    (proposition,) = corpus.propositions
    explanation = explain_proposition(records, corpus, proposition.id)
    words = proposition_words(explanation)
    assert all(factor.words in words for factor in proposition.belief.factors)
    assert words.index("Stated by") < words.index("Denied by")
    assert all(record.claims[0].quote.exact in words for record in records)


def test_explain_is_json(make):
    records, corpus = corpus_of(make)
    claim = explain_claim(records, corpus, records[0].claims[0].id)
    proposition = explain_proposition(records, corpus, corpus.propositions[0].id)
    assert json.loads(json.dumps(as_json(claim)))["grade"]["level"] == claim.grade.level
    assert json.loads(json.dumps(as_json(proposition)))["factors"]


def test_explain_of_the_unknown_is_none(make):
    records, corpus = corpus_of(make)
    assert explain_claim(records, corpus, "0") is None
    assert explain_proposition(records, corpus, "0") is None


def test_find_propositions_by_words_or_id(make):
    _, corpus = corpus_of(make)
    (proposition,) = corpus.propositions
    assert find_propositions(corpus, "garlic decreases fever") == (proposition,)
    assert find_propositions(corpus, proposition.id) == (proposition,)
    assert find_propositions(corpus, "ginger") == ()
    assert find_propositions(corpus, "") == ()

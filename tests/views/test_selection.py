from __future__ import annotations

import pytest
import specimens

from kg.errors import KgError
from kg.views.options import PageOptions
from kg.views.scene import compose
from kg.views.selection import choose


@pytest.fixture(scope="module")
def records():
    return [specimens.article(40), specimens.article(30, seed=2, name="more.md")]


@pytest.mark.parametrize(
    "options",
    [
        PageOptions(),
        PageOptions(document="more.md"),
        PageOptions(topic="insomnia", hops=1),
        PageOptions(min_grade=2, max_claims=5),
        PageOptions(document="sleep.md", topic="caffeine", hops=2, min_grade=1, max_claims=3),
    ],
)
def test_shown_and_omitted_claims_add_up(records, options):
    selection = choose(records, specimens.corpus(*records), options)
    assert selection.total == 70
    assert len(selection.claims) + sum(count for _, count in selection.omitted) == 70
    assert all(c.grade.level >= options.min_grade for c in selection.claims)


def test_topic_with_one_hop_keeps_only_claims_that_touch_it(records):
    found = choose(records, specimens.corpus(*records), PageOptions(topic="insomnia")).claims
    assert found
    assert all("insomnia" in (c.claim.subject.label, c.claim.object.label) for c in found)


def test_more_hops_never_lose_claims(records):
    corpus = specimens.corpus(*records)
    sizes = [
        len(choose(records, corpus, PageOptions(topic="glycine", hops=h)).claims) for h in range(4)
    ]
    assert sizes == sorted(sizes)
    assert sizes[0] == 0


@pytest.mark.parametrize("options", [PageOptions(document="no.md"), PageOptions(topic="zzz")])
def test_unknown_names_are_refused_with_a_remedy(records, options):
    with pytest.raises(KgError) as caught:
        choose(records, specimens.corpus(*records), options)
    assert caught.value.remedy


def test_strongest_claims_come_first_when_there_are_too_many(records):
    corpus = specimens.corpus(*records)
    kept = choose(records, corpus, PageOptions(max_claims=4)).claims
    best = sorted((c.grade.level for r in records for c in r.claims), reverse=True)[:4]
    assert sorted((c.grade.level for c in kept), reverse=True) == best


def test_every_claim_has_one_badge_and_conflicts_show(records):
    corpus = specimens.corpus(*records)
    scene = compose(choose(records, corpus, PageOptions()), corpus)
    claims = [n for badge in scene.badges for n in badge.claims]
    assert sorted(claims) == list(range(70))
    pairs = [(badge.subject, badge.object) for badge in scene.badges]
    assert len(pairs) == len(set(pairs))
    ids = {c for x in corpus.conflicts for c in (x.first, x.second)}
    for badge in scene.badges:
        contradicted = any(scene.claims[n].claim.id in ids for n in badge.claims)
        assert badge.conflict == contradicted == badge.text.endswith("≠")

"""Every number that a page shows is the number of claims that the store holds."""

from __future__ import annotations

import re
from collections import Counter

import pytest
import specimens

from kg.cli.running import run
from kg.graph import Store
from kg.model.closed_terms import Polarity
from kg.views.page import render_page

pytestmark = pytest.mark.browser

ARTICLES = {
    "garlic.md": """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn. Tea causes insomnia (x).

## Doubts

Garlic does not lower blood pressure [1].

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
""",
    "coffee.md": """# Coffee

In a randomized trial, coffee increased alertness [1]. Coffee causes insomnia [2].

## References

1. Plum A. Coffee and alertness. Sample Trials. 2019;3:1-9. doi:10.5555/st.2019.1
""",
}


@pytest.fixture(scope="module", params=[1, 2], ids=["one document", "two documents"])
def built(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("counts")
    sources = []
    for name, text in list(ARTICLES.items())[: request.param]:
        (folder / name).write_text(text, encoding="utf-8")
        sources.append(str(folder / name))
    assert run(["build", *sources, "--store", str(folder / "store")]) == 0
    assert run(["view", "--store", str(folder / "store"), "-o", str(folder / "page.html")]) == 0
    with Store.open(folder / "store", read_only=True) as store:
        kept = list(store.records()), store.corpus()
    return (folder / "page.html").read_text(encoding="utf-8"), *kept


def shown(page, facet: str) -> dict[str, int]:
    rows = page.locator(f'[data-facet="{facet}"] .row').all()
    return {row.locator(".text").inner_text(): int(row.locator(".n").inner_text()) for row in rows}


def test_every_count_of_the_page_is_the_stores(visit, built):
    html, records, corpus = built
    claims = [claim for record in records for claim in record.claims]
    seen = visit(html)
    page = seen.page
    total, places = len(claims), len(records)
    assert page.inner_text("#total").split(" · ")[0].strip() == f"{total} claims"
    assert page.inner_text("#count") == f"Showing all {total} claims"
    assert page.inner_text("#drawn").startswith(f"All {total} claims")

    grades = Counter(entry.grade.label for entry in corpus.grades)
    scale = re.findall(r"([a-z ]+?) (\d+)", page.inner_text("#scale").replace("\n", " "))
    assert {name.strip(): int(n) for name, n in scale if int(n)} == dict(grades)
    assert shown(page, "grade") == dict(grades)
    assert sum(shown(page, "predicate").values()) == total
    assert sum(shown(page, "cited").values()) == total
    if places > 1:
        titles = Counter(r.document.title for r in records for _ in r.claims)
        assert shown(page, "document") == dict(titles)
    fighting = {end for c in corpus.conflicts for end in (c.first, c.second)}
    if fighting:
        assert sorted(shown(page, "conflict").values()) == sorted(
            n for n in (len(fighting), total - len(fighting)) if n
        )

    page.click("#tab-claims")
    assert page.locator("#view-claims tbody tr").count() == total
    denied = sum(claim.polarity is not Polarity.AFFIRMED for claim in claims)
    column = page.locator("#view-claims tbody tr td:nth-child(3)").all_inner_texts()
    assert sum("," in text for text in column) == denied

    page.click("#tab-article")
    for number, record in enumerate(records):
        if places > 1:
            page.select_option(".article-bar select", str(number))
        marked = "[...document.querySelectorAll('#view-article [data-claims]')]"
        marked += ".flatMap((m) => m.dataset.claims.split(' '))"
        assert len(set(seen.evaluate(marked))) == len(record.claims)


def test_entities_and_findings_are_counted_as_they_are(visit):
    record = specimens.article(60)
    findings = specimens.findings(record)
    seen = visit(render_page([record], specimens.corpus(record), findings), "#tab=audit")
    page = seen.page
    assert page.inner_text("#view-audit p[role=status]") == f"{len(findings)} findings."
    by_kind = Counter(finding.kind for finding in findings)
    heads = page.locator("#view-audit section:has(.kind-text) h2").all_inner_texts()
    assert sorted(int(re.search(r"\((\d+)\)", h)[1]) for h in heads) == sorted(by_kind.values())
    page.click("#tab-graph")
    page.click("#walk")
    name = page.inner_text("#panel h2")
    listed = page.locator("#panel .neighbours button").count()
    about = [c for c in record.claims if name in (c.subject.label, c.object.label)]
    assert listed == len(about)

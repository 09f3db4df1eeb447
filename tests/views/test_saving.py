"""Decisions leave the page as a patch: by download, and to a server where that is switched on."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import specimens
from waiting import until

from kg.appraisal.patches import parse_patch
from kg.cli.running import run
from kg.graph import Store
from kg.views.options import PageOptions
from kg.views.page import render_page

NONCE = 'one"time'
ADDRESS = "http://citegraph.test/"
ARTICLE = """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn. Tea causes insomnia (x).

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
"""


def page_of(options: PageOptions | None = None) -> str:
    record = specimens.article(12)
    return render_page([record], specimens.corpus(record), (), options)


def test_page_that_saves_nowhere_holds_no_token_and_may_connect_nowhere():
    html = page_of(PageOptions(save_token=NONCE))
    assert "citegraph-token" not in html.split("</head>")[0]
    assert NONCE not in html
    assert "connect-src" not in html.split("</head>")[0]


def test_page_that_saves_names_its_token_and_its_own_server_alone():
    head = page_of(PageOptions(save_to="/judgements", save_token=NONCE)).split("</head>")[0]
    assert '<meta name="citegraph-token" content="one&#34;time">' in head
    assert re.search(r"connect-src (?:'|&#39;)self(?:'|&#39;)\"", head)


def reject_first(page):
    page.click('[data-decision="reject"]')
    page.select_option("#judge-reason", "no-relation")
    page.fill("#judge-curator", "Ada")
    page.click("#judge-save")


@pytest.mark.browser
@pytest.mark.parametrize(("status", "told"), [(200, "Saved by the server."), (403, "refused")])
def test_decision_is_posted_as_a_patch(browser, status, told):
    record = specimens.article(12)
    options = PageOptions(save_to="/judgements", save_token=NONCE)
    html = render_page([record], specimens.corpus(record), (), options)
    posted = []

    def answer(route):
        if route.request.method == "POST":
            posted.append(route.request)
            route.fulfill(status=status, body="")
        else:
            route.fulfill(body=html, content_type="text/html; charset=utf-8")

    page = browser.new_page()
    page.route("**/*", answer)
    page.goto(f"{ADDRESS}#claim={record.claims[2].id}")
    page.wait_for_selector("html[data-ready]")
    with page.expect_request(lambda request: request.method == "POST"):
        reject_first(page)
    until(page, f"document.getElementById('said').textContent.includes({told!r})")
    shown = page.locator("#sent")
    assert told in shown.inner_text()
    assert shown.is_visible()
    assert shown.locator("button").count() == (0 if status == 200 else 1)
    assert posted[0].url == f"{ADDRESS}judgements"
    assert posted[0].headers["x-citegraph-token"] == NONCE
    (judgement,) = parse_patch(posted[0].post_data_buffer, "the page")
    assert judgement.claim == record.claims[2].id
    page.close()


@pytest.mark.browser
def test_a_decision_without_reason_or_name_is_refused_in_sight(visit):
    record = specimens.article(12)
    seen = visit(page_of(), f"#claim={record.claims[2].id}")
    seen.page.click('[data-decision="reject"]')
    seen.page.click("#judge-save")
    assert "choose a reason" in seen.page.inner_text("#judge-fault")
    assert seen.evaluate("document.activeElement.id") == "judge-reason"
    seen.page.select_option("#judge-reason", "no-relation")
    seen.page.click("#judge-save")
    assert seen.page.locator("#judge-fault").is_visible()
    assert "your name" in seen.page.inner_text("#judge-fault")
    assert seen.evaluate("document.activeElement.id") == "judge-curator"
    assert seen.page.locator("#download").count() == 0


def data_of(path: Path) -> dict:
    html = path.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1])


@pytest.mark.browser
def test_patch_of_the_page_changes_the_next_page(visit, tmp_path):
    article, store, page = tmp_path / "garlic.md", tmp_path / "store", tmp_path / "one.html"
    article.write_text(ARTICLE, encoding="utf-8")
    assert run(["build", str(article), "--store", str(store)]) == 0
    assert run(["view", "--store", str(store), "-o", str(page)]) == 0
    before = data_of(page)["claims"]
    wrong = before["words"].index(next(w for w in before["words"] if "insomnia" in w))
    seen = visit(page.read_text(encoding="utf-8"), f"#claim={before['id'][wrong]}")
    reject_first(seen.page)
    with seen.page.expect_download() as waiting:
        seen.page.click("#download")
    patch = tmp_path / "citegraph-patch.json"
    waiting.value.save_as(patch)

    assert run(["curate", "apply", str(patch), "--store", str(store)]) == 0
    assert run(["build", str(article), "--store", str(store)]) == 0  # decisions outlive a rebuild
    assert run(["view", "--store", str(store), "-o", str(page)]) == 0
    after = data_of(page)["claims"]
    assert [n for n, rejected in enumerate(after["rejected"]) if rejected] == [wrong]

    total = len(after["id"])
    seen = visit(page.read_text(encoding="utf-8"))
    assert seen.page.inner_text("#count") == f"Showing {total - 1} of {total} claims"
    seen.page.click("#tab-claims")
    assert seen.page.locator("#view-claims tbody tr").count() == total - 1
    assert "insomnia" not in seen.page.inner_text("#view-claims")
    seen.page.click("#reset")
    assert seen.page.inner_text("#count") == f"Showing all {total} claims"
    assert "rejected=shown" in seen.page.url
    seen.page.locator("#view-claims tr", has_text="insomnia").locator("button").click()
    assert seen.page.inner_text("#rejected").startswith("Rejected")
    assert counts_shown(seen.page) == counts_stored(store)


def counts_shown(page) -> dict[str, int]:
    rows = page.locator('[data-facet="grade"] .row').all()
    return {row.locator(".text").inner_text(): int(row.locator(".n").inner_text()) for row in rows}


def counts_stored(store: Path) -> dict[str, int]:
    with Store.open(store, read_only=True) as opened:
        labels = [entry.grade.label for entry in opened.corpus().grades]
        assert len(labels) == len(list(opened.claims()))
    return {label: labels.count(label) for label in set(labels)}

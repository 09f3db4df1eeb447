"""The main path of the page in Firefox: see, search, read, judge."""

from __future__ import annotations

import os
from collections.abc import Iterator

import firefox
import pytest
import specimens

from kg.views.page import render_page

pytestmark = pytest.mark.browser

ENTER, TAB = "\ue007", "\ue004"


@pytest.fixture(scope="module")
def driven(tmp_path_factory) -> Iterator[firefox.Firefox]:
    if not firefox.PROGRAM:
        if os.environ.get("CI"):
            pytest.fail("CI needs firefox-esr: apt-get install firefox-esr")
        pytest.skip("needs firefox-esr: apt-get install firefox-esr, or set CITEGRAPH_FIREFOX")
    started = firefox.Firefox(tmp_path_factory.mktemp("firefox"))
    started.call("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
    yield started
    started.close()


@pytest.fixture(scope="module")
def record():
    return specimens.article(40)


@pytest.fixture
def opened(driven, record, tmp_path) -> firefox.Firefox:
    path = tmp_path / "page.html"
    html = render_page([record], specimens.corpus(record), specimens.findings(record))
    path.write_text(html, encoding="utf-8")
    driven.events.clear()
    driven.open(path.as_uri())
    driven.wait_for("document.documentElement.dataset.ready")
    return driven


def test_page_draws_and_asks_for_nothing(opened):
    assert opened.evaluate("document.getElementById('count').textContent") == (
        "Showing all 40 claims"
    )
    colours = """(() => {
      const canvas = document.querySelector("#canvas canvas"), pen = canvas.getContext("2d");
      const picture = pen.getImageData(0, 0, canvas.width, canvas.height);
      return new Set(new Uint32Array(picture.data.buffer)).size;
    })()"""
    assert opened.evaluate(colours) > 20  # boxes, badges and letters, not an empty canvas
    for tab in ("claims", "article", "audit", "graph"):
        opened.evaluate(f"document.getElementById('tab-{tab}').click()")
    urls = [
        event["params"]["request"]["url"]
        for event in opened.events
        if event["method"] == "network.beforeRequestSent"
    ]
    assert [url for url in urls if not url.startswith(("file:", "data:"))] == []
    assert [e["params"]["text"] for e in opened.events if e["method"] == "log.entryAdded"] == []


def test_search_leads_by_keyboard_to_the_evidence_and_a_decision(opened, record):
    opened.keys("/caffeine" + ENTER)
    opened.wait_for("document.getElementById('claim-title')")
    title = opened.evaluate("document.getElementById('claim-title').textContent")
    assert "caffeine" in title
    assert opened.evaluate("document.activeElement.id") == "panel"
    claim = opened.evaluate("location.hash.match(/claim=(\\w+)/)[1]")
    quote = next(c.quote.exact for c in record.claims if c.id == claim)
    panel = opened.evaluate("document.getElementById('panel').textContent")
    assert quote in panel
    assert "Found verbatim: yes" in panel
    for _ in range(40):
        opened.keys(TAB)
        if opened.evaluate("document.activeElement.dataset.decision ?? ''") == "reject":
            break
    opened.keys(ENTER)
    opened.keys("a")  # another relation is stated
    opened.evaluate("document.getElementById('judge-curator').focus()")
    opened.keys("Ada" + TAB + ENTER)
    opened.wait_for("document.getElementById('download')")
    opened.evaluate("document.getElementById('tab-claims').click()")
    assert "rejected" in opened.evaluate("document.querySelector('tr.chosen').textContent")


def test_click_on_the_picture_opens_what_is_there(opened):
    box = opened.evaluate(
        "(({left, top, width, height}) => [left, top, width, height])"
        "(document.querySelector('#canvas canvas').getBoundingClientRect())"
    )
    answered = "!document.getElementById('panel').textContent.includes('Look at these first')"
    for step in range(400):  # sweep the picture until something answers
        x = box[0] + box[2] * (0.06 + 0.044 * (step % 20))
        y = box[1] + box[3] * (0.05 + 0.045 * (step // 20))
        opened.click(x, y)
        if opened.evaluate(answered):
            break
    assert opened.evaluate(answered)


def test_deep_link_opens_the_sentence_in_the_article(opened, record):
    claim = record.claims[9]
    opened.evaluate(f"location.hash = 'claim={claim.id}&tab=article'")
    opened.wait_for("document.querySelector('#view-article mark.chosen')")
    marks = "[...document.querySelectorAll('#view-article mark.chosen')].map((m) => m.textContent)"
    assert "".join(opened.evaluate(marks)) == claim.quote.exact

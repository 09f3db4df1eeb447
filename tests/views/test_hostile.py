"""Nothing that a document says is ever run, loaded or followed."""

from __future__ import annotations

import pytest
import specimens

from kg.views.page import render_page

PAYLOADS = {
    "script": "<script>alert(1)</script>",
    "image": '"><img src=x onerror=alert(1)>',
    "end-of-script": "</script><script>alert(1)</script><!--",
    "href": ' href="javascript:alert(1)" <a href=javascript:alert(1)>x</a>',
    "attribute": "' onmouseover='alert(1)' style='background:url(http://example.org/x)",
    "template": "{{ 7 * 7 }}{% raw %}${alert(1)}",
    "separator": "\u2028\u2029 ]]> \\u003c",
    "bidi": "\u202egnirts\u2066\u2067",
    "brackets": "[is|are] {s} {o}",
}


def hostile_page(payload: str) -> str:
    record = specimens.article(14, suffix=payload, name="sleep" + payload.replace("/", "_"))
    return render_page([record], specimens.corpus(record), specimens.findings(record))


TAGS = ("<script", "</script", "<img", "<a ", "<!--", "<style", "<iframe")


@pytest.fixture(scope="module")
def harmless():
    return hostile_page("")


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_payload_never_becomes_markup(payload, harmless):
    html = hostile_page(payload)
    assert {tag: html.count(tag) for tag in TAGS} == {tag: harmless.count(tag) for tag in TAGS}


@pytest.mark.browser
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_payload_stays_inert_in_every_view(visit, payload):
    seen = visit(hostile_page(payload))
    page = seen.page
    for tab in ("claims", "article", "audit", "graph"):
        page.click(f"#tab-{tab}")
    page.click("#walk")
    page.keyboard.press("Enter")
    box = page.locator("#canvas canvas").bounding_box()
    for step in range(40):
        page.mouse.move(box["x"] + box["width"] * (step % 8) / 8, box["y"] + 60 * (step // 8) + 40)
    page.click("#help-open")
    assert seen.messages == []
    assert seen.outside == []
    assert page.locator("img, iframe, object, embed").count() == 0
    assert page.locator("script").count() == 4
    links = seen.evaluate("[...document.querySelectorAll('a[href]')].map((a) => a.protocol)")
    assert set(links) <= {"http:", "https:", "file:"}


@pytest.mark.browser
def test_policy_refuses_code_that_gets_in_anyway(visit):
    seen = visit(hostile_page("x"))
    seen.evaluate(
        "(() => { const s = document.createElement('script'); s.textContent = 'window.owned = 1';"
        " document.body.append(s); document.body.insertAdjacentHTML('beforeend',"
        " '<img src=http://example.org/x onerror=\"window.owned = 1\">'); })()"
    )
    seen.page.wait_for_timeout(200)
    assert seen.evaluate("window.owned") is None
    assert any("Content Security Policy" in message for message in seen.messages)

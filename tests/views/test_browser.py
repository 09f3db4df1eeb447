"""What a person does with the page, in a real browser."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import specimens

from kg.model.appraisal import Judgement
from kg.model.codec import from_plain
from kg.views.options import PageOptions
from kg.views.page import render_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def record():
    return specimens.article(60)


@pytest.fixture(scope="module")
def html(record):
    return render_page([record], specimens.corpus(record), specimens.findings(record))


def selected(seen):
    return seen.page.inner_text("#claim-title")


def test_page_makes_no_request_and_no_complaint(visit, html):
    seen = visit(html)
    for tab in ("claims", "article", "audit", "graph"):
        seen.page.click(f"#tab-{tab}")
    assert seen.outside == []
    assert seen.messages == []


def test_search_and_filters_count_what_they_show(visit, html, record):
    seen = visit(html)
    assert seen.page.inner_text("#count") == "Showing all 60 claims"
    seen.page.keyboard.press("/")
    seen.page.keyboard.type("insomnia")
    expected = sum(
        "insomnia" in (c.quote.exact + c.subject.label + c.object.label) for c in record.claims
    )
    seen.page.get_by_text(f"Showing {expected} of 60 claims", exact=True).first.wait_for()
    seen.page.click("#tab-claims")
    assert seen.page.locator("#view-claims tbody tr").count() == expected
    seen.page.click("#reset")
    low = sum(c.grade.level == 0 for c in record.claims)
    seen.page.locator('[data-facet="grade"] .row').filter(has_text="ungraded").locator(
        "input"
    ).uncheck()
    assert seen.page.inner_text("#count") == f"Showing {60 - low} of 60 claims"
    assert seen.page.locator("#view-claims tbody tr").count() == 60 - low


def test_deep_link_restores_claim_tab_and_filter(visit, html, record):
    claim = record.claims[7]
    seen = visit(html, f"#claim={claim.id}&tab=article&min=1")
    assert claim.subject.label in selected(seen)
    assert seen.page.locator("#view-article mark.chosen").count() > 0
    shown = sum(c.grade.level >= 1 for c in record.claims)
    assert seen.page.inner_text("#count") == f"Showing {shown} of 60 claims"
    other = record.claims[12]
    seen.evaluate(f"location.hash = 'claim={other.id}&tab=claims'")
    seen.page.wait_for_selector("#view-claims tr.chosen")
    assert seen.page.inner_text("#count") == "Showing all 60 claims"


def test_panel_shows_grade_quote_offsets_and_sources(visit, html, record):
    claim = next(c for c in record.claims if c.citations and c.citations[0].references == ("1",))
    seen = visit(html, f"#claim={claim.id}")
    text = seen.page.inner_text("#panel")
    assert claim.quote.exact in text
    assert "Found verbatim: yes" in text
    assert f"{claim.quote.start:,} to {claim.quote.end:,}" in text
    assert all(reason in text for reason in claim.grade.reasons)
    assert seen.page.get_attribute("#panel .cite-card a", "href") == (
        "https://doi.org/10.5555/specimen.1"
    )


def test_offsets_survive_characters_outside_the_basic_plane(visit):
    record = specimens.article(20, suffix=" 🧬𝛼")
    html = render_page([record], specimens.corpus(record))
    claim = record.claims[-1]
    seen = visit(html, f"#claim={claim.id}&tab=claims")
    assert claim.quote.exact in seen.page.inner_text("#panel blockquote")
    assert claim.quote.exact in seen.page.inner_text("#view-claims tr.chosen q")


def test_keyboard_alone_reaches_the_patch(visit, html, record):
    seen = visit(html)
    keys = seen.page.keyboard
    keys.press("/")
    keys.type("caffeine")
    keys.press("Enter")
    assert "caffeine" in selected(seen)
    assert seen.evaluate("document.activeElement.id") == "panel"
    for _ in range(40):
        keys.press("Tab")
        if seen.evaluate("document.activeElement.dataset.decision") == "reject":
            break
    keys.press("Enter")
    assert seen.evaluate("document.activeElement.id") == "judge-reason"
    keys.press("ArrowDown")
    keys.press("Tab")
    keys.type("the sentence is about tea")
    keys.press("Tab")
    keys.type("Ada")
    keys.press("Tab")
    keys.press("Enter")
    seen.page.wait_for_selector("#download")
    for _ in range(60):
        keys.press("Tab")
        if seen.evaluate("document.activeElement.id") == "download":
            break
    with seen.page.expect_download() as waiting:
        keys.press("Enter")
    patch = json.loads(Path(waiting.value.path()).read_text(encoding="utf-8"))
    assert (patch["format"], patch["version"]) == ("citegraph-patch", 1)
    judgement = from_plain(Judgement, patch["judgements"][0])
    claim = next(c for c in record.claims if c.id == judgement.claim)
    text = record.document.text
    assert judgement.exact == claim.quote.exact
    assert judgement.prefix == text[max(0, claim.quote.start - 32) : claim.quote.start]
    assert judgement.suffix == text[claim.quote.end : claim.quote.end + 32]
    assert judgement.decision == "reject"
    assert judgement.curator == "Ada"
    assert judgement.note == "the sentence is about tea"


def test_decision_is_kept_when_the_page_is_opened_again(visit, html, record):
    claim = record.claims[0]
    seen = visit(html, f"#claim={claim.id}")
    seen.page.click('[data-decision="correct"]')
    seen.page.fill("#judge-object", "something else")
    seen.page.select_option("#judge-reason", "wrong-object")
    seen.page.fill("#judge-curator", "Ada")
    seen.page.click("#judge-save")
    seen.page.reload()
    seen.page.wait_for_selector("html[data-ready]")
    assert "1 decision" in seen.page.inner_text("#panel .mine")
    seen.page.click("#tab-claims")
    assert "corrected" in seen.page.inner_text(f'tr[data-claim="{0}"]')


def test_neighbours_are_walked_with_arrow_keys(visit, html):
    seen = visit(html)
    seen.page.click("#walk")
    first = seen.page.inner_text("#panel h2")
    assert seen.evaluate("document.activeElement.closest('.neighbours') !== null")
    seen.page.keyboard.press("ArrowRight")
    assert seen.page.inner_text("#panel h2") != first
    seen.page.keyboard.press("ArrowLeft")
    assert seen.page.inner_text("#panel h2") == first
    seen.page.keyboard.press("Enter")
    assert seen.evaluate("document.activeElement.id") == "panel"


def test_click_on_a_badge_opens_its_claims(visit, html):
    seen = visit(html)
    canvas = seen.page.locator("#canvas canvas")
    box = canvas.bounding_box()
    assert box is not None
    hit = False
    for step in range(400):  # sweep the picture until something answers
        x = box["x"] + box["width"] * (0.06 + 0.044 * (step % 20))
        y = box["y"] + box["height"] * (0.05 + 0.045 * (step // 20))
        seen.page.mouse.click(x, y)
        if "Look at these first" not in seen.page.inner_text("#panel"):
            hit = True
            break
    assert hit


def test_table_works_without_script(visit, html, record):
    seen = visit(html, java_script_enabled=False)
    text = seen.page.inner_text("body")
    assert all(claim.quote.exact in text for claim in record.claims)
    assert seen.page.locator(".static tbody tr:not(.quote)").count() == 60
    assert not seen.page.locator("#frame").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1500])
def test_page_fits_its_width(visit, html, width, scheme):
    seen = visit(html, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for tab in ("graph", "claims", "article", "audit"):
        seen.page.click(f"#tab-{tab}")
        assert seen.evaluate("document.documentElement.scrollWidth") <= width


def axe_source() -> str:
    """Return the text of axe-core, which CITEGRAPH_AXE or node_modules holds."""
    root = Path(__file__).parents[2]
    places = [os.environ.get("CITEGRAPH_AXE"), root / "node_modules/axe-core/axe.min.js"]
    for place in places:
        if place and Path(place).is_file():
            return Path(place).read_text(encoding="utf-8")
    if os.environ.get("CI"):
        pytest.fail("CI needs axe-core: npm install --no-save axe-core, or set CITEGRAPH_AXE")
    pytest.skip("needs axe-core: npm install --no-save axe-core, or set CITEGRAPH_AXE")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_serious_fault(browser, tmp_path, html, record, scheme):
    axe = axe_source()
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(bypass_csp=True, color_scheme=scheme)
    page = context.new_page()
    faults = []
    for tab in ("graph", "claims", "article", "audit"):
        page.goto("about:blank")
        page.goto(f"{path.as_uri()}#claim={record.claims[3].id}&tab={tab}")
        page.wait_for_selector("html[data-ready]")
        page.evaluate(axe)
        result = page.evaluate("axe.run()")
        faults += [
            (tab, v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"][:300])
            for v in result["violations"]
            if v["impact"] in ("serious", "critical")
        ]
    context.close()
    assert faults == []


def test_page_is_deterministic(record, html):
    again = render_page([record], specimens.corpus(record), specimens.findings(record))
    assert again == html


def test_counts_name_what_was_left_out(visit, record):
    corpus = specimens.corpus(record)
    html = render_page([record], corpus, (), PageOptions(min_grade=2, max_claims=10))
    strong = sum(c.grade.level >= 2 for c in record.claims)
    seen = visit(html)
    note = seen.page.inner_text(".omitted")
    assert "This page shows 10 of 60 claims" in note
    assert f"{60 - strong} below grade 2" in note
    assert f"{strong - 10} beyond the first 10" in note

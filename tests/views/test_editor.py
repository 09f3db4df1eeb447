"""An editor's errand, by mouse: find the weakest claim, see why, read it in place, mark it."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from kg.appraisal.patches import parse_patch
from kg.cli.running import run

pytestmark = pytest.mark.browser

ARTICLE = """# Garlic and the heart

Garlic is a kitchen plant. A meta-analysis found that garlic powder lowers blood pressure [1].

## Side effects

Garlic lowers cholesterol [1]. Garlic does not lower cholesterol [2].

## Dose

Many readers add vitamin D, at a dose of 25 mg of vitamin D a day.

## References

1. Castle R, Ito M. Garlic for hypertension: a meta-analysis. Sample Rev. 2020;5:1-19.
2. Novak P. Garlic and lipids: a trial. Sample Trials. 2015;3:9-15.
"""
IN_SIGHT = """(element) => {
  const own = element.getBoundingClientRect();
  const hit = document.elementFromPoint(own.left + 4, own.top + 4);
  const uncovered = element.contains(hit) || hit.contains(element);
  return own.top >= 0 && own.bottom <= innerHeight && uncovered;
}"""


@pytest.fixture(scope="module")
def html(tmp_path_factory):
    folder = tmp_path_factory.mktemp("editor")
    (folder / "garlic.md").write_text(ARTICLE, encoding="utf-8")
    assert run(["view", str(folder / "garlic.md"), "-o", str(folder / "page.html")]) == 0
    return (folder / "page.html").read_text(encoding="utf-8")


def in_sight(page, selector: str) -> bool:
    return page.locator(selector).first.evaluate(IN_SIGHT)


def test_the_weakest_claim_is_found_understood_read_and_marked(visit, html):
    page = visit(html).page
    begin = time.monotonic()
    first = page.locator("#panel .neighbours button").first
    assert "25 mg" in first.inner_text()  # found: no step at all
    assert "Unusual dose" in first.inner_text()
    first.click()
    assert in_sight(page, "#panel .concern.error")  # why: one step
    assert "25 µg" in page.inner_text("#panel .concern.error")
    page.click("text=Read in the text")  # in place: two steps
    assert in_sight(page, "#view-article mark.chosen")
    chosen = "".join(page.locator("#view-article mark.chosen").all_inner_texts())
    assert "25 mg of vitamin D a day" in chosen
    page.click('[data-decision="reject"]')
    page.select_option("#judge-reason", "other")
    page.fill("#judge-note", "The unit must be µg.")
    page.fill("#judge-curator", "Ada")
    page.click("#judge-save")  # marked: seven steps
    assert in_sight(page, "#download")
    assert page.locator("#view-article .chip.decided").count() == 1
    with page.expect_download() as waiting:
        page.click("#download")
    (judgement,) = parse_patch(Path(waiting.value.path()).read_bytes(), "the page")
    assert (judgement.decision.value, judgement.note) == ("reject", "The unit must be µg.")
    assert time.monotonic() - begin < 60  # far more than it takes; a person needs the rest to read


def test_what_was_decided_makes_room_for_the_next(visit, html):
    page = visit(html).page
    first = page.locator("#panel .neighbours button").first
    first.click()
    page.click('[data-decision="accept"]')
    page.fill("#judge-curator", "Ada")
    page.click("#judge-save")
    page.keyboard.press("Escape")
    listed = page.inner_text("#panel .neighbours")
    assert "25 mg" not in listed
    assert "left out" in page.inner_text("#panel")


def test_both_sides_of_a_contradiction_say_so(visit, html):
    page = visit(html).page
    found = page.evaluate("JSON.parse(document.getElementById('data').textContent).claims.words")
    sides = [words for words in found if "cholesterol" in words]
    assert len(sides) == 2, json.dumps(found)
    for words in sides:
        row = page.locator("#panel .neighbours button", has_text=words)
        assert "Contradiction" in row.inner_text()


def test_weakest_first_is_the_same_order_everywhere(visit, html):
    page = visit(html).page
    listed = page.locator("#panel .neighbours button > span:nth-child(2)").all()
    panel = [item.evaluate("(e) => e.firstChild.textContent") for item in listed]
    page.click("#tab-claims")
    page.click("text=Weakest first")
    table = page.locator("#view-claims td.said button").all_inner_texts()
    assert table[: len(panel)] == panel

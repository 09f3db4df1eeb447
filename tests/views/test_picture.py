"""The picture answers the pointer: what it says, what it opens, what can be moved."""

from __future__ import annotations

import pytest
import specimens
from canvas import WATCH
from waiting import until

from kg.views.page import render_page

pytestmark = pytest.mark.browser
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"


@pytest.fixture
def page(browser, tmp_path):
    record = specimens.article(24)
    path = tmp_path / "page.html"
    path.write_text(render_page([record], specimens.corpus(record)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    opened = context.new_page()
    opened.add_init_script(WATCH)
    opened.goto(path.as_uri())
    opened.wait_for_selector("html[data-ready]")
    yield opened
    context.close()


def places(page) -> dict[str, tuple[float, float]]:
    """Return the middle of every one-line label, in pixels of the canvas."""
    until(page, "window.written.length > 0")
    return {text: (round(x), round(y)) for text, x, y, *_ in page.evaluate("window.written")}


def on_screen(page, place) -> tuple[float, float]:
    box = page.locator("#canvas canvas").bounding_box()
    return box["x"] + place[0], box["y"] + place[1]


def drag(page, start, by) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(start[0] + by[0] * step / 5, start[1] + by[1] * step / 5)
    page.mouse.up()
    page.evaluate(TWO_FRAMES)


def shifts(before, after) -> dict[str, tuple[float, float]]:
    both = before.keys() & after.keys()
    return {
        text: (after[text][0] - before[text][0], after[text][1] - before[text][1]) for text in both
    }


def test_only_what_is_dragged_moves_and_it_stays_there(page):
    before = places(page)
    drag(page, on_screen(page, before["caffeine"]), (40, 25))
    moved = {text: by for text, by in shifts(before, places(page)).items() if by != (0, 0)}
    assert list(moved) == ["caffeine"]
    assert moved["caffeine"] == pytest.approx((40, 25), abs=3)
    page.click("#tab-claims")
    page.click("#tab-graph")
    assert shifts(before, places(page))["caffeine"] == pytest.approx((40, 25), abs=3)


def test_the_ground_moves_everything_even_beside_what_was_dragged(page):
    before = places(page)
    x, y = before["caffeine"]
    drag(page, on_screen(page, (x, y)), (30, 0))
    page.mouse.click(*on_screen(page, (6, 6)))  # the ground: lets go of what was held
    before = places(page)
    page.wait_for_timeout(600)  # sooner it is a double click, which fits the picture
    drag(page, on_screen(page, (6, 6)), (50, 20))
    moved = shifts(before, places(page))
    assert len(moved) > 10
    assert set(moved.values()) <= {(dx, dy) for dx in (49, 50, 51) for dy in (19, 20, 21)}


def test_pointing_tells_what_stands_there_and_leaving_hides_it(page):
    page.mouse.move(*on_screen(page, places(page)["caffeine"]))
    page.wait_for_selector("#tip:not([hidden])")
    assert page.inner_text("#tip").startswith("caffeine")
    page.mouse.move(*on_screen(page, (6, 6)))
    page.wait_for_selector("#tip", state="hidden")


def test_a_search_brings_what_it_leaves_into_view(page):
    total = len(places(page))
    page.fill("#search", "caffeine")
    until(page, "(n) => 0 < window.written.length && window.written.length < n", arg=total)
    left = places(page)
    box = page.locator("#canvas canvas").bounding_box()
    assert 0 < len(left) < total
    assert all(0 < x < box["width"] and 0 < y < box["height"] for x, y in left.values())


def test_printing_shows_everything_and_the_screen_opens_as_at_first(browser, tmp_path):
    record = specimens.article(120)
    path = tmp_path / "page.html"
    path.write_text(render_page([record], specimens.corpus(record)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 900, "height": 600})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    before = places(page)
    page.emulate_media(media="print")
    page.evaluate(TWO_FRAMES)
    printed, box = places(page), page.locator("#canvas canvas").bounding_box()
    assert all(0 < x < box["width"] and 0 < y < box["height"] for x, y in printed.values())
    assert len(printed) > len(before)
    page.emulate_media(media="screen")
    page.evaluate(TWO_FRAMES)
    back = shifts(before, places(page))
    assert len(back) == len(before)
    assert all(abs(x) <= 1 and abs(y) <= 1 for x, y in back.values())
    context.close()

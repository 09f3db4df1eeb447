"""What the canvas really writes at the first view: letters of a readable size, none over others."""

from __future__ import annotations

import itertools

import pytest
import specimens
from canvas import WATCH
from waiting import until

from kg.views.page import render_page

pytestmark = pytest.mark.browser


def labels(browser, tmp_path, count):
    record = specimens.article(count)
    path = tmp_path / "page.html"
    path.write_text(render_page([record], specimens.corpus(record)), encoding="utf-8")
    context = browser.new_context(viewport={"width": 1500, "height": 900})
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-ready]")
    until(page, "window.written.length > 0")
    written, told = page.evaluate("window.written"), page.inner_text("#drawn")
    context.close()
    return written, told


def meet(first, second) -> bool:
    _, x1, y1, w1, h1, _ = first
    _, x2, y2, w2, h2, _ = second
    return abs(x1 - x2) * 2 < w1 + w2 and abs(y1 - y2) * 2 < h1 + h2


@pytest.mark.parametrize("count", [100, 120])
def test_labels_can_be_read_at_first_and_none_is_printed_over_another(browser, tmp_path, count):
    written, told = labels(browser, tmp_path, count)
    assert len(written) > 50
    over = [
        (a[0], b[0])
        for a, b in itertools.combinations(written, 2)
        if meet(a, b) and "R" not in (a[0], b[0])  # the struck R sits on its badge's corner
    ]
    assert over == []
    assert min(row[5] for row in written) >= 8
    assert told.startswith(f"All {count} claims")


def test_a_close_first_view_says_so_and_fit_shows_everything(visit):
    record = specimens.article(200, entities=80)
    seen = visit(render_page([record], specimens.corpus(record)))
    assert "close up at" in seen.page.inner_text("#drawn")
    seen.page.click("#fit")
    assert seen.page.inner_text("#drawn") == "All 200 claims"

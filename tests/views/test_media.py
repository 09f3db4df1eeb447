"""The page on paper, and for people whom motion disturbs."""

from __future__ import annotations

import pytest
import specimens

from kg.views.page import render_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html():
    record = specimens.article(12)
    return render_page([record], specimens.corpus(record))


def test_print_leaves_the_controls_out_and_the_claims_in(visit, html):
    seen = visit(html, "#tab=claims")
    seen.page.emulate_media(media="print")
    assert not seen.page.locator(".side").is_visible()
    assert not seen.page.locator(".tabs").is_visible()
    assert seen.page.locator("#view-claims tbody tr").count() == 12
    assert seen.page.locator("#view-claims tbody tr").last.is_visible()


def test_reduced_motion_leaves_nothing_moving(visit, html):
    seen = visit(html, reduced_motion="reduce")
    assert seen.evaluate("document.getAnimations().length") == 0
    assert seen.evaluate("getComputedStyle(document.getElementById('panel')).scrollBehavior") == (
        "auto"
    )

"""The page finds for itself whether a quote stands where the claim says."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
import specimens
from waiting import until

from kg.views.page import render_page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def record():
    return specimens.article(12, suffix=" 🧬𝛼")


@pytest.fixture(scope="module")
def html(record):
    return render_page([record], specimens.corpus(record))


def verdict(seen, claim):
    seen.evaluate(f"location.hash = 'claim={claim.id}'")
    until(seen.page, f"document.querySelector('#panel').textContent.includes('Id {claim.id}')")
    return re.search(r"Found verbatim: (\w+)", seen.page.inner_text("#panel")).group(1)


def test_every_quote_of_a_sound_page_is_found(visit, html, record):
    seen = visit(html)
    assert {verdict(seen, claim) for claim in record.claims} == {"yes"}
    seen.page.click("#tab-claims")
    assert "not found verbatim" not in seen.page.inner_text("#view-claims")


def test_a_changed_text_is_told_in_words(visit, html, record):
    claim = record.claims[-1]
    first = html.index('"text":"')
    at = first + html[first:].index(claim.quote.exact)
    changed = html[:at] + "X" + html[at + 1 :]  # one letter of the article, not of the quote
    seen = visit(changed)
    assert verdict(seen, claim) == "no"
    told = seen.page.inner_text("#not-verbatim")
    assert "other words at this place" in told
    assert claim.quote.exact in told
    assert verdict(seen, record.claims[0]) == "yes"
    seen.page.click("#tab-claims")
    row = seen.page.locator(f'tr[data-claim="{len(record.claims) - 1}"]')
    assert "not found verbatim" in row.inner_text()


def test_offsets_that_are_one_off_are_told(visit, record):
    claim = record.claims[3]
    quote = claim.quote
    moved = replace(claim, quote=replace(quote, start=quote.start + 1, end=quote.end + 1))
    claims = tuple(moved if c.id == claim.id else c for c in record.claims)
    damaged = replace(record, claims=claims)
    seen = visit(render_page([damaged], specimens.corpus(record)))
    assert verdict(seen, claim) == "no"


def test_a_text_that_ends_early_is_told(visit, record):
    document = record.document
    claim = record.claims[-1]
    short = replace(document, text=document.text[: claim.quote.start])
    blocks = tuple(b for b in document.blocks if b.span.end <= len(short.text))
    damaged = replace(record, document=replace(short, blocks=blocks))
    seen = visit(render_page([damaged], specimens.corpus(record)))
    assert verdict(seen, claim) == "no"
    assert "ends before this place" in seen.page.inner_text("#not-verbatim")

"""Comparison, site, reports, still pictures, evidence table and notebook forms."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape

import pytest
import specimens
from defusedxml import ElementTree

from kg.errors import KgError
from kg.model.closed_terms import Certainty, Polarity
from kg.views.compare import compare, render_comparison
from kg.views.evidence_table import evidence_table, to_html, to_markdown, to_svg
from kg.views.notebook import claim_html, claims_html, graph_html, store_html
from kg.views.options import PageOptions
from kg.views.report import render_audit, render_trace, trace
from kg.views.site import write_site
from kg.views.still import render_svg, write_png

HOSTILE = "</text><script>alert(1)</script>"


@pytest.fixture(scope="module")
def record():
    return specimens.article(40)


def unique(record):
    """Return the record with one claim a triple, so that pairs are plain."""
    seen = {}
    for claim in record.claims:
        seen.setdefault((claim.subject.label, claim.predicate, claim.object.label), claim)
    return replace(record, claims=tuple(seen.values()))


def test_compare_names_each_change(record):
    old = unique(record)
    first = next(c for c in old.claims if c.certainty is Certainty.ASSERTED)
    cited = next(c for c in old.claims if c.citations and c is not first)
    turned = next(c for c in old.claims if c.polarity is Polarity.AFFIRMED and c is not cited)
    gone = old.claims[-1]
    changed = {
        first.id: replace(first, certainty=Certainty.POSSIBLE),
        cited.id: replace(cited, citations=()),
    }
    changed[turned.id] = replace(changed.get(turned.id, turned), polarity=Polarity.NEGATED)
    new = replace(old, claims=tuple(changed.get(c.id, c) for c in old.claims if c is not gone))
    result = compare((([old]), specimens.corpus(old)), ([new], specimens.corpus(new)))
    assert [x.old.claim.id for x in result.dropped] == [gone.id]
    assert [x.old.claim.id for x in result.hedged_down] == [first.id]
    assert [x.old.claim.id for x in result.citations_lost] == [cited.id]
    assert [x.old.claim.id for x in result.denied] == [turned.id]
    assert result.added == result.hedged_up == ()
    back = compare(([new], specimens.corpus(new)), ([old], specimens.corpus(old)))
    assert len(back.added) == len(back.hedged_up) == len(back.citations_gained) == 1


def test_comparison_with_itself_is_empty(record):
    same = ([record], specimens.corpus(record))
    result = compare(same, same)
    assert result.same == 40
    assert "40 claims stayed as they were" in render_comparison(same, same)


@pytest.mark.parametrize("suffix", ["", HOSTILE])
def test_sheets_hold_no_script(suffix):
    record = specimens.article(12, suffix=suffix)
    corpus = specimens.corpus(record)
    both = ([record], corpus)
    other = ([specimens.article(12, seed=5, suffix=suffix)], corpus)
    sheets = [
        render_comparison(both, other),
        render_audit(specimens.findings(record)),
        render_trace([(record, claim) for claim in record.claims], corpus),
    ]
    for sheet in sheets:
        assert "<script" not in sheet
        assert "script-src 'none'" in unescape(sheet)
        assert sheet.startswith("<!DOCTYPE html>")


def test_trace_shows_the_whole_chain(record):
    claim = next(c for c in record.claims if c.citations and c.citations[0].references == ("1",))
    chain = trace(record, claim, specimens.corpus(record))
    assert chain.verbatim
    assert "".join(text for text, _ in chain.pieces) == claim.quote.exact
    assert chain.citations[0][1][0].doi == "10.5555/specimen.1"
    page = render_trace([(record, claim)], specimens.corpus(record))
    assert "https://doi.org/10.5555/specimen.1" in page


def test_site_links_every_document(tmp_path):
    records = [specimens.article(15, seed=n, name=f"part {n}/text.md") for n in range(3)]
    corpus = specimens.corpus(*records)
    files = write_site(records, corpus, (), tmp_path)
    assert [f.name for f in files][:2] == ["index.html", "all.html"]
    index = files[0].read_text(encoding="utf-8")
    links = set(re.findall(r'href="([^"#]+)', index))
    assert links <= {f.name for f in files}
    assert len(links) >= 4
    assert all(f.exists() for f in files)
    page = files[2].read_text(encoding="utf-8")
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert len(data["claims"]["id"]) == 15


@pytest.mark.parametrize("suffix", ["", HOSTILE, "\x08\u202e"])
def test_still_pictures_are_well_formed_and_inert(suffix):
    record = specimens.article(30, suffix=suffix)
    corpus = specimens.corpus(record)
    for picture in (render_svg([record], corpus), to_svg(evidence_table([record], corpus))):
        tree = ElementTree.fromstring(picture.encode())
        assert not [e for e in tree.iter() if e.tag.endswith("script")]


def test_still_picture_of_nothing_says_so(record):
    empty = replace(record, claims=())
    assert "No claims." in render_svg([empty], specimens.corpus(empty))


@pytest.mark.browser
def test_png_is_written(record, browser, tmp_path):
    del browser  # skips where there is no Chromium
    path = tmp_path / "a.png"
    write_png(render_svg([record], specimens.corpus(record), PageOptions(max_claims=5)), path)
    assert path.read_bytes().startswith(b"\x89PNG")


def test_png_without_chromium_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KgError, match="install Chromium"):
        write_png("<svg></svg>", tmp_path / "a.png")


def test_evidence_table_has_a_cell_for_every_pair(record):
    table = evidence_table([record], specimens.corpus(record))
    assert table.cells
    assert all(r < len(table.rows) and c < len(table.columns) for r, c in table.cells)
    markdown, html = to_markdown(table), to_html(table)
    assert markdown.count("\n| ") == len(table.rows) + 1
    for name in table.rows:
        assert name in markdown
        assert name in html


def test_evidence_table_escapes_names():
    record = specimens.article(30, suffix=" | <b>`x`")
    table = evidence_table([record], specimens.corpus(record))
    assert "<b>" not in to_markdown(table)
    assert "<b>" not in to_html(table)
    widths = {len(re.findall(r"(?<!\\)\|", row)) for row in to_markdown(table).split("\n")[:3]}
    assert len(widths) == 1


def test_notebook_forms_say_what_they_leave_out():
    record = specimens.article(60, suffix="<img src=x>")
    corpus = specimens.corpus(record)
    assert "First 50 of 60 claims" in claims_html(record.claims)
    forms = [claim_html(record.claims[0]), claims_html(record.claims), store_html([record], corpus)]
    for form in [*forms, graph_html([record], corpus)]:
        assert "<img" not in form

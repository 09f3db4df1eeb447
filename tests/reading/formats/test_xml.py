from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model.document import BlockKind, CitationState, Document
from kg.reading import read_bytes

FIXTURES = Path(__file__).parent.parent / "fixtures"
Read = Callable[[bytes, str], Document]


@pytest.fixture
def article(read_one: Read) -> Document:
    return read_one((FIXTURES / "article.xml").read_bytes(), "article.xml")


def test_jats_front_matter(article: Document) -> None:
    assert article.title is not None
    assert article.title.startswith("Iron tablets and fatigue: a randomised trial")
    assert article.source.url == "https://doi.org/10.5555/jfm.2024.1"
    byline = next(b for b in article.blocks if b.kind is BlockKind.BYLINE)
    assert byline.span.text_of(article.text) == "Holt MA (2024)"


def test_jats_sections_are_nested(article: Document) -> None:
    paths = [article.section_path(n)[1:] for n in range(1, len(article.sections))]
    assert ("Abstract", "Background") in paths
    assert ("1 Methods", "Tables") in paths
    assert ("Discussion",) in paths
    oxygen = next(
        n
        for n, s in enumerate(article.sections)
        if "carries oxygen" in s.span.text_of(article.text)
    )
    assert article.section_path(oxygen)[-1] is None  # the introduction is no part of the abstract


def test_jats_markers_are_grouped_and_resolved(article: Document) -> None:
    found = [(m.text, m.references) for m in article.markers]
    assert ("[1]", ("B1",)) in found
    assert ("[1–3]", ("B1", "B2", "B3")) in found
    assert ("[2,4]", ("B2", "B4")) in found
    assert ("²,⁴", ("B2", "B4")) in found
    assert any(references == ("B2",) and "2020" in text for text, references in found)
    assert not any("⁹" in text for text, _ in found)


def test_jats_references_are_parsed(article: Document) -> None:
    listed = [reference for reference in article.references if reference.span is not None]
    first, second, third, fourth = listed
    assert first.authors == ("Holt M", "van der Berg AK")
    assert (first.year, first.title, first.container) == ("2019", "Iron and oxygen", "J Ficta")
    assert (first.doi, first.pmid) == ("10.5555/jf.2019.4", "99999901")
    assert first.raw.startswith(
        "Holt M, van der Berg AK. Iron and oxygen. J Ficta. 2019;4(2):11–19."
    )
    assert second.raw == "Lee J, Park S. Tablets at night. Acta Ficta. 2020;7:1–5."
    assert (third.title, third.authors) == ("Handbook of iron", ("World Iron Forum",))
    assert fourth.url == "https://register.example/4"
    for number, reference in enumerate(listed, start=1):
        assert reference.span is not None
        assert reference.span.text_of(article.text) == f"{number}. {reference.raw}"


def test_jats_tables_lists_and_captions(article: Document) -> None:
    cells = {
        b.span.text_of(article.text): (b.table.row, b.table.column, b.table.is_header)
        for b in article.blocks
        if b.table is not None
    }
    assert cells["Iron"] == (0, 1, True)
    assert cells["%"] == (1, 2, True)
    assert cells["33¹"] == (2, 2, False)
    items = [
        (b.span.text_of(article.text), b.depth)
        for b in article.blocks
        if b.kind is BlockKind.LIST_ITEM
    ]
    assert items == [
        ("one tablet at noon", 0),
        ("one tablet at night 😀", 0),
        ("never with tea", 1),
    ]
    captions = [b.span.text_of(article.text) for b in article.blocks if b.kind is BlockKind.CAPTION]
    assert captions == ["Table 1. Doses", "Figure 1. Ferritin over time [3]."]


def test_jats_tells_what_was_dropped(article: Document) -> None:
    notes = {note.message for note in article.diagnostics}
    assert {"displayed formula: 1", "keywords: 1", "licence: 1"} <= notes


def jats(body: str, references: str) -> bytes:
    back = f"<back><ref-list>{references}</ref-list></back>" if references else ""
    return f"<article><body>{body}</body>{back}</article>".encode()


def test_jats_entry_without_a_year_fits_no_year_next_to_it(read_one: Read) -> None:
    entries = "".join(
        f'<ref id="{name}"><element-citation><name><surname>{name}</surname></name>'
        f"<year>{year}</year><article-title>Iron at breakfast</article-title>"
        "</element-citation></ref>"
        for name, year in (("Holt", "n.d."), ("Lee", "2003"))
    )
    body = "<p>Tablets help (Holt and Park, 2001; Lee et al., 2003), and at night (Lee, 2003).</p>"
    document = read_one(jats(body, entries), "a.xml")
    assert document.references[0].year == "n.d"
    found = [(marker.state, marker.references) for marker in document.markers]
    assert found == [(CitationState.MISSING, ("Lee",)), (CitationState.RESOLVED, ("Lee",))]


def test_jats_cells_of_a_row_with_markup_between_them(read_one: Read) -> None:
    row = "<tr><td> one </td><td/><td>two\n  three</td><td><bold>four</bold></td><td>five</td></tr>"
    other = '<tr><td rowspan="2">six</td><td>\u2009 </td><td>seven</td></tr><tr><td>eight</td></tr>'
    table = f"<table-wrap><table>{row}{other}</table></table-wrap>"
    document = read_one(jats(f"<p>Before.</p>{table}", ""), "a.xml")
    assert document.text == "Before.\n\none\ttwo three\tfour\tfive\nsix\tseven\neight"
    places = [
        (block.table.row, block.table.column, block.span.text_of(document.text))
        for block in document.blocks
        if block.table is not None
    ]
    assert places == [
        (0, 0, "one"),
        (0, 2, "two three"),
        (0, 3, "four"),
        (0, 4, "five"),
        (1, 0, "six"),
        (1, 2, "seven"),
        (2, 1, "eight"),
    ]


def test_jats_entry_with_several_citations_and_names_given_twice(read_one: Read) -> None:
    name = "<name><surname>Holt</surname> <given-names>Mary Ann</given-names></name>"
    entry = (
        '<ref id="r1"><label>[7]</label><citation-alternatives>'
        f"<mixed-citation>{name}, {name}: <italic>Iron <bold>now</bold></italic>. "
        '<year>2001</year>; PMID <pub-id pub-id-type="pmid">123456</pub-id></mixed-citation>'
        "<mixed-citation>the same again</mixed-citation></citation-alternatives>"
        "<mixed-citation>and a second work.</mixed-citation></ref>"
    )
    (reference,) = read_one(jats("<p>Text.</p>", entry), "a.xml").references
    assert reference.authors == ("Holt MA", "Holt MA")
    assert reference.raw == (
        "Holt MA, Holt MA: Iron now. 2001; PMID PMID: 123456 and a second work."
    )


def test_tei_from_grobid(read_one: Read) -> None:
    document = read_one((FIXTURES / "article.tei.xml").read_bytes(), "article.tei.xml")
    assert document.title == "Iron and sleep"
    assert document.source.url == "https://doi.org/10.5555/t.1"
    assert [m.references for m in document.markers] == [("b0", "b1")]
    assert [r.year for r in document.references] == ["2019", "2011"]
    assert "10⁹" in document.text
    titles = [(s.title, s.level) for s in document.sections]
    assert ("Background", 2) in titles
    assert ("Doses", 3) in titles


def test_other_xml_is_refused_by_name() -> None:
    with pytest.raises(ReadError, match="<feed>"):
        list(read_bytes(b"<?xml version='1.0'?><feed><p>x</p></feed>", "a.xml"))


@pytest.mark.parametrize("share", [0.01, 0.1, 0.5, 0.9])
def test_truncated_jats_is_an_error_with_a_remedy(share: float) -> None:
    data = (FIXTURES / "article.xml").read_bytes()
    data = data[: int(share * len(data))]
    with pytest.raises(ReadError) as caught:
        list(read_bytes(data, "article.xml"))
    assert caught.value.path == "article.xml"


def test_xhtml_in_xml_is_read(read_one: Read) -> None:
    page = b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><p>Iron.</p></body></html>'
    assert read_one(page, "a.xml").text == "Iron."

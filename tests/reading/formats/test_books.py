"""EPUB books as programs write them: contents, notes, superscripts by style, mathematics."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.model.document import BlockKind, Document, MarkerStyle
from kg.reading.epub_contents import labels_in
from kg.reading.guards import parse_xml

Read = Callable[[bytes, str], Document]
Zip = Callable[..., bytes]
CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="E/p.opf"/></rootfiles></container>'
)
XHTML = "application/xhtml+xml"
ITEM = '<item id="{0}" href="{0}" media-type="{1}" properties="{2}"/>'
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    "<head><title/></head><body>{}</body></html>"
)
NCX = (
    '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><navMap><navPoint><navLabel><text>Trials'
    '</text></navLabel><content src="a.xhtml"/><navPoint><navLabel><text>Doses</text></navLabel>'
    '<content src="a.xhtml#d"/></navPoint></navPoint></navMap></ncx>'
)


@pytest.fixture
def make_book(make_zip: Zip) -> Callable[..., bytes]:
    def make(
        pages: dict[str, str], *, guide: str = "", extra: dict[str, tuple[str, str]] | None = None
    ) -> bytes:
        others = extra or {}
        items = [ITEM.format(name, XHTML, "") for name in pages]
        items += [ITEM.format(name, kind, "") for name, (kind, _) in others.items()]
        spine = "".join(f'<itemref idref="{name}"/>' for name in pages)
        package = (
            f'<package xmlns="http://www.idpf.org/2007/opf"><manifest>{"".join(items)}</manifest>'
            f"<spine>{spine}</spine><guide>{guide}</guide></package>"
        )
        members = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
        members |= {"E/p.opf": package}
        members |= {f"E/{name}": PAGE.format(body) for name, body in pages.items()}
        members |= {f"E/{name}": content for name, (_, content) in others.items()}
        return make_zip(members)

    return make


def said(document: Document, kind: BlockKind) -> list[str]:
    return [b.span.text_of(document.text) for b in document.blocks if b.kind is kind]


def test_page_of_contents_that_the_guide_names_is_left_out(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    pages = {
        "nav.xhtml": '<h1>All of it</h1><ol><li><a href="a.xhtml">One</a></li></ol>',
        "a.xhtml": "<h1>One</h1><p>Iron helps.</p>",
    }
    guide = '<reference type="toc" href="nav.xhtml"/>'
    assert "All of it" in read_one(make_book(pages), "a.epub").text
    assert read_one(make_book(pages, guide=guide), "a.epub").text == "One\n\nIron helps."
    alone = {"nav.xhtml": "<p>A leaflet on iron.</p>"}
    assert "leaflet" in read_one(make_book(alone, guide=guide), "a.epub").text


def test_bare_note_mark_is_raised_and_points_to_its_note(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    body = (
        '<p>It took 12 weeks.<a epub:type="noteref" href="#n1">1</a> More.</p>'
        '<aside epub:type="footnote" id="n1"><p><sup><a href="#x">1</a></sup>Holt M. Iron and '
        "sleep in adults. J Ficta. 2020;3:1-4.</p></aside>"
    )
    document = read_one(make_book({"a.xhtml": body}), "a.epub")
    assert document.text.startswith("It took 12 weeks.¹ More.")
    (marker,) = document.markers
    assert (marker.text, marker.style) == ("¹", MarkerStyle.FOOTNOTE)
    (note,) = document.references
    assert note.raw.startswith("Holt M.")
    assert marker.references == (note.id,)


@pytest.mark.parametrize("rule", ["vertical-align: super", "font-size: 0.6em; top: -0.33em"])
def test_class_that_a_style_sheet_raises_is_superscript(
    read_one: Read, make_book: Callable[..., bytes], rule: str
) -> None:
    page = {"a.xhtml": '<p>Iron rose by 9.4<span class="s3">2</span> in all.</p>'}
    sheet = {"s.css": ("text/css", f".s1 {{ }} .s3 {{ {rule} }}")}
    assert read_one(make_book(page, extra=sheet), "a.epub").text == "Iron rose by 9.4² in all."
    assert read_one(make_book(page), "a.epub").text == "Iron rose by 9.42 in all."


def test_headings_are_known_from_the_contents_where_no_tag_tells_them(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    body = "<p>Trials</p><p>Trials of iron.</p><div><p>Doses</p></div><p>They took 5 mg.</p>"
    ncx = {"toc.ncx": ("application/x-dtbncx+xml", NCX)}
    document = read_one(make_book({"a.xhtml": body}, extra=ncx), "a.epub")
    assert [(s.title, s.level) for s in document.sections] == [("Trials", 1), ("Doses", 2)]
    tagged = "<h2>Iron</h2>" + body
    document = read_one(make_book({"a.xhtml": tagged}, extra=ncx), "a.epub")
    assert said(document, BlockKind.HEADING) == ["Iron"]
    broken = {"toc.ncx": ("application/x-dtbncx+xml", NCX[:90])}
    assert "5 mg" in read_one(make_book({"a.xhtml": body}, extra=broken), "a.epub").text


def test_ids_name_places_and_not_kinds(read_one: Read, make_book: Callable[..., bytes]) -> None:
    body = (
        '<section id="related-documents"><h2>Related documents</h2><p>Read on about iron.</p>'
        '</section><section id="iron"><h2>Iron</h2><p>It helps.</p></section>'
    )
    document = read_one(make_book({"sidebar.xhtml": f"<h1>Iron</h1>{body}"}), "a.epub")
    assert [s.title for s in document.sections] == ["Iron", "Related documents", "Iron"]
    assert not document.diagnostics


def test_formula_is_written_once_with_its_power(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    formula = (
        '<math xmlns="http://www.w3.org/1998/Math/MathML"><semantics><mrow><msup><mi>x</mi>'
        '<mn>2</mn></msup><mo>+</mo><mi>y</mi></mrow><annotation encoding="application/x-tex">'
        "x^2 + y</annotation></semantics></math>"
    )
    document = read_one(make_book({"a.xhtml": f"<p>So {formula} holds.</p>"}), "a.epub")
    assert document.text == "So x²+y holds."
    assert not document.markers


def test_caption_hidden_from_screen_readers_and_page_numbers(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    body = (
        '<p>Iron <span epub:type="pagebreak" id="p7">7</span>helps.</p><figure><img alt="A dose"/>'
        '<figcaption aria-hidden="true">A dose</figcaption></figure>'
    )
    document = read_one(make_book({"a.xhtml": body}), "a.epub")
    assert document.text.startswith("Iron helps.")
    assert said(document, BlockKind.CAPTION) == ["A dose"]


def test_chapter_with_names_that_are_none_is_read(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    assert "helps" in read_one(make_book({"a.xhtml": "<t<p>Iron</t<p> <p>helps"}), "a.epub").text


def test_notes_of_docutils_are_tied_to_their_marks(
    read_one: Read, make_book: Callable[..., bytes]
) -> None:
    body = (
        '<p>Iron helps. <a class="footnote-reference brackets" href="#id2" id="id1">1</a></p>'
        '<dl class="footnote brackets"><dt class="label" id="id2"><span class="brackets">'
        '<a href="#id1">1</a></span></dt><dd><p>Holt M. Iron in adults. J Ficta. 2020;3:1-4.</p>'
        "</dd></dl>"
    )
    document = read_one(make_book({"a.xhtml": body}), "a.epub")
    assert [m.text for m in document.markers] == ["¹"]
    assert document.markers[0].references == (document.references[0].id,)


def test_levels_of_a_contents_page_follow_its_lists() -> None:
    page = PAGE.format(
        '<nav epub:type="toc"><ol><li><a href="t/a.xhtml">A</a><ol><li><a href="t/a.xhtml#b">B</a>'
        "</li></ol></li></ol></nav>"
    )
    lines = list(labels_in(parse_xml(page.encode(), "nav.xhtml").root, "E"))
    assert lines == [("E/t/a.xhtml", "A", 1), ("E/t/a.xhtml", "B", 2)]

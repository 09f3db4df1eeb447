from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.errors import ReadError
from kg.model.document import BlockKind, Document, MarkerStyle
from kg.reading import read_bytes

Read = Callable[[bytes, str], Document]
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="My title"/><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="Cap"><w:name w:val="caption"/></w:style>'
)
NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
)
NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
RAISED = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:footnote>'


def test_docx_footnote_is_marker_and_reference(
    read_one: Read, make_docx: Callable[..., bytes], make_paragraph: Callable[..., str]
) -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    words = "Holt M. Iron tablets and fatigue. J Ficta. 2019;4:11-19. doi:10.5555/jf.2019.4"
    data = make_docx(
        make_paragraph("Iron lessens fatigue.", runs=mark), footnotes=NOTE.format(words)
    )
    document = read_one(data, "a.docx")
    marker = document.markers[0]
    assert (marker.text, marker.style) == ("¹", MarkerStyle.FOOTNOTE)
    assert marker.references == ("footnote-2",)
    assert document.references[0].doi == "10.5555/jf.2019.4"
    assert document.references[0].span is not None
    assert document.references[0].span.text_of(document.text) == words


def test_docx_headings_lists_tables_and_captions(
    read_one: Read, make_docx: Callable[..., bytes], make_paragraph: Callable[..., str]
) -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    table = (
        "<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>"
        + cell.format('<w:gridSpan w:val="2"/>', "Iron")
        + "</w:tr><w:tr>"
        + cell.format("", "Fumarate")
        + cell.format("", "65")
        + "</w:tr></w:tbl>"
    )
    body = (
        make_paragraph("Iron", "Own")
        + make_paragraph("one", properties=NUMBERED)
        + make_paragraph("two", properties=NUMBERED)
        + make_paragraph("Table 1. Doses", "Cap")
        + table
        + make_paragraph("It was 10", runs=RAISED.format("9") + "<w:r><w:t>/L.</w:t></w:r>")
    )
    document = read_one(make_docx(body, styles=STYLES, numbering=NUMBERING), "a.docx")
    kinds = [(b.kind, b.span.text_of(document.text)) for b in document.blocks]
    assert kinds == [
        (BlockKind.HEADING, "Iron"),
        (BlockKind.LIST_ITEM, "one"),
        (BlockKind.LIST_ITEM, "two"),
        (BlockKind.CAPTION, "Table 1. Doses"),
        (BlockKind.TABLE_CELL, "Iron"),
        (BlockKind.TABLE_CELL, "Fumarate"),
        (BlockKind.TABLE_CELL, "65"),
        (BlockKind.PARAGRAPH, "It was 10⁹/L."),
    ]
    assert document.markers == ()
    last = document.blocks[6].table
    assert last is not None
    assert (last.row, last.column, last.is_header) == (1, 1, False)


def test_docx_leaves_out_deleted_and_hidden_text(
    read_one: Read, make_docx: Callable[..., bytes], make_paragraph: Callable[..., str]
) -> None:
    runs = (
        "<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> stays</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>"
    )
    document = read_one(make_docx(make_paragraph("Iron", runs=runs)), "a.docx")
    assert document.text == "Iron stays"
    assert [note.message for note in document.diagnostics] == ["hidden text: 1"]


def test_docx_that_is_another_archive_is_refused(make_zip: Callable[..., bytes]) -> None:
    with pytest.raises(ReadError, match="not a Word document"):
        list(read_bytes(make_zip({"a.txt": "x"}), "a.docx"))


def test_epub_notes_in_another_chapter_are_reached(
    read_one: Read, make_epub: Callable[..., bytes]
) -> None:
    book = make_epub(
        {
            "one.xhtml": '<h1>Iron</h1><p>Iron helps.<a href="notes.xhtml#n1"><sup>1</sup></a></p>',
            "notes.xhtml": (
                '<section epub:type="endnotes"><h1>Notes</h1><ol><li id="n1"><p>Holt M. Iron and '
                'sleep in adults. J Ficta. 2020;3:1-4. <a href="one.xhtml#x">↩</a></p></li>'
                "</ol></section>"
            ),
        }
    )
    document = read_one(book, "book.epub")
    assert document.title == "A book of iron"
    assert [m.text for m in document.markers] == ["¹"]
    assert len(document.markers[0].references) == 1
    assert "↩" not in document.text


def test_epub_with_a_broken_chapter_reads_the_rest(
    read_one: Read, make_epub: Callable[..., bytes]
) -> None:
    bomb = "</body></html>"
    book = make_epub(
        {"a.xhtml": "<p>Iron helps.</p>", "b.xhtml": bomb, "c.xhtml": "<p>Zinc, too.</p>"}
    )
    document = read_one(book, "book.epub")
    assert "Iron helps." in document.text
    assert "Zinc, too." in document.text


def test_pdf_columns_heads_hyphens_and_superscripts(read_one: Read, pdf_article: bytes) -> None:
    document = read_one(pdf_article, "a.pdf")
    assert document.text.startswith("Iron tablets and fatigue in young women\n\nIron deficiency")
    assert "notice it as tiredness. A trial" in document.text
    assert "a long-term follow-up" in document.text
    assert "Journal of Ficta Medicine" not in document.text
    assert document.text.index("follow-up is under way.") < document.text.index("White cells")
    assert {m.text for m in document.markers} == {"¹,²"}
    assert [b.page for b in document.blocks if b.kind is BlockKind.PARAGRAPH] == [1] * 4 + [2] * 4
    assert [s.title for s in document.sections][-1] == "References"
    assert document.references[0].raw.endswith("2019;4:11-19.")
    kinds = {note.kind for note in document.diagnostics}
    assert kinds == {"dropped", "mended"}


def test_pdf_without_text_is_an_error(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(ReadError, match="only pictures"):
        list(read_bytes(make_pdf([[]]), "a.pdf"))


@pytest.mark.parametrize("data", [b"%PDF-1.4\n", b"%PDF-1.4\n" + bytes(range(256)) * 50])
def test_pdf_that_is_damaged_is_an_error(data: bytes) -> None:
    with pytest.raises(ReadError):
        list(read_bytes(data, "a.pdf"))

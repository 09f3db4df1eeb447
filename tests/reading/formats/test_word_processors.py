"""Word documents as programs write them: notes after a list, contents, styles, mathematics."""

from __future__ import annotations

from collections.abc import Callable

from kg.model.document import BlockKind, Document

Read = Callable[[bytes, str], Document]
Make = Callable[..., bytes]
Paragraph = Callable[..., str]
STYLES = (
    '<w:style w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    '<w:style w:styleId="T1"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:styleId="Au"><w:name w:val="Author"/></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Steps"/><w:pPr><w:numPr/></w:pPr></w:style>'
    '<w:style w:styleId="Up"><w:name w:val="Raised"/><w:rPr>'
    '<w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:styleId="Cite"><w:name w:val="Cite"/><w:basedOn w:val="Up"/></w:style>'
)
NOTE = '<w:{0} w:id="{1}"><w:p><w:r><w:t>{2}</w:t></w:r></w:p></w:{0}>'
MARK = '<w:r><w:{0}Reference w:id="{1}"/></w:r>'
ENTRIES = (
    "Lee A. Iron in adults. J Ficta. 2010;12:101-10.",
    "Park C. Zinc in adults. J Ficta. 2012;4:1-9.",
)


def test_notes_are_no_entries_of_the_list_before_them(
    read_one: Read, make_docx: Make, make_paragraph: Paragraph
) -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1,2</w:t></w:r>'
    marks = MARK.format("footnote", 2) + MARK.format("endnote", 3)
    body = (
        make_paragraph("Iron helps.", runs=raised)
        + make_paragraph("Zinc, too.", runs=marks)
        + make_paragraph("References", "H1")
        + "".join(map(make_paragraph, ENTRIES))
    )
    note = "Moss M. Zinc and sleep. J Ficta. 2018;7:70-79."
    data = make_docx(
        body,
        styles=STYLES,
        footnotes=NOTE.format("footnote", 2, note),
        endnotes=NOTE.format("endnote", 3, "All values are rounded."),
    )
    document = read_one(data, "a.docx")
    assert [r.raw for r in document.references] == [*ENTRIES, note]
    kinds = [b.kind for b in document.blocks[-4:]]
    assert kinds == [BlockKind.REFERENCE] * 2 + [BlockKind.FOOTNOTE] * 2
    assert document.sections[-1].title == "Notes"
    first, second = document.markers
    assert first.references == tuple(r.id for r in document.references[:2])
    assert second.references == (document.references[2].id,)


def test_table_of_contents_is_left_out(
    read_one: Read, make_docx: Make, make_paragraph: Paragraph
) -> None:
    gallery = (
        '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>'
        f"</w:sdtPr><w:sdtContent>{make_paragraph('Contents')}</w:sdtContent></w:sdt>"
    )
    body = gallery + make_paragraph("Iron 7", "T1") + make_paragraph("Iron helps.")
    document = read_one(make_docx(body, styles=STYLES), "a.docx")
    assert document.text == "Iron helps."
    assert len(document.diagnostics) == 2


def test_styles_say_bylines_lists_and_superscripts(
    read_one: Read, make_docx: Make, make_paragraph: Paragraph
) -> None:
    styled = '<w:r><w:rPr><w:rStyle w:val="Cite"/>{}</w:rPr><w:t>{}</w:t></w:r>'
    flat = styled.format('<w:vertAlign w:val="baseline"/>', "3")
    body = (
        make_paragraph("Ann Lee", "Au")
        + make_paragraph("Take iron", "Own")
        + make_paragraph("Iron rose to 9.4", runs=styled.format("", "2"))
        + make_paragraph("It is vitamin B", runs=flat)
    )
    document = read_one(make_docx(body, styles=STYLES), "a.docx")
    assert [(b.kind, b.span.text_of(document.text)) for b in document.blocks] == [
        (BlockKind.BYLINE, "Ann Lee"),
        (BlockKind.LIST_ITEM, "Take iron"),
        (BlockKind.PARAGRAPH, "Iron rose to 9.4²"),
        (BlockKind.PARAGRAPH, "It is vitamin B3"),
    ]


def test_powers_and_fractions_of_formulas(
    read_one: Read, make_docx: Make, make_paragraph: Paragraph
) -> None:
    run = "<m:r><m:t>{}</m:t></m:r>"
    power = f"<m:sSup><m:e>{run.format('x')}</m:e><m:sup>{run.format('2')}</m:sup></m:sSup>"
    half = f"<m:f><m:num>{run.format('1')}</m:num><m:den>{run.format('y')}</m:den></m:f>"
    formula = (
        '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math">'
        f"{power}{run.format('+')}{half}</m:oMath>"
    )
    document = read_one(make_docx(make_paragraph("So ", runs=formula)), "a.docx")
    assert document.text == "So x²+1/y"
    assert not document.markers

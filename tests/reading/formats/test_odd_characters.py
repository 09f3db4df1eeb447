"""Every place says what it claims to say, in every format, whatever characters a text has.

One small article is written in each format, its words made of emoji, combining marks, scripts that
run from right to left, characters without width and any other letters. What is read must be those
words, place by place.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.model.document import BlockKind, CitationState, Document
from kg.reading import read_bytes

ODD = (
    "\U0001f469\u200d\u2695\ufe0f",  # several code points, one picture
    "\U0001f1e9\U0001f1ea",
    "e\u0301\u0328",
    "ｆｕｌｌ",
    "\u05e9\u05b8\u05dc\u05d5\u05b9\u05dd",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u202eturned\u202c",
    "\u2067isolated\u2069",
    "zero\u200bwidth\u200c\u200d\u2060",
    "soft\u00adhyphen",
    "\u0130stanbul",
    "\ufb01nal",
    "\U0001d504lpha",
    "\uac01\u1112\u1161\u11ab",
    "\u0915\u094d\u0937\u093f",
    "x\u20dd",
    "\U000e0041tag",
)
LETTERS = st.text(
    st.characters(categories=("Ll", "Lu", "Lo", "Mn", "Mc", "So")), min_size=1, max_size=5
)
WORDS = st.lists(st.sampled_from(ODD) | LETTERS, min_size=1, max_size=5).map(" ".join)
_BIDI = {"R", "AL", "AN", "RLO", "PDF", "RLI", "PDI"}
ENTRY = "Lee A. Zinc in adults. J Ex Nutr. 2016;1:2-3."
FEW = settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@dataclass(frozen=True)
class Article:
    """What an article says; each text starts with a plain word and so is kept as it is."""

    title: str
    opening: str
    closing: str
    items: tuple[str, ...]
    cells: tuple[str, ...]


def said(word: str) -> st.SearchStrategy[str]:
    return WORDS.map(lambda words: f"{word} {words} end")


ARTICLES = st.builds(
    Article, said("Title"), said("Opening"), said("Closing"),
    st.tuples(said("First"), said("Second")),
    st.tuples(said("North"), said("East"), said("South"), said("West")),
)  # fmt: skip
Build = Callable[[Article], bytes]


def as_plain(a: Article) -> bytes:
    items = "\n".join(f"- {item}" for item in a.items)
    return (
        f"{a.title}\n\n{a.opening} [1]. {a.closing}.\n\n{items}\n\nReferences\n\n1. {ENTRY}\n"
    ).encode()


def as_markdown(a: Article) -> bytes:
    items = "\n".join(f"- {item}" for item in a.items)
    rows = f"| {a.cells[0]} | {a.cells[1]} |\n| - | - |\n| {a.cells[2]} | {a.cells[3]} |"
    return (
        f"# {a.title}\n\n{a.opening} [1]. {a.closing}.\n\n{items}\n\n{rows}\n\n"
        f"## References\n\n1. {ENTRY}\n"
    ).encode()


def body_of(a: Article) -> str:
    items = "".join(f"<li>{escape(item)}</li>" for item in a.items)
    rows = "".join(
        f"<tr><td>{escape(one)}</td><td>{escape(two)}</td></tr>"
        for one, two in (a.cells[:2], a.cells[2:])
    )
    return (
        f"<h1>{escape(a.title)}</h1><p>{escape(a.opening)} [1]. {escape(a.closing)}.</p>"
        f"<ul>{items}</ul><table>{rows}</table><h2>References</h2><ol><li>{ENTRY}</li></ol>"
    )


def as_html(a: Article) -> bytes:
    page = f"<html><head><meta charset='utf-8'></head><body><article>{body_of(a)}</article></body>"
    return page.encode()


def as_jats(a: Article) -> bytes:
    items = "".join(f"<list-item><p>{escape(item)}</p></list-item>" for item in a.items)
    rows = "".join(
        f"<tr><td>{escape(one)}</td><td><bold>{escape(two)}</bold></td></tr>"
        for one, two in (a.cells[:2], a.cells[2:])
    )
    return (
        "<article><front><article-meta><title-group><article-title>"
        f"{escape(a.title)}</article-title></title-group></article-meta></front><body><p>"
        f'{escape(a.opening)} [<xref ref-type="bibr" rid="B1">1</xref>]. {escape(a.closing)}.</p>'
        f"<list>{items}</list><table-wrap><table><tbody>{rows}</tbody></table></table-wrap></body>"
        f'<back><ref-list><ref id="B1"><label>1</label><mixed-citation>{ENTRY}</mixed-citation>'
        "</ref></ref-list></back></article>"
    ).encode()


def as_tei(a: Article) -> bytes:
    items = "".join(f"<item>{escape(item)}</item>" for item in a.items)
    rows = "".join(
        f"<row><cell>{escape(one)}</cell><cell>{escape(two)}</cell></row>"
        for one, two in (a.cells[:2], a.cells[2:])
    )
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>'
        f"{escape(a.title)}</title></titleStmt></fileDesc></teiHeader><text><body><div><p>"
        f'{escape(a.opening)} <ref type="bibr" target="#b0">[1]</ref>. {escape(a.closing)}.</p>'
        f"<list>{items}</list></div><figure type='table'><table>{rows}</table></figure></body>"
        '<back><div type="references"><listBibl><biblStruct xml:id="b0"><monogr><title>Zinc in '
        "adults</title><imprint><date when='2016'/></imprint></monogr></biblStruct></listBibl>"
        "</div></back></text></TEI>"
    ).encode()


def as_jsonl(a: Article) -> bytes:
    return json.dumps({"id": "a", "text": as_plain(a).decode()}).encode()


TEXTUAL = {
    "txt": as_plain, "md": as_markdown, "html": as_html, "xml": as_jats, "tei": as_tei,
    "jsonl": as_jsonl,
}  # fmt: skip
WITH_CELLS = {"md", "html", "xml", "tei"}
STYLES = (
    '<w:style w:styleId="T"><w:name w:val="Title"/></w:style>'
    '<w:style w:styleId="H"><w:name w:val="heading 1"/></w:style>'
)


def check(document: Document, article: Article, *, has_cells: bool) -> None:
    """Assert that each kind of place holds the words that were written, and those alone."""
    text = document.text
    blocks = [(block.kind, block.span.text_of(text)) for block in document.blocks]
    for number, block in enumerate(document.blocks):
        own = [s.span.text_of(text) for s in document.sentences if s.block == number]
        assert "".join("".join(own).split()) == "".join(block.span.text_of(text).split())
    assert all(a.span.end <= b.span.start for a, b in pairwise(document.sentences))
    assert document.title == article.title
    titled = [s for s in document.sections if s.title_span is not None]
    for section in titled:
        assert section.title_span is not None
        assert section.title_span.text_of(text) == section.title
    paragraph = next(said for kind, said in blocks if kind is BlockKind.PARAGRAPH)
    assert paragraph == f"{article.opening} [1]. {article.closing}."
    listed = [said.removeprefix("- ") for kind, said in blocks if kind is BlockKind.LIST_ITEM]
    assert tuple(listed) == article.items
    if has_cells:
        cells = {
            (b.table.row, b.table.column): b.span.text_of(text) for b in document.blocks if b.table
        }
        assert cells == dict(zip(((0, 0), (0, 1), (1, 0), (1, 1)), article.cells, strict=True))
    (marker,) = document.markers
    assert text[marker.span.start : marker.span.end] == marker.text == "[1]"
    assert marker.state is CitationState.RESOLVED
    (reference,) = document.references
    assert reference.span is not None
    assert "Zinc in adults" in reference.span.text_of(text)


@pytest.mark.parametrize("suffix", TEXTUAL)
@given(article=ARTICLES)
@FEW
def test_marked_up_text_says_what_it_claims(suffix: str, article: Article) -> None:
    (document,) = read_bytes(TEXTUAL[suffix](article), f"article.{suffix}")
    check(document, article, has_cells=suffix in WITH_CELLS)


@given(article=ARTICLES)
@FEW
def test_word_document_says_what_it_claims(
    make_docx: Callable[..., bytes], make_paragraph: Callable[..., str], article: Article
) -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = "".join(
        f"<w:tr>{cell.format(escape(one))}{cell.format(escape(two))}</w:tr>"
        for one, two in (article.cells[:2], article.cells[2:])
    )
    body = (
        make_paragraph(article.title, "T")
        + make_paragraph(f"{article.opening} [1]. {article.closing}.")
        + "".join(make_paragraph(item, properties=numbered) for item in article.items)
        + f"<w:tbl>{rows}</w:tbl>"
        + make_paragraph("References", "H")
        + make_paragraph(f"1. {ENTRY}")
    )
    (document,) = read_bytes(make_docx(body, styles=STYLES), "article.docx")
    check(document, article, has_cells=True)


@given(article=ARTICLES)
@FEW
def test_book_says_what_it_claims(make_epub: Callable[..., bytes], article: Article) -> None:
    (document,) = read_bytes(make_epub({"a.xhtml": body_of(article)}, article.title), "book.epub")
    check(document, article, has_cells=True)


@given(words=st.lists(WORDS, min_size=1, max_size=6))
@FEW
def test_pdf_says_what_it_claims(make_coded_pdf: Callable[..., bytes], words: list[str]) -> None:
    lines = ["Zinc was given [1].", *(f"Then {one} came again." for one in words)]
    (document,) = read_bytes(make_coded_pdf([*lines, "References", f"1. {ENTRY}"]), "a.pdf")
    text = document.text
    for sentence in document.sentences:
        assert document.blocks[sentence.block].span.contains(sentence.span)
    (marker,) = document.markers
    assert text[marker.span.start : marker.span.end] == marker.text == "[1]"
    for one in words:
        for word in one.replace("\u00ad", "-").replace("\ufb01", "fi").split():
            # What runs from right to left is set in the order of the page, see docs/limits.md.
            assert word in text or any(unicodedata.bidirectional(c) in _BIDI for c in word)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from kg.lexicon.loading import Cue, load_entries
from kg.model.document import BlockKind, Document, MarkerStyle
from kg.reading.html_categories import category_of_words, is_control, is_reference_button

PAGES = Path(__file__).parent.parent / "fixtures" / "html"
Read = Callable[[bytes, str], Document]


@pytest.mark.parametrize("path", sorted(PAGES.glob("*.html")), ids=lambda path: path.stem)
def test_page_keeps_the_article_and_drops_the_rest(path: Path, read_one: Read) -> None:
    document = read_one(path.read_bytes(), path.name)
    expected = yaml.safe_load(path.with_suffix(".expect.yaml").read_text(encoding="utf-8"))
    text = " ".join(document.text.split())
    assert [phrase for phrase in expected["kept"] if phrase not in text] == []
    assert [phrase for phrase in expected["dropped"] if phrase in text] == []
    assert any(note.kind == "dropped" for note in document.diagnostics)


def test_page_markers_reach_their_entries(read_one: Read) -> None:
    path = PAGES / "health_site.html"
    document = read_one(path.read_bytes(), path.name)
    found = {m.text: (m.style, m.references) for m in document.markers}
    assert found["¹,³"] == (MarkerStyle.XREF, ("r1", "r3"))
    assert found["²"] == (MarkerStyle.SUPERSCRIPT, ("r2",))
    assert found["in a recent trial"][0] is MarkerStyle.LINK
    assert set(found) == {"¹,³", "²", "in a recent trial"}
    listed = [r.doi for r in document.references if r.span is not None]
    assert listed == ["10.5555/jin.2019.4", None, None]
    assert [r.id for r in document.references if r.span is None] == ["doi:10.5555/harbour.77"]
    assert document.references[1].pmid == "99999901"
    assert document.source.url == "https://harbour-health.example/iron-tablets"


def test_listings_and_links_to_headings_are_no_text(read_one: Read) -> None:
    page = (
        "<h1>Iron tables<a class='headerlink' href='#iron'>¶</a></h1><p>" + "Iron matters. " * 9
        + "</p><pre>In [1]: import tables</pre><p>Stores fall [1].</p><h2>References</h2>"
        "<ol><li>Lee A. Iron. J Ex. 2016;1:2-3.</li></ol>"
    )  # fmt: skip
    document = read_one(page.encode(), "a.html")
    assert document.title == "Iron tables"
    assert "import" not in document.text
    assert [(m.text, len(m.references)) for m in document.markers] == [("[1]", 1)]
    assert any(note.message.startswith("listing: In [1]") for note in document.diagnostics)


def test_encyclopedia_notes_are_references(read_one: Read) -> None:
    path = PAGES / "encyclopedia.html"
    document = read_one(path.read_bytes(), path.name)
    assert [m.text for m in document.markers if m.style is MarkerStyle.XREF] == [
        "[1][2]", "[2]", "[1]",
    ]  # fmt: skip
    assert document.references[1].raw.startswith("Holt M (2020)")


def test_table_cells_have_places(read_one: Read) -> None:
    page = (
        "<p>Doses are shown below:</p><table><tr><th rowspan=2>Salt<th colspan=2>Iron"
        "<tr><th>mg<th>%<tr><td>Fumarate<td>65<td>33<sup>a</sup></table>"
    )
    document = read_one(page.encode(), "a.html")
    cells = {
        block.span.text_of(document.text): (block.table.row, block.table.column)
        for block in document.blocks
        if block.table is not None
    }
    assert cells == {
        "Salt": (0, 0), "Iron": (0, 1), "mg": (1, 1), "%": (1, 2),
        "Fumarate": (2, 0), "65": (2, 1), "33a": (2, 2),
    }  # fmt: skip


def test_layout_tables_are_text(read_one: Read) -> None:
    page = (
        "<table role=presentation><tr><td><p>Iron carries oxygen.</p><p>Zinc does not.</p></table>"
    )
    document = read_one(page.encode(), "a.html")
    assert [block.kind for block in document.blocks] == [BlockKind.PARAGRAPH] * 2


def test_nested_lists_have_depth(read_one: Read) -> None:
    page = "<ol start=3><li>one<ul><li>two</ul><li><p>three</p><p>four</p></ol>"
    document = read_one(page.encode(), "a.html")
    assert [(b.span.text_of(document.text), b.depth) for b in document.blocks] == [
        ("one", 0), ("two", 1), ("three", 0), ("four", 0),
    ]  # fmt: skip


def test_text_survives_as_it_is(read_one: Read) -> None:
    words = "Fer\u200britin 😀 cafe\u0301 עברית \u202eabc\u202c x&lt;y &amp; z"
    document = read_one(f"<p>{words}</p>".encode(), "a.html")
    assert document.text == words.replace("&lt;", "<").replace("&amp;", "&")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>3</sup> cells", "10³ cells"),
        ("kg/m<sup>2</sup>", "kg/m²"),
        ("<sup>10</sup>B", "¹⁰B"),
        ("CO<sub>2</sub>", "CO2"),
        ("Ca<sup>2+</sup>", "Ca²⁺"),
        ("cm<sup>-1</sup>", "cm⁻¹"),
        ('x<span style="vertical-align: super">2</span>', "x²"),
    ],
)
def test_exponents_stay_out_of_numbers_and_are_no_citations(
    markup: str, text: str, read_one: Read
) -> None:
    document = read_one(f"<p>It was {markup} then.</p>".encode(), "a.html")
    assert document.text == f"It was {text} then."
    assert document.markers == ()


def test_two_line_breaks_part_paragraphs(read_one: Read) -> None:
    document = read_one(b"<div>one<br>two<br><br>three</div>", "a.html")
    assert document.text == "one two\n\nthree"


def test_links_to_own_address_are_inner_links(read_one: Read) -> None:
    page = (
        '<link rel="canonical" href="https://a.example/p"><p>Iron<a href="https://a.example/p#n1">'
        "<sup>1</sup></a> helps.</p><h2>References</h2><ol><li id=n1>Holt M. Iron. 2019.</ol>"
    )
    document = read_one(page.encode(), "a.html")
    assert [m.references for m in document.markers] == [("n1",)]


@pytest.mark.parametrize("cue", load_entries("html_boilerplate", Cue), ids=lambda cue: cue.id)
def test_boilerplate_cues_match_their_examples(cue: Cue) -> None:
    said_of_text = {"reference-button": is_reference_button, "control": is_control}.get(cue.id)
    if said_of_text is not None:
        assert all(said_of_text(text) for text in cue.positive)
        assert not any(said_of_text(text) for text in cue.negative)
        return
    assert {category_of_words(words) for words in cue.positive} == {cue.category}
    assert cue.category not in {category_of_words(words) for words in cue.negative}


@pytest.mark.parametrize(
    "marker",
    [
        '<sup><a href="#r1"></a>1</sup>',
        "<sup><sup></sup>1</sup>",
        '<a href="https://doi.org/10.5555/a"><sup></sup>[1]</a>',
    ],
)
def test_empty_element_inside_a_marker_leaves_the_marker_open(marker: str, read_one: Read) -> None:
    page = f"<html><body><p>Iron lessens fatigue {marker} in adults.</p></body></html>"
    document = read_one(page.encode(), "page.html")
    assert len(document.markers) == 1
    assert document.markers[0].span.start == len("Iron lessens fatigue ")


def test_notes_inside_sentences_are_footnotes_behind_them(read_one: Read) -> None:
    document = read_one((PAGES / "blog.html").read_bytes(), "blog.html")
    blocks = [(b.kind, b.span.text_of(document.text)) for b in document.blocks]
    assert (BlockKind.PARAGRAPH, "It also relaxes muscles.³") in blocks
    assert (BlockKind.FOOTNOTE, "Grieg N. Magnesium for cramps. Ex Muscle. 2017;2:20-9.") in blocks
    note = next(m for m in document.markers if m.text == "³")
    assert [r.raw[:8] for r in document.references if r.id in note.references] == ["Grieg N."]


def test_numbers_of_affiliations_cite_nothing(read_one: Read) -> None:
    document = read_one((PAGES / "journal.html").read_bytes(), "journal.html")
    said = [m.text for m in document.markers]
    assert said == ["¹–³", "[2, 4]", "⁴", "¹", "³", "⁵"]
    captions = [b for b in document.blocks if b.kind is BlockKind.CAPTION]
    assert [b.span.text_of(document.text)[:8] for b in captions] == ["Fig. 1. ", "Table 1."]


def test_marks_of_remarks_cite_nothing(read_one: Read) -> None:
    document = read_one((PAGES / "newspaper.html").read_bytes(), "newspaper.html")
    assert [m.text for m in document.markers] == ["A trial in 120 women", "(Holt et al., 2021)"]


def test_panels_that_headings_open_are_text(read_one: Read) -> None:
    document = read_one((PAGES / "portal.html").read_bytes(), "portal.html")
    titles = [section.title for section in document.sections]
    assert "How long does treatment take?" in titles
    assert document.references[0].doi == "10.5555/dia.2019.9"
    hidden = "<h2>Iron</h2><p>Iron helps.</p><div hidden id=x><p>Hidden words.</p></div>"
    menu = "<div><button aria-controls=x>Open</button></div>"
    assert "Hidden words" not in read_one((menu + hidden).encode(), "a.html").text

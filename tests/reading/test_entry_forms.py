"""Reference lists that no heading announces are known by the form of their entries."""

import pytest

from kg.model.document import BlockKind, CitationState, Document
from kg.reading import read_bytes
from kg.reading.entry_forms import form_of

ENTRIES = (
    "Ahlgren B, Moss T. Iron stores in rowers. J Ex Nutr. 2011;3(2):10-8.",
    "Bensaid K. Ferritin in runners: a cohort. Ex Sports Med. 2012;8:101-9. PMID: 99912345",
    "Castel, R., & Dunmore, P. (2013). Zinc for colds. Ex Rev, 1, 1–12. doi:10.5555/err.2013.1",
)
LISTS = {
    "related pages": (
        '<a href="/iron">Iron deficiency: what it is and what helps</a>',
        '<a href="/zinc">Zinc: 7 foods that have plenty of it</a>',
        '<a href="/2021/tea">Does tea after dinner hinder iron? (2021)</a>',
    ),
    "organisations": (
        '<a href="https://example.org">Example Health Organization</a>, founded in 1948',
        '<a href="https://example.com">Society for Sample Medicine</a>, since 1999',
        "Patients of Example, PO Box 12, 2010 Sampletown",
    ),
    "events": (
        "12 March 2021, 10:30-12:00: talk on iron by A. Lee",
        "19 March 2021, 10:30-12:00: talk on zinc by B. Moss",
        "26 March 2021, 9:00-17:30: open day",
    ),
    "findings": (
        "Ahlgren and Moss (2011) found low iron stores in rowers.",
        "Bensaid (2012) followed 300 runners for 2 years.",
        "Castel (2013) gave zinc at 75 mg a day, which shortened colds.",
    ),
    "chronology": (
        "1926: liver is found to cure anemia (Example, 1926)",
        "1948: vitamin B12 is found, 20 years later",
        "1972: it is made from nothing, in 11 years of work",
    ),
}


def read(page: str) -> Document:
    text = (
        "Rowers have little iron (Ahlgren and Moss, 2011). Zinc helps (Castel and Dunmore, 2013)."
    )
    (document,) = read_bytes(
        f"<article><h1>Iron</h1><p>{text}</p>{page}</article>".encode(), "a.html"
    )
    return document


def page_with(items: tuple[str, ...], heading: str = "Where this information comes from") -> str:
    return f"<h2>{heading}</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def test_list_under_an_unusual_heading_is_the_reference_list() -> None:
    document = read(page_with(ENTRIES))
    assert [reference.year for reference in document.references] == ["2011", "2012", "2013"]
    assert document.references[2].doi == "10.5555/err.2013.1"
    assert [marker.state for marker in document.markers] == [CitationState.RESOLVED] * 2
    kinds = [block.kind for block in document.blocks]
    assert kinds[-3:] == [BlockKind.REFERENCE] * 3


@pytest.mark.parametrize(
    "page",
    [
        page_with(ENTRIES)
        + "<h2>About us</h2><p>We write about iron and zinc, and little else.</p>",
        page_with(ENTRIES) + "<p>Last reviewed: 12 March 2021</p>",
        "<h2>Evidence</h2>" + "".join(f"<p>{entry}</p>" for entry in ENTRIES),
    ],
    ids=["a section follows", "a byline follows", "paragraphs"],
)
def test_list_closes_its_section(page: str) -> None:
    assert len(read(page).references) == 3


def test_links_name_the_works() -> None:
    items = tuple(
        f'<a href="https://pubmed.ncbi.nlm.nih.gov/9991234{n}/">Iron stores in rowers {n}</a>, '
        "Journal of Examples, 2011"
        for n in range(3)
    )
    document = read(page_with(items))
    assert [reference.pmid for reference in document.references] == [
        f"9991234{n}" for n in range(3)
    ]


@pytest.mark.parametrize("name", LISTS)
def test_other_lists_are_no_reference_lists(name: str) -> None:
    document = read(page_with(LISTS[name], "More about iron"))
    assert not any(block.kind is BlockKind.REFERENCE for block in document.blocks)


def test_list_within_the_text_is_none() -> None:
    document = read(page_with(ENTRIES) + "<p>These three were all that we could find on it.</p>")
    assert not any(block.kind is BlockKind.REFERENCE for block in document.blocks)


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_list_is_known_in_text_without_markup(suffix: str) -> None:
    mark = "## " if suffix == "md" else ""
    listed = "\n".join(f"- {entry}" for entry in ENTRIES)
    cited = "Rowers have little iron (Ahlgren and Moss, 2011)."
    text = f"{mark}Iron\n\n{cited}\n\n{mark}What we read\n\n{listed}\n"
    (document,) = read_bytes(text.encode(), f"a.{suffix}")
    assert len(document.references) == 3
    assert document.markers[0].references == ("1",)


@pytest.mark.parametrize("raw", ENTRIES)
def test_entry_has_two_signs_and_a_place(raw: str) -> None:
    form = form_of(raw)
    assert form.is_entry
    assert form.is_placed

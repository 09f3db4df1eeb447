"""What is a marker, what is none, and where it leads, style by style."""

import pytest

from kg.model.document import CitationState, Document, MarkerStyle
from kg.reading import read_bytes
from kg.reading.identifiers import works_in_text

NUMBERED = "\n\nReferences\n\n" + "\n".join(
    f"{n}. {name} A. Title number {n}. J Ex. 20{n:02d};{n}:1-9."
    for n, name in enumerate(
        ["Adler", "Boggs", "Crane", "Dietz", "Evans", "Floyd", "Grant", "Huber", "Ibsen", "Jonas",
         "Klein", "Lopez", "Moore", "Novak", "Olsen"], start=1)
)  # fmt: skip
NAMED = """

References

Abe, K. (2013). Tea and iron. Ex J, 1(1), 1-2.
Lee, A., & Park, B. (2021). Copper in adults. Ex J, 2(1), 3-4.
Müller, J., Ørsted, H., & Roe, P. (2018a). Zinc in winter. Ex J, 3(1), 5-6.
Müller, J., Ørsted, H., & Roe, P. (2018b). Zinc in summer. Ex J, 3(1), 7-8.
O’Brien, T. (2009). Colds. Ex J, 4(1), 9-10.
van der Berg, M., Smith, Q., & Tan, L. (2016). Herbs. Ex J, 5(1), 11-12.
World Health Organization. (2019). Anaemia. Example Press.
"""


def read(body: str, references: str = "", name: str = "a.txt") -> Document:
    return next(read_bytes(f"{body}{references}".encode(), name))


def keys(document: Document) -> list[list[str]]:
    return [[pointer.key for pointer in marker.pointers] for marker in document.markers]


BASE = (
    "Zinc helps [1]. Iron helps [2,3]. Copper helps [4–6]. Tin does not [7], [8]."
    " It is so [9-11, 13]."
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("It rose [see 12].", [["12"]]),
        ("It rose [12, p. 4].", [["12"]]),
        ("It rose [1–3,5].", [["1", "2", "3", "5"]]),
        ("It rose [4]–[6].", [["4", "5", "6"]]),
        ("It rose [19].", []),
        ("It rose [16].", [["16"]]),
        ("He wrote “teh” [sic] there.", []),
        ("The interval [0, 1] is closed.", []),
        ("The risk was 1.4 [95% CI 1.2–3.4].", []),
        ("The median was 12 [10–14] days.", []),
        ("In 2019 [2019] it rose.", []),
        ("See Figure 2 and (Table 1).", []),
        ("It rose (2019).", []),
        ("They were few (n = 12).", []),
        ("Vitamin B12 and CO₂ and 10³ cells/m² and ¹⁰B rose.", []),
    ],
)
def test_bracket_documents(sentence: str, expected: list[list[str]]) -> None:
    document = read(f"{BASE} {sentence}", NUMBERED)
    assert keys(document)[5:] == expected


def test_bracket_documents_name_what_is_missing() -> None:
    document = read(f"{BASE} It rose [16].", NUMBERED)
    assert document.markers[-1].state is CitationState.MISSING
    assert document.markers[-1].pointers[0].key == "16"


GLUED = (
    "Zinc may shorten a cold.1,2 Iron treats anemia,3 and copper may not.4–6 A review7 and a"
    " trial8,9 agree. Take 50 mg.10 The CD4 count, IL-6, T4 and vitamin B12 rose by 2.5 in"
    " 10 kg/m2 adults. In 2011,11 it fell."
)


def test_an_index_in_code_is_no_citation() -> None:
    document = read("Iron lessens fatigue [1]. Call names(x)[[2]] for more.", NUMBERED)
    assert [marker.text for marker in document.markers] == ["[1]"]


def test_glued_digits_are_citations_and_leave_doses_alone() -> None:
    document = read(GLUED, NUMBERED)
    assert keys(document) == [
        ["1", "2"], ["3"], ["4", "5", "6"], ["7"], ["8", "9"], ["10"], ["11"],
    ]  # fmt: skip
    assert {marker.style for marker in document.markers} == {MarkerStyle.SUPERSCRIPT}
    dose = document.text.index("50 mg")
    assert document.markers[5].span.start == dose + len("50 mg.")


def test_superscript_markup_keeps_powers() -> None:
    body = (
        "Zinc helps.<sup>1,2</sup> Iron<sup>3</sup> does.<sup>4</sup>–<sup>6</sup> "
        "10<sup>3</sup> cells, 5 m<sup>2</sup>, <sup>10</sup>B, R<sup>2</sup> and Ca<sup>2+</sup>"
        " at 1 kg/m<sup>2</sup>.<sup>7</sup>"
    )
    document = read(body, NUMBERED.replace("\n\nReferences", "\n\n## References"), "a.md")
    assert keys(document) == [["1", "2"], ["3"], ["4", "5", "6"], ["7"]]


def test_unicode_superscripts_are_citations() -> None:
    document = read("Zinc helps.¹,² Iron does³⁻⁵ in 10³ cells of 2 m².⁶", NUMBERED)
    assert keys(document) == [["1", "2"], ["3", "4", "5"], ["6"]]


def test_parenthesised_numbers_where_they_dominate() -> None:
    body = (
        "Zinc helps.(1) Iron helps (2, 3). Copper does (4-6), tin (7), and lead (8). Gold is"
        " inert.(9) We (1) measured and (2) counted. Silver is (10)."
    )
    document = read(body, NUMBERED)
    assert keys(document) == [["1"], ["2", "3"], ["4", "5", "6"], ["7"], ["8"], ["9"], ["10"]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Zinc helps (Lee & Park, 2021).", ["Lee & Park 2021"]),
        ("Zinc helps (Lee and Park 2021; Abe, 2013).", ["Lee & Park 2021", "Abe 2013"]),
        ("Zinc helps (Müller et al., 2018a,b).", ["Müller 2018a", "Müller 2018b"]),
        ("Zinc helps (Müller et al. 2018a, 2018b).", ["Müller 2018a", "Müller 2018b"]),
        ("Zinc helps (see also Abe 2013, p. 4).", ["Abe 2013"]),
        ("Zinc helps (reviewed in O'Brien, 2009).", ["O'Brien 2009"]),
        ("Lee and Park (2021) found it.", ["Lee & Park 2021"]),
        ("In van der Berg et al. (2016), zinc helps.", ["van der Berg 2016"]),
        ("Muller et al.’s (2018b) trial was small.", ["Muller 2018b"]),
        ("Zinc helps (World Health Organization [WHO], 2019).", ["World Health Organization 2019"]),
        ("Zinc helps (WHO, 2019).", ["WHO 2019"]),
        ("Orsted wrote in 2018.", []),
        ("Zinc helped in May 2012 (2012) and (Table 1, 2013).", []),
        ("Stata (StataCorp, College Station, TX) was used.", []),
    ],
)
def test_author_year_documents(sentence: str, expected: list[str]) -> None:
    document = read(f"Iron helps (Abe, 2013). {sentence}", NAMED)
    found = [pointer for marker in document.markers[1:] for pointer in marker.pointers]
    assert [pointer.key for pointer in found] == expected
    assert all(pointer.state is CitationState.RESOLVED for pointer in found)


def test_author_year_failures_are_named() -> None:
    document = read("Iron helps (Müller et al., 2018). Tin does not (Roe et al., 2001).", NAMED)
    assert [marker.state for marker in document.markers] == [
        CitationState.AMBIGUOUS,
        CitationState.MISSING,
    ]


def test_author_year_without_a_list() -> None:
    document = read(
        "Iron helps (Lee et al., 2021). Smith and Roe (2019) agree. In May (2012) it fell."
    )
    assert keys(document) == [["Lee 2021"], ["Smith & Roe 2019"]]


def test_placeholders_are_told_from_functions_and_numerals() -> None:
    document = read("Zinc helps (x, x). It is in f(x) = 2 and D(x), too (x).")
    assert keys(document) == [["x", "x"], ["x"]]
    assert not read("Aims: (viii) care, (ix) trust and (x) rest.").markers


def test_links_and_identifiers_are_markers() -> None:
    body = (
        "Zinc [helps](https://doi.org/10.5555/A1) and [here](https://pubmed.ncbi.nlm.nih.gov/15313359/)"
        " but [shop](https://example.org/shop). See doi:10.5555/b2 and PMID: 123456."
    )
    document = read(body, name="a.md")
    assert keys(document) == [
        ["doi:10.5555/a1"],
        ["pmid:15313359"],
        ["doi:10.5555/b2"],
        ["pmid:123456"],
    ]
    styles = [marker.style for marker in document.markers]
    assert styles == [MarkerStyle.LINK] * 2 + [MarkerStyle.IDENTIFIER] * 2


def test_footnotes_are_markers_where_the_note_is_a_reference() -> None:
    body = (
        "Zinc helps.[^1] It was warm.[^2]\n\n[^1]: Lee A. Zinc in adults. J Ex. 2016;1:2-3.\n"
        "[^2]: Measured at noon.\n"
    )
    document = read(body, name="a.md")
    assert [marker.text for marker in document.markers] == ["[^1]"]
    assert document.markers[0].state is CitationState.RESOLVED


def test_markers_are_never_searched_in_the_list() -> None:
    document = read(BASE, NUMBERED)
    first = min(r.span.start for r in document.references if r.span)
    assert all(marker.span.end < first for marker in document.markers)


@pytest.mark.parametrize("address", ["https://doi.org/10.5555/a", "HTTP://doi.org/10.5555/a"])
def test_addresses_are_found_at_the_start_of_a_text_and_in_it(address: str) -> None:
    for text in (address, f"See {address}."):
        ((start, end, work),) = works_in_text(text)
        assert (text[start:end], work) == (address, "doi:10.5555/a")
    assert list(works_in_text("://doi.org/ s://b PM 12345 and ftp://doi.org/")) == []

import pytest

from kg.reading import read_bytes
from kg.reading.draft_records import DraftReference
from kg.reading.references import read_entry, to_reference

STYLES = {
    "Vancouver": "Lee AB, van Dam C, et al. Iron in adults. J Ex Hematol. 2016;12(3):101-10.",
    "APA": "Lee, A. B., & van Dam, C. (2016). Iron in adults. J Ex Hematol, 12(3), 101–110.",
    "MLA": "Lee, Ann, and Cor van Dam. “Iron in adults.” J Ex Hematol 12 (2016): 101–110.",
    "Harvard": "Lee, A.B. and van Dam, C. (2016) 'Iron in adults', J Ex Hematol, 12(3), p. 101.",
    "IEEE": "A. B. Lee and C. van Dam, “Iron in adults,” J Ex Hematol, vol. 12, no. 3, 2016.",
    "Nature": "Lee, A. B. & van Dam, C. Iron in adults. J Ex Hematol 12, 101–110 (2016).",
}


@pytest.mark.parametrize("raw", STYLES.values(), ids=STYLES.keys())
def test_read_entry_reads_every_style(raw: str) -> None:
    authors, year, title, container = read_entry(raw)
    assert [name.split()[0] for name in authors] in (["Lee", "van"], ["Lee", "Dam"])
    assert (year, title, container) == ("2016", "Iron in adults", "J Ex Hematol")


@pytest.mark.parametrize(
    ("raw", "work"),
    [
        ("Lee A. Iron. J Ex. 2016. doi:10.5555/ABC.1.", "doi:10.5555/abc.1"),
        ("Lee A. Iron. J Ex. 2016. https://doi.org/10.5555/a(1)b", "doi:10.5555/a(1)b"),
        ("Lee A. Iron. J Ex. 2016. PMID: 15313359.", "pmid:15313359"),
        ("Lee A. Iron. J Ex. 2016. PMC123456", "pmcid:PMC123456"),
        ("WHO. Anaemia. https://www.who.int/news/anaemia.", "url:who.int/news/anaemia"),
        ("Lee A. Iron, again! J Ex. 2016;1:2.", "key:iron-again|2016|lee"),
    ],
)
def test_to_reference_gives_works_an_identity(raw: str, work: str) -> None:
    assert to_reference(DraftReference("1", raw)).work == work


@pytest.mark.parametrize(
    ("raw", "authors"),
    [
        ("Lee, O. & Park, B. A simple rule. J Ex. 2016.", ("Lee O", "Park B")),
        ("Lee JR A randomised trial of iron. J Ex. 2016.", ("Lee JR",)),
        ("Lee J A and Park B. Iron. J Ex. 2016.", ("Lee JA", "Park B")),
        ("Lee A van Dam C. Iron. J Ex. 2016.", ("Lee A", "van Dam C")),
        ("MJ Lee, D Park, and K van Dam. Iron. J Ex. 2016.", ("Lee MJ", "Park D", "van Dam K")),
        ("US Food Agency. Iron. 2016.", ("US Food Agency",)),
    ],
)
def test_read_entry_tells_initials_from_words(raw: str, authors: tuple[str, ...]) -> None:
    assert read_entry(raw)[0] == authors


def test_to_reference_keeps_what_the_format_gives() -> None:
    given = DraftReference("b1", "Lee, Iron", title="Iron", authors=("Roe J",), year="2020")
    reference = to_reference(given)
    assert (reference.title, reference.authors, reference.work) == (
        "Iron", ("Roe J",), "key:iron|2020|roe",
    )  # fmt: skip


def test_author_without_a_letter_gives_no_name_to_the_identity() -> None:
    draft = DraftReference("1", "Iron. 2016.", authors=("–",), year="2016", title="Iron")
    assert to_reference(draft).work == "key:iron|2016|"


@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_entries_keep_the_numbers_that_are_printed(name: str) -> None:
    entries = "\n".join(
        f"{n}. Lee {letter}. Zinc in adults, part {n}. Ex J. 2016;{n}:1-2."
        for n, letter in ((1, "A"), (2, "B"), (3, "C"), (5, "E"))
    )
    text = f"# Zinc\n\nZinc helps [5]. Iron helps [4].\n\n## References\n\n{entries}\n"
    (document,) = read_bytes(text.encode(), name)
    assert [reference.id for reference in document.references] == ["1", "2", "3", "5"]
    found = [pointer for marker in document.markers for pointer in marker.pointers]
    assert [(p.key, p.references) for p in found] == [("5", ("5",)), ("4", ())]


def test_items_that_are_not_counted_up_are_numbered_by_their_place() -> None:
    entries = "1. Lee A. Zinc. Ex J. 2016;1:1-2.\n1. Roe B. Iron. Ex J. 2017;2:1-2.\n"
    (document,) = read_bytes(
        f"# Z\n\nIron helps [2].\n\n## References\n\n{entries}".encode(), "a.md"
    )
    assert document.markers[0].references == ("2",)

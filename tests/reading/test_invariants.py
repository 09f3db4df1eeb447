"""What holds of every document, however odd the text."""

from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import ReadError
from kg.model.document import Document
from kg.reading import read_bytes

PIECES = [
    "# Zinc\n",
    "\n\n",
    "\n",
    "\n\n\n",
    " ",
    "Zinc helps (x). ",
    "Iron does [1, 2-4].",
    "colds.12,13 ",
    "(Lee et al., 2021; Roe 2018a,b)",
    "Lee & Roe (2019) ",
    "- item\n",
    "  \u2022 item [3]\n",
    "1. one\n",
    "| a | b |\n| - | - |\n| c [1] | d |\n",
    "> quoted\n",
    "[^1] ",
    "\n[^1]: Lee A. Zinc. J Ex. 2016;1:2.\n",
    "## References\n",
    "References\n\n",
    "1. Lee A. Zinc. J Ex. 2016;1:2-3. doi:10.5555/a\n",
    "\U0001f469\u200d\u2695\ufe0f ",
    "e\u0301\u0328 ",
    "שלום [1] ",
    "\u200bzero\u200c\u200dwidth ",
    "\u202eevil\u202c ",
    "\ufeff",
    "²³ ",
    "x⁻¹ ",
    "<sup>3</sup>",
    "<b>",
    "</sup>",
    "[a](https://doi.org/10.5555/x) ",
    "[](",
    "``` \n",
    "---\n",
    "===\n",
    "\x00",
    "\x0b",
    "\u2028",
    "\r\n",
    "\r",
    "\t",
    "e.g. ",
    "et al. ",
    "Author: J Roe\n",
    "10.5555/(a)b. ",
    "(((((",
    "]]]]]",
    "1,1,1,1,1,",
    "[1,",
    "2019 ",
    "(2019)",
    "İSTANBUL (İnan, 2020) ",
    "ﬁ ",
    "\U000e0041",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=12), max_size=40).map("".join)
QUIET = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


def documents(data: bytes, name: str) -> list[Document]:
    try:
        return list(read_bytes(data, name))
    except ReadError:
        return []


def check(document: Document) -> None:
    text = document.text
    assert not any("\ud800" <= character <= "\udfff" for character in text)
    floor = 0
    for number, block in enumerate(document.blocks):
        assert floor <= block.span.start < block.span.end <= len(text)
        assert document.sections[block.section].span.contains(block.span)
        assert block.lead_in is None or block.lead_in < number
        floor = block.span.end
    for sentence in document.sentences:
        assert document.blocks[sentence.block].span.contains(sentence.span)
        assert sentence.span.text_of(text).strip() == sentence.span.text_of(text) != ""
    spans = [sentence.span for sentence in document.sentences]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    check_words(document)
    check_markers(document)


def check_words(document: Document) -> None:
    """Every visible character of a block lies in one of its sentences."""
    covered = {place for s in document.sentences for place in range(s.span.start, s.span.end)}
    for block in document.blocks:
        for place in range(block.span.start, block.span.end):
            assert place in covered or document.text[place].isspace()
    for section in document.sections:
        if section.title_span:
            printed = section.title_span.text_of(document.text)
            assert " ".join(printed.split()) == section.title


def check_markers(document: Document) -> None:
    ids = {reference.id for reference in document.references}
    assert len(ids) == len(document.references)
    floor = 0
    for marker in document.markers:
        assert marker.span.text_of(document.text) == marker.text
        assert floor <= marker.span.start < marker.span.end
        assert marker.pointers
        assert ids.issuperset(marker.references)
        assert any(block.span.contains(marker.span) for block in document.blocks)
        floor = marker.span.end
    for reference in document.references:
        assert reference.work
        assert reference.span is None or reference.span.end <= len(document.text)


@given(TEXTS)
@QUIET
def test_plain_text_keeps_the_invariants(text: str) -> None:
    for document in documents(text.encode("utf-8", "replace"), "a.txt"):
        check(document)


@given(TEXTS)
@QUIET
def test_markdown_keeps_the_invariants(text: str) -> None:
    for document in documents(text.encode("utf-8", "replace"), "a.md"):
        check(document)


@given(TEXTS, st.integers(0, 400), st.integers(0, 400), st.binary(max_size=4))
@QUIET
def test_mutated_and_truncated_copies_read_or_are_refused(
    text: str, cut: int, place: int, junk: bytes
) -> None:
    data = bytearray(text.encode("utf-8", "replace"))
    data[place:place] = junk
    for name in ("a.txt", "a.md"):
        for document in documents(bytes(data[: max(cut, 1)]), name):
            check(document)


@given(TEXTS)
@QUIET
def test_reading_is_deterministic(text: str) -> None:
    data = text.encode("utf-8", "replace")
    assert documents(data, "a.md") == documents(data, "a.md")

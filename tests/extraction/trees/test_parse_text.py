from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.passages.reading_units import reading_units
from kg.extraction.trees.parse_text import ParseText
from kg.model.spans import Span

if TYPE_CHECKING:
    from conftest import Read

PIECES = st.lists(
    st.tuples(st.text(alphabet="ab -’\u200b\u00adti\n", max_size=12), st.booleans()), max_size=6
)


@given(pieces=PIECES, first=st.integers(0, 90), length=st.integers(0, 40))
def test_to_document_stays_within_the_source(
    pieces: list[tuple[str, bool]], first: int, length: int
) -> None:
    document = "".join(text for text, _ in pieces)
    built = ParseText()
    at = 0
    for text, is_term in pieces:
        if is_term and text:
            built.add_stand_in("medicine", Span(at, at + len(text)))
        else:
            built.add(document, at, at + len(text))
        at += len(text)
    span = built.to_document(first, first + length)
    if span is not None:
        assert 0 <= span.start <= span.end <= len(document)
    for segment in built.segments:
        assert built.to_document(segment.start, segment.end) == segment.source
    starts = [segment.start for segment in built.segments]
    assert starts == sorted(starts)


@given(cut=st.integers(0, 20), end=st.integers(0, 20), word=st.text("xyz", max_size=5))
def test_replaced_keeps_the_source_of_what_it_replaces(cut: int, end: int, word: str) -> None:
    document = "Zinc cures the cold."
    start, stop = sorted((cut, end))
    built = ParseText()
    built.add(document, 0, len(document))
    text = built.text[:start] + word + built.text[stop:]
    new = built.replaced(start, stop, word, text)
    assert new.text == text
    assert all(0 <= s.source.start <= s.source.end <= len(document) for s in new.segments)
    if start < stop and word:
        assert new.to_document(start, start + len(word)) == Span(start, stop)


def test_add_leaves_out_what_nobody_sees() -> None:
    document = "Anti-\u200binflammatory herbs’ effect"
    built = ParseText()
    built.add(document, 0, len(document))
    assert built.text == "Antiinflammatory herbs' effect"
    assert built.to_document(0, 16) == Span(0, document.index(" "))


def _texts(read: Read, text: str) -> list[str]:
    return [unit.printed().text for unit in reading_units(read(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Zinc (x) lowers pain.", ["Zinc  lowers pain."]),
        ("Zinc lowers pain [3].", ["Zinc lowers pain."]),
        (
            "Zinc lowers fever in adults; ginger relieves nausea in women.",
            ["Zinc lowers fever in adults;", "ginger relieves nausea in women."],
        ),
        ("Zinc (a metal; cheap and common) helps.", ["Zinc (a metal; cheap and common) helps."]),
        ("# Zinc helps\n\nIt works.", ["It works."]),
    ],
)
def test_reading_units_cut_markers_and_semicolons(
    read: Read, text: str, expected: list[str]
) -> None:
    found = [" ".join(t.split()) for t in _texts(read, text)]
    assert found == [" ".join(t.split()) for t in expected]


def test_reading_units_join_items_to_their_lead_in(read: Read) -> None:
    text = "Causes of gout include:\n\n- Alcohol\n- Obesity (x)\n"
    assert "Causes of gout include alcohol." in [" ".join(t.split()) for t in _texts(read, text)]


def test_reading_units_read_a_labelled_item_as_a_sentence(read: Read) -> None:
    (found,) = _texts(read, "- Garlic: may lower blood pressure.\n")
    assert " ".join(found.split()) == "Garlic may lower blood pressure."


def test_reading_units_tie_every_character_to_its_sentence(read: Read) -> None:
    document = read("- Garlic: may lower blood pressure (x).\n- Ginger — relieves nausea [2].\n")
    for unit in reading_units(document):
        span = document.sentences[unit.sentence].span
        for text in (unit.text, unit.printed()):
            assert all(span.contains(s.source) for s in text.segments)

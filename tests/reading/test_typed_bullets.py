"""Bullets that are typed as text: which lines are items, and which dashes are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.document import BlockKind, Document
from kg.reading import read_bytes


def _read(text: str, name: str = "a.md") -> Document:
    return next(read_bytes(text.encode(), name))


def _items(document: Document) -> list[tuple[str, int]]:
    return [
        (b.span.text_of(document.text), b.depth)
        for b in document.blocks
        if b.kind is BlockKind.LIST_ITEM
    ]


@pytest.mark.parametrize(
    ("name", "text", "items"),
    [
        ("a.md", "Risks may include (x):\n\n  • Age\n  • Beer,\n    wine\n", ["Age", "Beer, wine"]),
        ("a.md", "Risks:\n– Age\n– Beer\n", ["Age", "Beer"]),
        ("a.md", "Risks: • Age • Beer\n", ["Age", "Beer"]),
        ("a.md", "Risks:<br>• Age<br>• Beer", ["Age", "Beer"]),
        ("a.html", "<p>Risks:<br>– Age<br>– Beer</p>", ["Age", "Beer"]),
        ("a.html", "<p>Risks</p><p>·&nbsp;Age</p><p>·&nbsp;Beer</p>", ["Age", "Beer"]),
        ("a.html", "<div>• Age<br>&nbsp; • Beer</div>", ["Age", "Beer"]),
    ],
)
def test_typed_bullets_start_items(name: str, text: str, items: list[str]) -> None:
    assert [said for said, _ in _items(_read(text, name))] == items


def test_typed_bullets_of_a_second_kind_are_deeper() -> None:
    document = _read("Risks:\n\n• Beer\no ales\no lager\n• Age\n")
    assert _items(document) == [("Beer", 0), ("ales", 1), ("lager", 1), ("Age", 0)]


def test_typed_items_have_the_line_before_as_lead_in() -> None:
    document = _read("# Gout\n\nRisks include:\n\n• Beer\n• Age\n")
    leads = {b.lead_in for b in document.blocks if b.kind is BlockKind.LIST_ITEM}
    assert [document.blocks[at or 0].span.text_of(document.text) for at in leads] == [
        "Risks include:"
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "Home • About • Contact\n"),
        ("a.md", "It fell\n– or so she said.\n"),
        ("a.md", "The drug – a salt – is bitter.\n"),
        ("a.html", "<p>– Age</p><h2>Gout</h2><p>Text</p><p>- Beer</p>"),
        ("a.html", "<table><tr><th>x</th><th>y</th></tr><tr><td>• a</td><td>• b</td></tr></table>"),
    ],
)
def test_dashes_of_sentences_start_no_item(name: str, text: str) -> None:
    assert not _items(_read(text, name))


@given(st.lists(st.sampled_from(["• a", "– b", "o c", "d:", "e – f", "", "* g"]), max_size=9))
def test_blocks_stay_in_order_and_lose_only_bullets(lines: list[str]) -> None:
    document = _read("# T\n\nWords.\n\n" + "\n".join(lines))
    ends = 0
    for block in document.blocks:
        assert ends <= block.span.start < block.span.end
        lost = document.text[ends : block.span.start]
        assert not any(character.isalpha() and character != "o" for character in lost)
        ends = block.span.end

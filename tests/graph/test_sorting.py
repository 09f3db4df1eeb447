"""Lines beyond what is held are sorted all the same."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.graph.nquads import QuadSink
from kg.graph.sorting import LineSorter

GRAPH = "https://example.org/g"
NAMES = st.text(st.characters(codec="utf-8", exclude_characters='<>"{}|^`\\', min_codepoint=33))


@given(st.lists(NAMES, max_size=60), st.integers(1, 20))
def test_parts_merge_to_what_one_sort_gives(texts: list[str], most: int) -> None:
    whole, parted = QuadSink(GRAPH), QuadSink(GRAPH)
    sorter = LineSorter(parted, most)
    for text in texts:
        for sink in (whole, parted):
            sink.string("urn:s", "urn:p", text)
        sorter.relieve()
        assert len(parted.lines) <= most
    assert list(sorter.lines()) == whole.sorted_lines()
    assert list(sorter.lines()) == []

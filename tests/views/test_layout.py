from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.views.clusters import hub_clusters
from kg.views.layout import adjacency, lay_out

graphs = st.integers(1, 40).flatmap(
    lambda n: st.tuples(
        st.lists(st.tuples(st.integers(8, 160), st.integers(8, 60)), min_size=n, max_size=n),
        st.lists(st.tuples(st.integers(0, n - 1), st.integers(0, n - 1)), max_size=60),
    )
)


def overlaps(layout, sizes):
    count = len(sizes)
    return [
        (a, b)
        for a in range(count)
        for b in range(a + 1, count)
        if abs(layout.x[a] - layout.x[b]) * 2 < sizes[a][0] + sizes[b][0]
        and abs(layout.y[a] - layout.y[b]) * 2 < sizes[a][1] + sizes[b][1]
    ]


@settings(max_examples=25, deadline=None)
@given(graphs)
def test_boxes_never_overlap_and_places_repeat(graph):
    sizes, links = graph
    layout = lay_out(sizes, links)
    assert overlaps(layout, sizes) == []
    assert lay_out(sizes, links) == layout


def test_large_graph_is_cut_into_groups_without_overlaps():
    sizes = [(60, 20)] * 700
    links = [(n, n * 7 // 11) for n in range(1, 700)]
    layout = lay_out(sizes, links)
    assert len(set(layout.groups)) > 3
    assert overlaps(layout, sizes) == []


def test_picture_uses_the_width():
    star = [(0, n) for n in range(1, 60)]
    layout = lay_out([(90, 26)] * 60, star)
    width, height = max(layout.x) - min(layout.x), max(layout.y) - min(layout.y)
    assert width > height


@given(graphs, st.integers(2, 20))
def test_groups_have_no_gaps(graph, limit):
    sizes, links = graph
    groups = hub_clusters(adjacency(len(sizes), links), limit)
    assert set(groups) == set(range(max(groups) + 1))


def test_no_node_gives_an_empty_layout():
    assert lay_out([], []).x == ()

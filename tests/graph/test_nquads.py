"""What the fast writer writes, rdflib and pyoxigraph read alike."""

from __future__ import annotations

import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ShapeError
from kg.graph import nquads

G = "https://example.org/g"
S = "https://example.org/s"
P = "https://example.org/p"
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def both(line: str) -> tuple[str, str]:
    """Return the object's value as both libraries read it."""
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    dataset = rdflib.Dataset()
    dataset.parse(data=line, format="nquads")
    ((_, _, value, _),) = dataset.quads((None, None, None, None))
    return quad.object.value, str(value)


@given(TEXT)
def test_string_round_trips_through_both_libraries(text: str):
    sink = nquads.QuadSink(G)
    sink.string(S, P, text)
    assert both(sink.lines[0]) == (text, text)


@given(TEXT)
def test_segment_makes_an_iri_that_both_libraries_take(text: str):
    iri = f"https://example.org/x/{nquads.segment(text)}"
    sink = nquads.QuadSink(G)
    sink.iri(S, P, nquads.check_iri(iri))
    assert both(sink.lines[0]) == (iri, iri)


@given(
    st.one_of(TEXT, TEXT.map(lambda text: "https://" + text), TEXT.map(lambda t: f"http://a.b/{t}"))
)
def test_web_iri_gives_an_iri_that_both_libraries_take_or_none(url: str):
    iri = nquads.web_iri(url)
    if iri is not None:
        sink = nquads.QuadSink(G)
        sink.iri(S, P, iri)
        assert both(sink.lines[0]) == (iri, iri)


@given(st.floats(min_value=-1e14, max_value=1e14))
def test_decimal_is_what_the_store_gives_back(value: float):
    store = pyoxigraph.Store()
    sink = nquads.QuadSink(G)
    sink.decimal(S, P, value)
    store.load("".join(sink.lines).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    (quad,) = store
    assert f'"{quad.object.value}"^^<{quad.object.datatype.value}>' == nquads.decimal(value)


@pytest.mark.parametrize(
    "iri",
    [
        "relative",
        "http://exa mple.org/",
        "http://example.org/<x>",
        "http://example.org/%zz",
        "javascript:alert(1)",
        "http://example.org/\ud800",
        "http://[::1/",
        "http://example.org/a> <http://evil.example/> <http://evil.example/b",
    ],
)
def test_check_iri_refuses(iri: str):
    with pytest.raises(ShapeError):
        nquads.check_iri(iri)


@pytest.mark.parametrize("write", [nquads.string, nquads.segment])
def test_lone_surrogate_is_refused(write):
    with pytest.raises(ShapeError):
        write("a\ud800b")


@pytest.mark.parametrize("value", [float("inf"), float("nan"), 1e20])
def test_decimal_refuses_what_it_cannot_hold(value: float):
    with pytest.raises(ShapeError):
        nquads.decimal(value)


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("2026-02-03T04:05:06Z", True),
        ("2026-02-30T04:05:06Z", False),
        ("yesterday", False),
        ("2026-02-03", False),
    ],
)
def test_date_time(text: str, is_time: bool):
    assert ("dateTime" in nquads.date_time(text)) is is_time

"""Triples as text: what is read back is what was written, with our context or without."""

from __future__ import annotations

import json

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.query.results import Triples
from kg.query.triple_formats import to_jsonld, to_nquads, to_turtle
from kg.terms import KG, RDF, XSD

S, P = ox.NamedNode("http://example.org/s"), ox.NamedNode("http://example.org/p")


def _read(text: str, form: ox.RdfFormat) -> set[ox.Triple]:
    return {quad.triple for quad in ox.parse(text.encode(), format=form)}


def _typed(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(kind))


ODD = [
    _typed("abc", XSD.integer), _typed("007", XSD.integer), _typed("7", XSD.integer),
    _typed("9" * 30, XSD.integer), _typed("1", XSD.boolean), _typed("true", XSD.boolean),
    _typed("1e3", XSD.decimal.replace("decimal", "double")),
    ox.Literal("x", language="en"), ox.Literal("kg:Claim"),
    ox.BlankNode("b"), ox.NamedNode("schema:name"), ox.NamedNode("urn:a:b"), ox.NamedNode(KG.Claim),
]  # fmt: skip


@pytest.mark.parametrize("value", ODD, ids=str)
def test_jsonld_gives_each_value_back(value) -> None:
    triples = {ox.Triple(S, P, value), ox.Triple(S, ox.NamedNode(KG.names), value)}
    if not isinstance(value, ox.Literal):
        triples |= {ox.Triple(S, ox.NamedNode(RDF.type), value), ox.Triple(value, P, S)}
    assert _read(to_jsonld(Triples(tuple(triples))), ox.RdfFormat.JSON_LD) == triples


def test_jsonld_has_our_context_and_short_names() -> None:
    triple = ox.Triple(S, ox.NamedNode(KG.quoteText), ox.Literal("words"))
    made = json.loads(to_jsonld(Triples((triple,))))
    assert made["@context"]["@vocab"].endswith("ontology#")
    assert made["@graph"] == [{"id": S.value, "quoteText": "words"}]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.tuples(st.text(max_size=8), st.sampled_from(["", "en", XSD.integer, XSD.boolean])))
)
def test_every_form_gives_literals_back(values: list[tuple[str, str]]) -> None:
    triples = tuple(
        ox.Triple(S, P, ox.Literal(t, language=k) if k == "en" else _typed(t, k or XSD.string))
        for t, k in dict.fromkeys(values)
    )
    for write, form in (
        (to_jsonld, ox.RdfFormat.JSON_LD),
        (to_turtle, ox.RdfFormat.TURTLE),
        (to_nquads, ox.RdfFormat.N_QUADS),
    ):
        assert _read(write(Triples(triples)), form) == set(triples), form

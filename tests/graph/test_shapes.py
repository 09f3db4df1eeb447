"""Each shape has a passing and a failing file; pyshacl and the compiled SELECTs agree on both."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import graph_factory as f
import pyoxigraph
import pyshacl
import pytest
import rdflib
from rdflib import RDF, SH

from kg.graph import Minter, Provenance
from kg.graph.claim_quads import document_lines
from kg.graph.document_checks import check_shapes
from kg.graph.shape_queries import shape_queries, shapes_text

FILES = Path(__file__).parent / "shapes"
BASE = "https://w3id.org/citegraph/shapes#"


@cache
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


def names() -> list[str]:
    return sorted(str(s).removeprefix(BASE) for s in shapes().subjects(RDF.type, SH.NodeShape))


def only(shape: str) -> rdflib.Graph:
    """Return the shapes with a single target left."""
    graph = rdflib.Graph()
    graph += shapes()
    for other in shapes().subjects(SH.targetClass):
        if str(other) != BASE + shape:
            graph.remove((other, SH.targetClass, None))
    return graph


def by_pyshacl(shape: str, data: str) -> set[str]:
    graph = rdflib.Graph().parse(data=data, format="turtle")
    _, report, _ = pyshacl.validate(graph, shacl_graph=only(shape), inference=None)
    return {str(node) for node in report.objects(None, SH.focusNode)}


def by_select(shape: str, data: str) -> set[str]:
    store = pyoxigraph.Store()
    store.load(data.encode(), format=pyoxigraph.RdfFormat.TURTLE)
    return {
        row["this"].value
        for query in shape_queries()
        if query.shape == BASE + shape
        for row in store.query(query.sparql)
    }


def test_every_shape_has_a_passing_and_a_failing_file():
    expected = {f"{name}.{end}.ttl" for name in names() for end in ("pass", "fail")}
    assert {path.name for path in FILES.iterdir()} == expected


@pytest.mark.parametrize("shape", names())
def test_shape_passes_and_fails_alike_in_pyshacl_and_as_select(shape: str):
    passing = (FILES / f"{shape}.pass.ttl").read_text()
    failing = (FILES / f"{shape}.fail.ttl").read_text()
    focus = failing.splitlines()[0].removeprefix("# focus: ")
    assert by_pyshacl(shape, passing) == by_select(shape, passing) == set()
    assert by_pyshacl(shape, failing) == by_select(shape, failing) == {focus}


@pytest.mark.parametrize("seed", range(12))
def test_pyshacl_and_selects_agree_on_a_document_with_triples_missing(seed: int):
    record = f.record()
    lines = document_lines(record, f.evidence(record), Minter(), Provenance("0.1"))
    left = [line for n, line in enumerate(lines) if (n * 7 + seed) % 41]
    store = pyoxigraph.Store()
    store.load("".join(left).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    selected = {
        (row["this"].value, query.message)
        for query in shape_queries()
        for row in store.query(query.sparql, use_default_graph_as_union=True)
    }
    reported = set(check_shapes(left))
    assert {node for node, _ in selected} == {node for node, _ in reported}
    assert {m for _, m in selected} == {m for _, m in reported}


def test_whole_document_conforms():
    record = f.record()
    lines = document_lines(record, f.evidence(record), Minter(), Provenance("0.1"))
    assert list(check_shapes(lines)) == []

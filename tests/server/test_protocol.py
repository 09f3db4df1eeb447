"""SPARQL 1.1 Protocol: what a read-only endpoint owes its clients, against a real server.

Source: https://www.w3.org/TR/sparql11-protocol/, sections 2.1 and 2.2.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from urllib.parse import urlencode

import pytest

BASE = "https://w3id.org/citegraph/"
FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
NAMES = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } } ORDER BY ?g"


def _values(got, name: str) -> list[str]:
    assert got.status == 200, got.text
    return [row[name]["value"] for row in json.loads(got.body)["results"]["bindings"]]


def _number(got) -> int:
    return int(_values(got, "n")[0])


@pytest.fixture(scope="module")
def documents(server) -> list[str]:
    names = _values(server.ask(NAMES), "g")
    return [name for name in names if "/document/" in name]


def _ways(server, query: str, *graphs: tuple[str, str]):
    """Return the answers to one request in the four ways that the protocol knows."""
    rows = "application/sparql-results+json"
    asked = [("query", query), *graphs]
    beside = f"sparql?{urlencode(graphs)}" if graphs else "sparql"
    return [
        server.get(f"sparql?{urlencode(asked)}", rows),
        server.post("sparql", urlencode(asked).encode(), FORM, rows),
        server.post(beside, urlencode({"query": query}).encode(), FORM, rows),
        server.post(beside, query.encode(), f"{QUERY}; charset=utf-8", rows),
    ]


def test_default_graphs_are_the_union_of_those_named(server, documents: list[str]) -> None:
    first, second = documents[:2]
    each = []
    for graphs in ([first], [second], [first, second]):
        answers = _ways(server, COUNT, *(("default-graph-uri", name) for name in graphs))
        assert len({got.body for got in answers}) == 1
        each.append(_number(answers[0]))
    assert 0 < each[0] < _number(server.ask(COUNT))
    assert max(each[:2]) < each[2] <= each[0] + each[1]
    within = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{first}> {{ ?s ?p ?o }} }}"
    assert _number(server.ask(within)) == each[0]


def test_named_graphs_are_those_named_and_the_default_graph_is_empty(
    server, documents: list[str]
) -> None:
    for got in _ways(server, NAMES, ("named-graph-uri", documents[0])):
        assert _values(got, "g") == documents[:1]
    for got in _ways(server, COUNT, ("named-graph-uri", documents[0])):
        assert _number(got) == 0


def test_default_and_named_graphs_are_kept_apart(server, documents: list[str]) -> None:
    graphs = [("default-graph-uri", documents[0]), ("named-graph-uri", documents[1])]
    for got in _ways(server, NAMES, *graphs):
        assert _values(got, "g") == documents[1:2]
    inside = (
        f"ASK {{ <{documents[0]}> a kg:Document GRAPH ?g {{ <{documents[1]}> a kg:Document }} }}"
    )
    for got in _ways(server, inside, *graphs):
        assert json.loads(got.body)["boolean"] is True
    for got in _ways(server, inside, *(("default-graph-uri", value) for _, value in graphs)):
        assert json.loads(got.body)["boolean"] is False


@pytest.mark.parametrize("graph", ["http://127.0.0.1:9/x", "file:///etc/passwd", f"{BASE}nothing"])
def test_graph_that_the_store_lacks_is_empty(server, graph: str) -> None:
    for name in ("default-graph-uri", "named-graph-uri"):
        for got in _ways(
            server, "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?a ?b ?c } } }", (name, graph)
        ):
            assert json.loads(got.body)["boolean"] is False


@pytest.mark.parametrize(
    ("query", "types"),
    [
        ("SELECT (1 AS ?x) {}", {"application/sparql-results+json"}),
        ("ASK {}", {"application/sparql-results+json"}),
        ("DESCRIBE <http://example.org/>", {"text/turtle"}),
        ("CONSTRUCT { <a:s> <a:p> 1 } WHERE {}", {"text/turtle"}),
    ],
)
def test_answer_without_an_accept_header_has_a_type_that_fits(server, query, types) -> None:
    assert {got.type for got in (server.ask(query, ""), server.ask(query, "*/*"))} == types


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (b"query=ASK%20%7B%7D", "text/plain"),
        (b"query=ASK%20%7B%7D", "application/octet-stream"),
        (b"ASK {}", "text/plain"),
        (b"ASK {}", FORM),
        ("ASK {}".encode("utf-16"), QUERY),
        (b"query=SELECT%20*", FORM),
        (b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", FORM),
        (b"update=CLEAR%20ALL", FORM),
        (b"query=ASK%20%7B%7D&using-graph-uri=http%3A%2F%2Fa%2F", FORM),
        (b"query=ASK%20%7B%7D&default-graph-uri=relative", FORM),
        (b"CLEAR ALL", "application/sparql-update"),
        (b"&".join(b"default-graph-uri=http%3A%2F%2Fa%2F" for _ in range(60)), FORM),
    ],
)
def test_bad_request_is_told_so(server, body: bytes, content_type: str) -> None:
    got = server.post("sparql", body, content_type)
    assert 400 <= got.status < 500
    assert len(got.text.splitlines()) == 1


def test_body_without_a_type_is_refused(server) -> None:
    for body in (b"query=ASK%20%7B%7D", b"ASK {}"):
        request = urllib.request.Request(f"{server.url}sparql", data=body, method="POST")  # noqa: S310 - the test's own server
        request.add_unredirected_header("Content-Type", "")
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=20)  # noqa: S310 - the test's own server
        assert 400 <= caught.value.code < 500
        caught.value.close()


def test_graph_names_do_not_get_round_the_guard(server, documents: list[str]) -> None:
    for query in (
        "INSERT DATA { <a:a> <a:b> 1 }",
        "ASK FROM <http://a/> {}",
        "ASK { SERVICE <http://a/> {} }",
    ):
        for got in _ways(server, query, ("default-graph-uri", documents[0])):
            assert got.status == 400

"""What the guard refuses, however it is written, and what it lets through."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.query.guard import Limits, check_query

# ruff: noqa: S608 - SPARQL made for the tests
P = "{ ?s ?p ?o }"
REFUSED = {
    "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { SeRvIcE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }": "SERVICE",
    "SELECT * { SERVICE ?where { ?s ?p ?o } }": "SERVICE",
    "SELECT * { { SELECT * { OPTIONAL { SERVICE ?w { ?s ?p ?o } } } } }": "SERVICE",
    "ASK { ?s ?p ?o FILTER NOT EXISTS { SERVICE ?w { ?s ?p ?o } } }": "SERVICE",
    "SELECT * { # a comment\rSERVICE <http://x/> { ?s ?p ?o } }": "SERVICE",
    'SELECT * { ?s ?p "a\\u005C" SERVICE <http://x/> {} #"\n}': "SERVICE",
    f"SELECT * FROM <file:///etc/passwd> {P}": "FROM",
    f"select * fRoM NAMED <http://x/> {{ GRAPH ?g {P} }}": "FROM",
    f"DESCRIBE ?s FROM <http://x/> {P}": "FROM",
    f"CONSTRUCT WHERE {P} FROM <http://x/>": "read",
    "LOAD <http://x/>": "LOAD",
    "LOAD SILENT <http://x/> INTO GRAPH <http://y/>": "LOAD",
    "INSERT DATA { <a:a> <b:b> <c:c> }": "INSERT DATA",
    "DELETE DATA { <a:a> <b:b> <c:c> }": "DELETE DATA",
    f"DELETE WHERE {P}": "DELETE",
    f"DELETE {P} INSERT {P} WHERE {P}": "change the store",
    f"WITH <a:a> DELETE {P} WHERE {P}": "change the store",
    f"INSERT {P} USING <http://x/> WHERE {P}": "change the store",
    "CLEAR ALL": "CLEAR",
    "DROP SILENT DEFAULT": "DROP",
    "CREATE GRAPH <a:a>": "CREATE",
    "COPY <a:a> TO <b:b>": "COPY",
    "MOVE <a:a> TO <b:b>": "MOVE",
    "ADD <a:a> TO <b:b>": "ADD",
    "PREFIX a: <b:> # SELECT\nInsert Data { a:a a:b a:c }": "INSERT DATA",
    "DROP ALL ; INSERT DATA { <a:a> <b:b> <c:c> }": "change the store",
}
ALLOWED = [
    'SELECT * { ?s ?p "SERVICE <x> FROM LOAD insert" } # SERVICE, FROM',
    "SELECT ?from ?service { ?from kg:inDocument ?service }",
    'SELECT * { VALUES ?x { "from" } BIND(<http://load/from> AS ?y) }',
    f"SELECT * {{ GRAPH ?g {P} }}",
    "SELECT " + "{" * 3,  # the engine says what is wrong
    "SELECT * { ?s ?p '''SERVICE { { {''' }",
]


@pytest.mark.parametrize("query", sorted(REFUSED))
def test_guard_refuses(query: str) -> None:
    with pytest.raises(QueryError, match=REFUSED[query]):
        check_query(query)


@pytest.mark.parametrize("query", ALLOWED)
def test_guard_lets_through(query: str) -> None:
    check_query(query)


@pytest.mark.parametrize(
    "query",
    ["{" * 5_000, "SELECT * " + "{" * 5_000 + "}" * 5_000, 'SELECT * { "}" ' * 4_000,
     "SELECT * { FILTER(" + "(" * 5_000 + "1" + ")" * 5_000 + ") }",
     "SELECT * { ?s ?p " + "[ ?p " * 5_000],
)  # fmt: skip
def test_guard_refuses_depth_before_any_parser(query: str) -> None:
    begun = time.process_time()
    with pytest.raises(QueryError, match="deep"):
        check_query(query)
    assert time.process_time() - begun < 1


def test_guard_refuses_length() -> None:
    with pytest.raises(QueryError, match="characters"):
        check_query("SELECT * { ?s ?p ?o }" + " " * 100_000)


@given(
    st.lists(
        st.sampled_from(
            ["SERVICE", "service", "{", "}", '"', "'", "#", "\n", "\r", "<http://x/>", "?s", " ",
             "\\", "\\u0022", "\\u000A", "SELECT *", "ASK", "FROM", '"""', "'''", "FILTER", "(",
             ")", "EXISTS", "kg:Claim", ".", "OPTIONAL", "\\u0053ERVICE"]
        ),
        max_size=25,
    )
)  # fmt: skip
@settings(max_examples=150, deadline=None)
def test_no_query_that_passes_reaches_for_another_source(parts: list[str]) -> None:
    """Whatever passes the guard and the engine's parser has neither word outside its strings."""
    import pyoxigraph  # noqa: PLC0415 - only here

    query = "SELECT * { " + " ".join(parts) + " }"
    try:
        check_query(query, Limits())
    except QueryError:
        return
    try:
        pyoxigraph.Store().query(query, prefixes={"kg": "http://k/"})
    except SyntaxError:
        return
    assert not re.search(r"\b(?:SERVICE|FROM)\b", _code(query))


def _code(query: str) -> str:
    """Return the words that the engine reads, by a scanner written for this test alone."""
    found, at = [], 0
    while at < len(query):
        rest = query[at:]
        mark = next((m for m in ('"""', "'''", '"', "'") if rest.startswith(m)), None)
        if rest[0] == "#":
            ends = [n for n in (rest.find("\n"), rest.find("\r")) if n >= 0]
            at += min(ends) if ends else len(rest)
        elif mark is not None:
            at = _after_string(query, at + len(mark), mark)
        else:
            found.append(rest[0])
            at += 1
    return "".join(found).upper()


def _after_string(query: str, at: int, mark: str) -> int:
    while at < len(query) and not query.startswith(mark, at):
        at += 2 if query[at] == "\\" else 1
    return at + len(mark)

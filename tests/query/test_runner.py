"""Running, mistakes and the forms of results."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import QueryError
from kg.graph import Store
from kg.query.formats import RESULT_FORMATS, to_csv, to_json, to_tsv, to_xml
from kg.query.results import Table, TooManyRowsError, Truth
from kg.query.runner import QueryRunner

MISTAKES = [
    ("SELEC ?s { ?s ?p ?o }", "line 1, column 1: 'SELEC' begins no query; did you mean SELECT?"),
    ("SELECT ?s\n{ ?s a kg:Clam }",
     "line 2, column 8: the ontology has no kg:Clam; did you mean kg:Claim"),
    ("ASK { ?s kg:subjectlabel ?o }", "did you mean kg:subjectLabel?"),
    ("ASK { ?s <https://w3id.org/citegraph/ontology#cause> ?o }", "did you mean kg:causes?"),
    ("ASK { ?s dcterm:title ?t }", "column 10: unknown prefix dcterm:; did you mean dcterms:?"),
    ("ASK { ?s zzz:title ?t }", "declare it with PREFIX"),
    ("ASK { ?s ?p ?o", "1 '{' without '}'"),
    ("ASK { ?s ?p ?o } }", "1 '}' without '{'"),
    ("SELECT ?x { ?s ?p ?o } GROUP BY ?z", "unbound"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "words"), MISTAKES)
def test_mistakes_are_placed_and_explained(store: Store, query: str, words: str) -> None:
    with pytest.raises(QueryError) as caught:
        QueryRunner(store).run(query)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "query",
    [
        "PREFIX dc: <http://purl.org/dc/terms/> ASK { ?s dc:title ?t }",
        "ASK { ?s ?p 'kg:nothing' } # kg:nothing",
        "PREFIX kg: <http://other.example/> ASK { ?s kg:anything ?t }",
        "ASK { ?s kg:polarity kg:polarity-affirmed ; rdf:predicate kg:causes }",
        "ASK { _:b a kg:Claim }",
        "SELECT (STR(?s) AS ?t) { ?s kg:grade/rdfs:label ?o } LIMIT 1",
    ],
)
def test_right_queries_are_not_taken_for_mistakes(store: Store, query: str) -> None:
    QueryRunner(store).run(query)


def test_rows_are_bounded(store: Store) -> None:
    runner = QueryRunner(store, most_rows=3)
    with pytest.raises(TooManyRowsError, match="more than 3 rows"):
        runner.run("SELECT * { ?s ?p ?o }")
    with pytest.raises(TooManyRowsError):
        runner.run("CONSTRUCT WHERE { ?s ?p ?o }")
    assert runner.run("SELECT * { ?s a kg:Claim } LIMIT 3")


def _table() -> Table:
    return Table(
        ("a", "b"),
        (
            (pyoxigraph.NamedNode("http://x/<&"[:9]), pyoxigraph.Literal("<&\"'\t\n\r")),
            (pyoxigraph.Literal("=1+1"), None),
            (pyoxigraph.Literal("-5", datatype=pyoxigraph.NamedNode(
                "http://www.w3.org/2001/XMLSchema#integer")), pyoxigraph.BlankNode("x")),
            (pyoxigraph.Literal("ja", language="de"), pyoxigraph.Literal("\x01")),
        ),
    )  # fmt: skip


def test_json_and_tsv_keep_every_term() -> None:
    table = _table()
    for text, form in (
        (to_json(table), pyoxigraph.QueryResultsFormat.JSON),
        (to_tsv(table), pyoxigraph.QueryResultsFormat.TSV),
    ):
        read = pyoxigraph.parse_query_results(text.encode(), format=form)
        assert isinstance(read, pyoxigraph.QuerySolutions)
        assert [tuple(row) for row in read] == list(table.rows)


def test_xml_escapes_and_drops_what_xml_cannot_hold() -> None:
    root = ET.fromstring(to_xml(_table()))  # noqa: S314 - our own output
    texts = ["".join(e.itertext()) for e in root.iter() if e.tag.endswith("binding")]
    assert texts[1] == "<&\"'\t\n\r"
    assert texts[-1] == ""


def test_csv_is_no_formula_and_numbers_stay() -> None:
    rows = list(csv.reader(io.StringIO(to_csv(_table()))))
    assert rows[2] == ["'=1+1", ""]
    assert rows[3] == ["-5", "_:x"]


def test_forms_refuse_what_they_cannot_hold(store: Store) -> None:
    runner = QueryRunner(store)
    triples = runner.run("CONSTRUCT { ?s a kg:Claim } WHERE { ?s a kg:Claim }")
    table = runner.run("SELECT * { ?s a kg:Claim }")
    for entry in RESULT_FORMATS.values():
        good, bad = (triples, table) if entry.holds_triples else (table, triples)
        assert entry.write(good)
        with pytest.raises(QueryError, match="cannot be"):
            entry.write(bad)


@pytest.mark.parametrize(
    ("name", "form"),
    [("ttl", "TURTLE"), ("nt", "N_TRIPLES"), ("nquads", "N_QUADS"), ("rdfxml", "RDF_XML"),
     ("jsonld", "JSON_LD")],
)  # fmt: skip
def test_every_form_of_triples_reads_back_the_same(store: Store, name: str, form: str) -> None:
    result = QueryRunner(store).run("CONSTRUCT { ?s kg:quoteText ?q } WHERE { ?s kg:quoteText ?q }")
    text = RESULT_FORMATS[name].write(result)
    read = pyoxigraph.parse(text.encode(), format=getattr(pyoxigraph.RdfFormat, form))
    triples = {pyoxigraph.Triple(q.subject, q.predicate, q.object) for q in read}
    assert triples == set(result.triples)
    assert text == RESULT_FORMATS[name].write(result)


def test_ask_is_written_as_yes_or_no() -> None:
    assert json.loads(to_json(Truth(True)))["boolean"] is True
    assert "<boolean>false</boolean>" in to_xml(Truth(False))
    assert to_csv(Truth(True)).split() == ["boolean", "true"]


def _kg(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "kg", *arguments]
    command[1:3] = ["-c", "import sys; from kg.cli import main; sys.exit(main())"]
    return subprocess.run(
        command, capture_output=True, text=True, input=stdin, check=False, timeout=60
    )


def test_command_runs_queries(store_path: Path) -> None:
    place = ("--store", str(store_path))
    named = _kg("query", "--name", "causes-of", "--set", "topic=leukopenia", *place)
    assert named.stdout.splitlines()[0].split()[:3] == ["cause", "certainty", "grade"]
    assert len(named.stdout.splitlines()) == 4
    given = _kg("query", "-", *place, "--format", "csv", stdin="SELECT ?s { ?s a kg:Document }")
    assert len(given.stdout.splitlines()) == 3
    listed = _kg("query", "--list")
    assert listed.stdout.startswith("causes-of  ")
    assert len(listed.stdout.splitlines()) >= 20
    for arguments in ((), ("ASK {}", "--name", "counts"), ("INSERT DATA { <a:a> <b:b> 1 }",)):
        wrong = _kg("query", *arguments, *place)
        assert wrong.returncode == 2
        assert len(wrong.stderr.splitlines()) == 1


def test_claims_are_traced_by_what_tables_print(store: Store) -> None:
    from kg.query.tracing import find_claims  # noqa: PLC0415 - only here

    claim = next(iter(store.claims()))
    for written in (claim.id, f"claim/{claim.id}", store.mint.claim(claim.id)):
        assert find_claims(store.records(), written) == ((claim.document, claim.id),)


def test_relative_iris_are_those_that_tables_print(store: Store) -> None:
    claim = next(iter(store.claims()))
    found = QueryRunner(store).run(f"ASK {{ <claim/{claim.id}> a kg:Claim }}")
    assert found == Truth(True)

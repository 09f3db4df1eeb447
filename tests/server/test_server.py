"""The server as its clients see it."""

# ruff: noqa: S310, S608 - the addresses and queries are the test's own
from __future__ import annotations

import hashlib
import json
import os
import signal
import socket
import threading
import time
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest

from kg.graph import Store

CLAIMS = "SELECT ?claim { ?claim a kg:Claim }"
FORM = "application/x-www-form-urlencoded"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
UPDATES = [
    "INSERT DATA { <a:a> <b:b> <c:c> }",
    "DELETE DATA { <a:a> <b:b> <c:c> }",
    "DELETE WHERE { ?s ?p ?o }",
    "DELETE { ?s ?p ?o } INSERT { ?o ?p ?s } WHERE { ?s ?p ?o }",
    "WITH <a:a> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/passwd>",
    "CLEAR ALL",
    "DROP ALL",
    "CREATE GRAPH <a:a>",
    "ADD <a:a> TO <b:b>",
    "MOVE <a:a> TO <b:b>",
    "COPY <a:a> TO <b:b>",
    "# SELECT\nDrOp SILENT ALL",
]


def digest(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return found.hexdigest()


def test_sparqlwrapper_asks_and_describes(server) -> None:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper  # noqa: PLC0415 - slow to import

    client = SPARQLWrapper(f"{server.url}sparql")
    client.setQuery(CLAIMS)
    client.setReturnFormat(JSON)
    for method in ("GET", POST):
        client.setMethod(method)
        assert len(client.query().convert()["results"]["bindings"]) == 11
    client.setQuery("CONSTRUCT { ?s a kg:Claim } WHERE { ?s a kg:Claim }")
    client.setReturnFormat(TURTLE)
    assert client.query().convert().count(b"a kg:Claim") == 11


@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_rdflib_sparqlstore_reads(server, form: str) -> None:
    import rdflib  # noqa: PLC0415 - slow to import
    from rdflib.plugins.stores.sparqlstore import SPARQLStore  # noqa: PLC0415 - slow to import

    store = SPARQLStore(f"{server.url}sparql", returnFormat=form)
    graph = rdflib.Graph(store)
    assert len(list(graph.query(CLAIMS, initNs={}))) == 11
    if form in ("json", "xml"):
        label = rdflib.URIRef("https://w3id.org/citegraph/ontology#subjectLabel")
        assert rdflib.Literal("lupus") in set(graph.objects(None, label))


@pytest.mark.parametrize(
    ("accept", "media_type", "parse"),
    [
        ("application/sparql-results+json", None, json.loads),
        ("application/json", "application/sparql-results+json", json.loads),
        ("application/sparql-results+xml", None, lambda b: pyoxigraph.parse_query_results(
            b, format=pyoxigraph.QueryResultsFormat.XML)),
        ("text/csv", None, bytes.decode),
        ("text/tab-separated-values", None, bytes.decode),
        ("*/*", "application/sparql-results+json", json.loads),
        ("", "application/sparql-results+json", json.loads),
        ("text/csv;q=0.2, application/sparql-results+xml;q=0.9", "application/sparql-results+xml",
         bytes.decode),
    ],
)  # fmt: skip
def test_rows_are_negotiated(server, accept: str, media_type: str | None, parse) -> None:
    by_get = server.get(f"sparql?{urlencode({'query': CLAIMS})}", accept)
    by_form = server.ask(CLAIMS, accept)
    by_body = server.post("sparql", CLAIMS.encode(), "application/sparql-query", accept)
    assert by_get.status == by_form.status == by_body.status == 200
    assert by_get.type == (media_type or accept)
    assert by_get.body == by_form.body == by_body.body
    assert parse(by_get.body)


@pytest.mark.parametrize(
    ("accept", "media_type"),
    [("text/turtle", "text/turtle"), ("application/n-triples", "application/n-triples"),
     ("application/ld+json", "application/ld+json"), ("application/rdf+xml", "application/rdf+xml"),
     ("*/*", "text/turtle")],
)  # fmt: skip
def test_triples_are_negotiated(server, accept: str, media_type: str) -> None:
    got = server.ask("DESCRIBE ?c { ?c kg:subjectLabel 'lupus' }", accept)
    assert (got.status, got.type) == (200, media_type)
    form = pyoxigraph.RdfFormat.from_media_type(media_type)
    assert list(pyoxigraph.parse(got.body, format=form))


def test_protocol_errors_have_their_codes(server) -> None:
    assert server.get("sparql?query=").status == 400
    assert server.get(f"sparql?{urlencode([('query', 'ASK {}')] * 2)}").status == 400
    assert server.get("sparql?format=csv").status == 400
    assert server.ask("SELEC").status == 400
    assert server.ask(CLAIMS, "image/png").status == 406
    assert server.ask(CLAIMS, "text/turtle").status == 406
    assert server.post("sparql", b"ASK {}", "text/plain").status == 415
    assert server.post("sparql", b"\xff\xfe", "application/sparql-query").status == 400
    assert server.post("sparql", b" " * 400_000, "application/sparql-query").status == 413
    for name in ("default-graph-uri", "named-graph-uri"):
        given = urlencode({"query": "ASK {}", name: "no IRI"})
        assert server.get(f"sparql?{given}").status == 400


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_refused(server, method: str) -> None:
    import urllib.error  # noqa: PLC0415 - only here
    import urllib.request  # noqa: PLC0415 - only here

    for path in ("sparql", "claim/x", ""):
        request = urllib.request.Request(server.url + path, data=b"x", method=method)
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(request, timeout=20)
        assert caught.value.code == 405
        caught.value.close()


def test_updates_are_400_and_the_store_stays(server, served_store: Path) -> None:
    before = digest(served_store)
    for update in UPDATES:
        as_query = server.ask(update)
        assert as_query.status == 400, update
        assert "change the store" in as_query.text
        as_update = server.post("sparql", urlencode({"update": update}).encode(), FORM)
        as_body = server.post("sparql", update.encode(), "application/sparql-update")
        by_get = server.get(f"sparql?{urlencode({'update': update})}")
        assert {as_update.status, as_body.status, by_get.status} == {400}, update
    assert digest(served_store) == before


class Listener:
    """Counts connections to a port on 127.0.0.1."""

    def __init__(self) -> None:
        self.hits = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._count, daemon=True).start()

    def _count(self) -> None:
        while True:
            try:
                found, _ = self._socket.accept()
            except OSError:
                return
            self.hits += 1
            found.close()

    def close(self) -> None:
        self._socket.close()


def test_no_query_reaches_another_server(server) -> None:
    listener = Listener()
    u = listener.url
    queries = [
        f"SELECT * {{ SERVICE <{u}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ sErViCe SILENT <{u}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ # x\rSERVICE <{u}> {{ ?s ?p ?o }} }}",
        f"SELECT * {{ BIND(<{u}> AS ?w) SERVICE ?w {{ ?s ?p ?o }} }}",
        f"ASK {{ FILTER EXISTS {{ SERVICE <{u}> {{ ?s ?p ?o }} }} }}",
        f'SELECT * {{ ?s ?p "a\\u005C" SERVICE <{u}> {{}} #"\n}}',
        f"SELECT * FROM <{u}> {{ ?s ?p ?o }}",
        f"SELECT * FROM NAMED <{u}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        f"LOAD <{u}>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    ]
    for query in queries:
        assert server.ask(query).status == 400, query
    for name in ("default-graph-uri", "named-graph-uri"):
        for graph in (u, "file:///etc/passwd"):  # graphs that the store lacks are empty
            asked = urlencode(
                {"query": "ASK { { ?s ?p ?o } UNION { GRAPH ?g { ?a ?b ?c } } }", name: graph}
            )
            got = server.get(f"sparql?{asked}")
            assert (got.status, json.loads(got.body)["boolean"]) == (200, False)
    time.sleep(0.2)
    listener.close()
    assert listener.hits == 0


def test_endless_query_is_ended_with_its_process_and_the_next_is_quick(start) -> None:
    server = start("--timeout", "2", "--workers", "1")
    assert server.ask(CLAIMS).status == 200
    (before,) = children(server.process.pid)
    begun = time.monotonic()
    got = server.ask(ENDLESS)
    assert got.status == 408
    assert time.monotonic() - begun < 10
    assert before not in children(server.process.pid)
    assert min(seconds_of(server, CLAIMS) for _ in range(10)) < 0.1


def children(pid: int) -> set[str]:
    """Return the processes that a process has started and that are at work."""
    listed = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    return {child for child in listed if Path(f"/proc/{child}/cmdline").read_bytes()}


def seconds_of(server, query: str) -> float:
    begun = time.monotonic()
    assert server.ask(query).status == 200
    return time.monotonic() - begun


def test_deep_and_huge_queries_are_400_and_the_server_lives(server) -> None:
    for query in ("{" * 5_000, "SELECT * " + "{" * 5_000 + "}" * 5_000, "ASK {}" + " " * 70_000):
        assert server.ask(query).status == 400
    unbounded = server.ask("SELECT * { ?s ?p ?o FILTER(" + "!" * 20_000 + "true) }")
    assert unbounded.status in (400, 408, 500)  # whatever it does to its process
    assert server.ask(CLAIMS).status == 200


def test_too_many_rows_are_413(server) -> None:
    got = server.ask("SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert got.status == 413
    assert "LIMIT" in got.text


def test_memory_is_bounded(start) -> None:
    small = start("--max-memory", "512", "--timeout", "20", "--max-rows", "100000000")
    got = small.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a")
    assert got.status in (413, 500)
    assert small.ask(CLAIMS).status == 200


def test_named_queries_are_listed_and_run(server) -> None:
    listed = json.loads(server.get("queries").body)
    assert len(listed) >= 20
    got = server.get(f"queries/causes-of?{urlencode({'topic': 'Leukopenia'})}", "text/csv")
    assert len(got.text.splitlines()) == 4
    assert server.get("queries/causes-of").status == 400
    assert server.get("queries/nothing").status == 400
    unknown = server.get(f"queries/causes-of?{urlencode({'topic': 'x'})}&format=csv")
    assert (unknown.status, unknown.type) == (400, "text/plain")


def _things(store_path: Path) -> list[str]:
    with Store.open(store_path, read_only=True) as store:
        kinds = ("Claim", "Entity", "Reference", "Document", "Work", "Proposition", "Study")
        rows = [
            row for kind in kinds for row in store.query(f"SELECT ?x {{ ?x a kg:{kind} }} LIMIT 2")
        ]
        return [row["x"].value.removeprefix(store.manifest.base) for row in rows]


def test_every_thing_has_a_page_and_data_by_its_iri(server, served_store: Path) -> None:
    for path in _things(served_store):
        page = server.get(path, "text/html,*/*;q=0.8")
        assert (page.status, page.type) == (200, "text/html")
        assert "default-src 'none'" in page.headers["content-security-policy"]
        for name, form in (("ttl", "TURTLE"), ("jsonld", "JSON_LD"), ("nt", "N_TRIPLES")):
            got = server.get(f"{path}?format={name}")
            read = pyoxigraph.parse(got.body, format=getattr(pyoxigraph.RdfFormat, form))
            subjects = {getattr(quad.subject, "value", "") for quad in read}
            assert f"https://w3id.org/citegraph/{path}" in subjects
        assert server.get(path, "application/ld+json").type == "application/ld+json"
        assert server.get(path, "text/turtle").type == "text/turtle"
    assert server.get("claim/none").status == 404
    assert server.get("claim/none?format=doc").status == 406


@pytest.mark.parametrize(
    "path",
    ["..%2f..%2fetc/passwd", "%2e%2e/%2e%2e/etc/passwd", "static/..%2f..%2fapp.py", "/etc/passwd",
     "..%5c..%5cetc", "static/%2e%2e%2fworker.py", "%252e%252e%252fetc%252fpasswd", "claim/..",
     "claim/%00"],
)  # fmt: skip
def test_paths_do_not_climb(server, path: str) -> None:
    got = server.get(path)
    assert got.status in (403, 404)
    assert "root:" not in got.text
    assert "import" not in got.text


def test_links_in_the_store_are_not_followed(server, served_store: Path) -> None:
    link = served_store / "link"
    link.symlink_to("/etc/passwd")
    try:
        for path in ("link", quote(str(link), safe=""), "static/link"):
            assert server.get(path).status in (403, 404)
    finally:
        link.unlink()


def test_service_describes_itself(server) -> None:
    got = server.get("sparql", "text/turtle")
    read = list(pyoxigraph.parse(got.body, format=pyoxigraph.RdfFormat.TURTLE))
    objects = {getattr(quad.object, "value", "") for quad in read}
    assert f"{server.url}sparql" in objects
    described = json.loads(server.get("openapi.json").body)
    assert described["openapi"].startswith("3.")
    for path in ("/", "/sparql", "/console", "/queries/causes-of", "/claim/{key}"):
        assert path in described["paths"]


def test_page_is_served(server) -> None:
    got = server.get("")
    assert (got.status, got.type) == (200, "text/html")
    assert "Chemotherapy causes leukopenia" in got.text


def test_other_hosts_and_sites_are_kept_out(server, start) -> None:
    assert server.get("queries", Host="evil.example").status == 400
    closed = server.get("queries", Origin="https://site.example")
    assert "access-control-allow-origin" not in closed.headers
    opened = start("--cors", "https://site.example").get("queries", Origin="https://site.example")
    assert opened.headers["access-control-allow-origin"] == "https://site.example"


def test_busy_port_is_a_clear_error(server, start) -> None:
    port = server.url.rstrip("/").rpartition(":")[2]
    second = start("--port", port)
    assert second.process.wait(timeout=30) == 2
    assert (
        second.first_line == f"kg: port {port} is in use; name another with --port, or 0 for any\n"
    )


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_server_stops_cleanly_and_leaves_no_process(start, sent: int) -> None:
    running = start("--workers", "1")
    assert running.ask(CLAIMS).status == 200
    pid = running.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    assert children
    assert running.stop(sent) == 0
    for child in children:
        with pytest.raises(ProcessLookupError):
            os.kill(int(child), 0)


def test_a_new_build_is_seen_without_a_restart(start, tmp_path: Path) -> None:
    import query_specimens  # noqa: PLC0415 - found by the conftest

    path = tmp_path / "store"
    query_specimens.make_store(path)
    running = start("--workers", "1", store=path)
    query = "SELECT ?d { ?d a kg:Document }"
    assert len(json.loads(running.ask(query).body)["results"]["bindings"]) == 2
    with Store.open(path) as store:
        store.write((), removed=["second.txt"])
    assert len(json.loads(running.ask(query).body)["results"]["bindings"]) == 1

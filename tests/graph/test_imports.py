"""What was exported comes back; what is broken is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path

import graph_factory as f
import pytest

from kg.errors import KgError, ReadError, StoreError
from kg.graph import Store
from kg.graph.exports import export
from kg.graph.imported_store import import_store
from kg.graph.imports import import_kgx, import_quads
from kg.graph.neighbourhood import documents_near
from kg.graph.querying import run_query
from kg.graph.validate import validate


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    record = f.record()
    store = Store.create(tmp_path_factory.mktemp("imports") / "s")
    store.write([record], f.corpus(record))
    return store


@pytest.mark.parametrize(
    ("name", "suffix"), [("nquads", "nq"), ("trig", "trig"), ("jsonld", "jsonld")]
)
def test_own_exports_come_back_whole(store: Store, tmp_path: Path, name: str, suffix: str):
    export(store, name, tmp_path / f"all.{suffix}")
    assert set(import_quads(tmp_path / f"all.{suffix}")) == set(store.quads)


def test_own_kgx_comes_back_with_ends_relation_polarity_and_words(store: Store, tmp_path: Path):
    export(store, "kgx", tmp_path / "kgx")
    quads = import_kgx(tmp_path / "kgx")
    query = """SELECT ?s ?p ?o ?polarity ?words {
        ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kg:polarity ?polarity ;
           kg:quoteText ?words } ORDER BY ?words"""
    ours = [tuple(row) for row in run_query(quads, query)]
    assert ours == [tuple(row) for row in store.query(query)]


def test_kgx_tables_are_read_like_its_json_lines(store: Store, tmp_path: Path):
    export(store, "kgx", tmp_path / "kgx")
    lines = set(import_kgx(tmp_path / "kgx"))
    for name in ("nodes", "edges"):
        (tmp_path / "kgx" / f"{name}.jsonl").unlink()
    assert set(import_kgx(tmp_path / "kgx")) == lines
    edges = tmp_path / "kgx" / "edges.tsv"
    edges.write_text(edges.read_text() + "\t".join("x" * 40) + "\n")
    with pytest.raises(ReadError, match=r"edges\.tsv:\d+"):
        import_kgx(tmp_path / "kgx")


@pytest.mark.parametrize(
    ("name", "suffix"), [("nquads", "nq"), ("trig", "trig"), ("jsonld", "jsonld")]
)
def test_store_of_an_export_equals_the_original(
    store: Store, tmp_path: Path, name: str, suffix: str
):
    export(store, name, tmp_path / f"all.{suffix}")
    import_store(tmp_path / f"all.{suffix}", tmp_path / "again")
    with Store.open(tmp_path / "again") as again:
        assert again.nquads_digest() == store.nquads_digest()
        assert again.manifest.quads == store.manifest.quads
        assert again.manifest.base == store.manifest.base
        assert list(validate(again)) == [
            p for p in validate(store, sources=False) if not p.document
        ]
        export(again, name, tmp_path / f"second.{suffix}")
        with pytest.raises(StoreError, match="only read"):
            again.write([])
    assert (tmp_path / f"second.{suffix}").read_bytes() == (tmp_path / f"all.{suffix}").read_bytes()


def test_store_of_kgx_answers_queries(store: Store, tmp_path: Path):
    export(store, "kgx", tmp_path / "kgx")
    import_store(tmp_path / "kgx", tmp_path / "again")
    with Store.open(tmp_path / "again", read_only=True) as again:
        rows = list(again.query("SELECT ?c { ?c rdf:subject ?s ; kg:quoteText ?words }"))
    assert len(rows) == len(list(store.claims()))


def test_import_refuses_full_folders_and_quads_without_a_graph(store: Store, tmp_path: Path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "x").write_text("mine")
    export(store, "nquads", tmp_path / "all.nq")
    with pytest.raises(StoreError, match="not empty"):
        import_store(tmp_path / "all.nq", tmp_path / "full")
    (tmp_path / "odd.nq").write_text("<http://e/s> <http://e/p> <http://e/o> .\n")
    with pytest.raises(ReadError, match="outside named graphs"):
        import_store(tmp_path / "odd.nq", tmp_path / "odd")
    assert not (tmp_path / "odd").exists()


def test_foreign_kgx_is_read_with_the_nearest_relation(tmp_path: Path):
    (tmp_path / "nodes.jsonl").write_text(
        json.dumps({"id": "MONDO:0003785", "category": ["biolink:Disease"], "name": "leukopenia"})
    )
    edge = {"id": "e1", "subject": "CHEBI:1", "predicate": "biolink:affects", "object": "CL:1"}
    turned = {
        "id": "e2",
        "subject": "NCIT:C1",
        "predicate": "biolink:diagnoses",
        "object": "MONDO:1",
    }
    lines = [{**edge, "object_direction_qualifier": "decreased"}, turned]
    (tmp_path / "edges.jsonl").write_text("\n".join(map(json.dumps, lines)))
    rows = run_query(import_kgx(tmp_path), "SELECT ?p ?s { ?c rdf:predicate ?p ; rdf:subject ?s }")
    found = {(r["p"].value.split("#")[1], r["s"].value.rsplit("/", 1)[1]) for r in rows}
    assert found == {("decreases", "CHEBI:1"), ("diagnosedBy", "MONDO:1")}


def test_imported_edges_are_never_plain_triples(store: Store, tmp_path: Path):
    export(store, "kgx", tmp_path / "kgx")
    quads = import_kgx(tmp_path / "kgx")
    assert not run_query(quads, "ASK { ?s kg:increases|kg:causes|kg:prevents ?o }")


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"id": "citegraph:<x>"}'])
def test_broken_kgx_is_refused_with_its_line(tmp_path: Path, line: str):
    (tmp_path / "nodes.jsonl").write_text('{"id": "CL:1"}\n' + line)
    (tmp_path / "edges.jsonl").write_text("")
    with pytest.raises(KgError):
        import_kgx(tmp_path)


def test_broken_missing_and_unknown_files_are_refused(tmp_path: Path):
    (tmp_path / "bad.nq").write_text("<a> <b> .")
    for name in ("bad.nq", "none.nq", "bad.docx"):
        with pytest.raises(ReadError, match=name):
            import_quads(tmp_path / name)


def test_json_ld_context_is_not_fetched(tmp_path: Path):
    path = tmp_path / "x.jsonld"
    path.write_text(json.dumps({"@context": "http://127.0.0.1:9/context", "@id": "http://e/s"}))
    with pytest.raises(ReadError, match="malformed"):
        import_quads(path)


def test_import_has_no_documents_near_a_topic(store: Store, tmp_path: Path):
    export(store, "nquads", tmp_path / "all.nq")
    import_store(tmp_path / "all.nq", tmp_path / "again")
    with Store.open(tmp_path / "again", read_only=True) as again:
        assert documents_near(again, "ginger", 1) == frozenset()
        assert documents_near(store, "ginger", 1)

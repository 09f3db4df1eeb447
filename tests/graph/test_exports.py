"""Every export parses, says the same as the store, and is the same each time."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import graph_factory as f
import networkx as nx
import pyoxigraph
import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st
from rdflib.compare import isomorphic

from kg.appraisal import appraise_corpus
from kg.errors import StoreError
from kg.graph import Provenance, Store
from kg.graph.exports import EXPORTERS, export
from kg.graph.exports.claim_table import original_cell, safe_cell
from kg.graph.exports.kgx import CATEGORIES, PREDICATES, edges, nodes
from kg.graph.nanopub_checks import nanopub_faults
from kg.model.appraisal import Decision
from kg.terms import ENTITY_TYPES, KG, RDF
from kg.terms import PREDICATES as RELATIONS

Format = pyoxigraph.RdfFormat
HOSTILE = '=HYPERLINK("http://evil.example") <script>\u0001 "quoted"\ttab | pipe'


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    record = f.record()
    document = replace(record.document, title=HOSTILE)
    first = record.claims[0]
    hostile = replace(first, object=replace(first.object, label=HOSTILE))
    hostile = hostile.identified(document.source.sha256)
    record = replace(record, document=document, claims=(hostile, *record.claims[1:]))
    store = Store.create(tmp_path_factory.mktemp("exports") / "s")
    store.write([record], f.corpus(record), provenance=Provenance("0.1.0", "r"))
    store.add_judgements(
        [f.judgement(record.claims[1], Decision.ACCEPT)], f.corpus(record, rejected=())
    )
    return store


def text_of(store: Store, name: str, tmp_path: Path) -> str:
    (path,) = export(store, name, tmp_path / "out")
    return path.read_text(encoding="utf-8")


def stored_quads(store: Store) -> set[pyoxigraph.Quad]:
    return set(pyoxigraph.parse("".join(store.nquads()).encode(), format=Format.N_QUADS))


def test_export_unknown_format_lists_the_known_ones(store: Store, tmp_path: Path):
    with pytest.raises(StoreError, match="nquads, trig"):
        export(store, "docx", tmp_path / "x")


@pytest.mark.parametrize("name", [exporter.name for exporter in EXPORTERS])
def test_export_gives_the_same_bytes_twice(store: Store, tmp_path: Path, name: str):
    first = [path.read_bytes() for path in export(store, name, tmp_path / "a")]
    second = [path.read_bytes() for path in export(store, name, tmp_path / "b")]
    assert first == second
    assert all(first)


@pytest.mark.parametrize(
    ("name", "media"),
    [("nquads", Format.N_QUADS), ("trig", Format.TRIG), ("jsonld", Format.JSON_LD)],
)
def test_quad_formats_hold_exactly_the_store(store: Store, tmp_path: Path, name: str, media):
    text = text_of(store, name, tmp_path)
    assert set(pyoxigraph.parse(text.encode(), format=media)) == stored_quads(store)


@pytest.mark.parametrize(("name", "media"), [("trig", "trig"), ("jsonld", "json-ld")])
def test_quad_formats_read_alike_in_rdflib(store: Store, tmp_path: Path, name: str, media: str):
    found, expected = rdflib.Dataset(), rdflib.Dataset()
    found.parse(data=text_of(store, name, tmp_path), format=media)
    expected.parse(data="".join(store.nquads()), format="nquads")
    for graph in store.manifest.graphs:
        if graph.quads:
            name_ = rdflib.URIRef(graph.iri)
            assert isomorphic(found.graph(name_), expected.graph(name_)), graph.iri


def test_turtle_holds_every_triple(store: Store, tmp_path: Path):
    text = text_of(store, "turtle", tmp_path)
    ours = {quad.triple for quad in pyoxigraph.parse(text.encode(), format=Format.TURTLE)}
    assert ours == {quad.triple for quad in stored_quads(store)}
    assert len(rdflib.Graph().parse(data=text, format="turtle")) == len(ours)


def test_rdf12_reifies_each_claim_and_asserts_only_plain_ones(store: Store, tmp_path: Path):
    text = text_of(store, "rdf12", tmp_path)
    triples = {q.triple for q in pyoxigraph.parse(text.encode(), format=Format.TURTLE)}
    reified = {t.subject.value: t.object for t in triples if t.predicate.value == RDF.reifies}
    record = next(store.records())
    for claim in record.claims:
        term = reified[store.mint.claim(claim.id)]
        plain = claim.polarity == "affirmed" and claim.certainty != "hypothetical"
        assert (term in triples) is plain
    assert not any(t.predicate.value == RDF.subject for t in triples)


def test_csv_has_a_row_a_claim_and_no_formula(store: Store, tmp_path: Path):
    rows = list(csv.DictReader(io.StringIO(text_of(store, "csv", tmp_path))))
    claims = list(store.claims())
    assert [row["claim"] for row in rows] == [claim.id for claim in claims]
    assert all(not cell.startswith(("=", "+", "-", "@", "\t")) for r in rows for cell in r.values())
    assert original_cell(rows[0]["object"]) == HOSTILE
    assert rows[1]["polarity"] == "negated"
    assert rows[1]["citation_states"] == "resolved; missing"


@given(st.text())
def test_safe_cell_can_be_undone_and_is_never_a_formula(text: str):
    cell = safe_cell(text)
    assert original_cell(cell) == text
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_kgx_maps_every_relation_and_type():
    assert set(PREDICATES) == set(RELATIONS)
    assert set(CATEGORIES) <= {*ENTITY_TYPES, "Study"}


def test_kgx_validates_with_the_biolink_classes(store: Store):
    biolink = pytest.importorskip("biolink_model.datamodel.pydanticmodel_v2")
    for edge in edges(store):
        biolink.Association(**edge)
    for node in nodes(store):
        getattr(biolink, node["category"][0].removeprefix("biolink:"))(**node)
    known = {edge["predicate"] for edge in edges(store)}
    assert all(name.startswith("biolink:") for name in known)


def test_kgx_files_agree_and_keep_negation(store: Store, tmp_path: Path):
    paths = {path.name: path for path in export(store, "kgx", tmp_path / "kgx")}
    rows = list(
        csv.DictReader(
            io.StringIO(paths["edges.tsv"].read_text(encoding="utf-8"), newline=""), delimiter="\t"
        )
    )
    lines = [json.loads(line) for line in paths["edges.jsonl"].read_text().splitlines()]
    assert [row["id"] for row in rows] == [line["id"] for line in lines]
    assert [row["negated"] for row in rows] == ["false", "true", "false", "false"]
    ids = {json.loads(line)["id"] for line in paths["nodes.jsonl"].read_text().splitlines()}
    assert {line[end] for line in lines for end in ("subject", "object")} <= ids


def test_graphml_reads_back_as_the_same_multigraph(store: Store, tmp_path: Path):
    (path,) = export(store, "graphml", tmp_path / "g.graphml")
    graph = nx.read_graphml(path, force_multigraph=True)
    assert graph.number_of_edges() == len(list(store.claims()))


def test_neo4j_headers_and_ends_fit(store: Store, tmp_path: Path):
    paths = {path.name: path for path in export(store, "neo4j", tmp_path / "neo")}
    ids = {
        row[":ID"]
        for row in csv.DictReader(
            io.StringIO(paths["nodes.csv"].read_text(encoding="utf-8"), newline="")
        )
    }
    rows = list(
        csv.DictReader(
            io.StringIO(paths["relationships.csv"].read_text(encoding="utf-8"), newline="")
        )
    )
    assert {row[end] for row in rows for end in (":START_ID", ":END_ID")} <= ids
    assert {row[":TYPE"] for row in rows} == {"INCREASES", "CAUSES", "PREVENTS", "HAS_DOSAGE"}


def test_nanopubs_are_valid_by_our_checker_and_by_the_nanopub_library(store: Store, tmp_path: Path):
    nanopub = pytest.importorskip("nanopub")
    paths = export(store, "nanopub", tmp_path / "np")
    assert len(paths) == 4
    for path in paths:
        assert nanopub_faults(list(pyoxigraph.parse(path=str(path), format=Format.TRIG))) == ()
        dataset = rdflib.ConjunctiveGraph()
        dataset.parse(path, format="trig")
        assert nanopub.Nanopub(rdf=dataset).is_valid


def test_nanopub_of_a_negated_claim_asserts_no_plain_triple(store: Store, tmp_path: Path):
    claim = list(store.claims())[1]
    paths = {path.stem: path for path in export(store, "nanopub", tmp_path / "np")}
    quads = pyoxigraph.parse(path=str(paths[claim.id]), format=Format.TRIG)
    assert KG.Claim.replace("Claim", "causes") not in {q.predicate.value for q in quads}


def test_claimreview_has_only_what_people_judged(store: Store, tmp_path: Path):
    (review,) = json.loads(text_of(store, "claimreview", tmp_path))
    assert review["claimReviewed"] == "Ginger does not cause leukopenia"
    assert review["reviewRating"]["ratingValue"] == 1


def test_claimreview_follows_a_claim_that_was_read_again_under_another_id(tmp_path: Path):
    record = f.record()
    claim = record.claims[1]
    then = replace(f.judgement(claim, Decision.REJECT), claim="the-id-it-had-then")
    corpus = appraise_corpus([record], [then])
    assert [entry.claim for entry in corpus.judged] == [claim.id]
    again = Store.create(tmp_path / "s")
    again.write([record], corpus)
    again.add_judgements([then], corpus)
    (review,) = json.loads(text_of(again, "claimreview", tmp_path))
    assert review["itemReviewed"]["@id"] == again.mint.claim(claim.id)
    assert review["reviewRating"]["ratingValue"] == 0


def test_rocrate_names_files_that_are_there_and_every_source(store: Store, tmp_path: Path):
    paths = {path.name for path in export(store, "rocrate", tmp_path / "crate")}
    crate = json.loads((tmp_path / "crate" / "ro-crate-metadata.json").read_text())
    by_id = {item["@id"]: item for item in crate["@graph"]}
    assert by_id["ro-crate-metadata.json"]["about"] == {"@id": "./"}
    parts = {part["@id"] for part in by_id["./"]["hasPart"]}
    assert {part for part in parts if not part.startswith("#")} <= paths
    assert parts <= set(by_id)

"""The store: incremental, deterministic, readable beside its writer."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import graph_factory as f
import networkx as nx
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from kg.errors import QueryError, StoreError
from kg.graph import ConceptTerm, Provenance, Store
from kg.graph.claim_quads import argument_iri
from kg.lexicon.label_identity import entity_key
from kg.model.closed_terms import EntityType
from kg.terms import KG, predicate

RUN = Provenance("0.1.0", "rules-1", "model 1", "abc")


def build(path: Path, *records, **more) -> Store:
    store = Store.create(path)
    store.write(records, f.corpus(*records, **more), provenance=RUN)
    return store


def test_open_without_store_says_how_to_make_one(tmp_path: Path):
    with pytest.raises(StoreError, match="kg build"):
        Store.open(tmp_path / "none")


def test_create_in_a_folder_with_other_things_is_refused(tmp_path: Path):
    (tmp_path / "thesis.txt").write_text("mine")
    with pytest.raises(StoreError, match="not empty"):
        Store.create(tmp_path)


def test_create_with_another_base_is_refused(tmp_path: Path):
    Store.create(tmp_path / "s").close()
    with pytest.raises(StoreError, match="base"):
        Store.create(tmp_path / "s", base="https://example.org/kg/")


def test_base_names_everything_that_is_minted(tmp_path: Path):
    store = Store.create(tmp_path / "s", base="https://example.org/kg/")
    record = f.record()
    store.write([record], f.corpus(record))
    minted = {line.split()[0] for line in store.nquads() if "/kg/ontology>" not in line}
    assert all(iri.startswith("<https://example.org/kg/") for iri in minted)


def test_records_and_corpus_come_back_as_they_were_written(tmp_path: Path):
    record = f.record()
    store = build(tmp_path / "s", record)
    assert list(store.records()) == [record]
    assert store.record("ginger.md") == record
    assert store.record("nothing") is None
    assert store.corpus() == f.corpus(record)
    assert list(store.claims()) == list(record.claims)


def test_has_knows_bytes_and_provenance(tmp_path: Path):
    record = f.record()
    store = build(tmp_path / "s", record)
    sha256 = record.document.source.sha256
    assert store.has("ginger.md", sha256, RUN)
    assert not store.has("ginger.md", sha256, replace(RUN, rules="rules-2"))
    assert not store.has("ginger.md", "0" * 64, RUN)


def test_write_in_any_order_and_in_any_steps_gives_the_same_digest(tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(6)]
    corpus = f.corpus(*records)
    at_once = Store.create(tmp_path / "a")
    at_once.write(records, corpus, provenance=RUN)
    in_steps = Store.create(tmp_path / "b")
    for record in reversed(records):
        in_steps.write([record], corpus, provenance=RUN)
    assert list(at_once.nquads()) == list(in_steps.nquads())
    assert at_once.nquads_digest() == in_steps.nquads_digest()


def test_write_replaces_one_graph_and_leaves_the_others(tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(6)]
    store = build(tmp_path / "s", *records)
    before = {g.iri: g.inputs for g in store.manifest.graphs}
    changed = f.record("0.md", salt="changed")
    store.write([changed], f.corpus(changed, *records[1:]), provenance=RUN)
    after = {g.iri: g.inputs for g in store.manifest.graphs}
    fresh = build(tmp_path / "t", changed, *records[1:])
    assert fresh.nquads_digest() == store.nquads_digest()
    kept = {iri for iri in before if "/document/" in iri} & set(after)
    assert len(kept) == 5
    assert all(before[iri] == after[iri] for iri in kept)


def test_removed_documents_leave_nothing_behind(tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(5)]
    store = build(tmp_path / "s", *records)
    store.write([], f.corpus(*records[1:]), removed=["0.md"])
    assert store.nquads_digest() == build(tmp_path / "t", *records[1:]).nquads_digest()
    files = list((tmp_path / "s" / "records").rglob("*.json"))
    assert len(files) == 4


def test_changed_evidence_changes_the_graph_of_an_unchanged_document(tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(5)]
    store = build(tmp_path / "s", *records)
    corpus = replace(f.corpus(*records), evidence=f.corpus(*records).evidence[:-1])
    store.write([], corpus)
    again = Store.create(tmp_path / "t")
    again.write(records, corpus, provenance=RUN)
    assert store.nquads_digest() == again.nquads_digest()


def test_two_documents_of_equal_bytes_share_a_graph_that_names_both(tmp_path: Path):
    first, copy = f.record("a.md"), f.record("b.md")
    store = build(tmp_path / "s", first)
    single = store.manifest.quads
    store.write([copy], f.corpus(first), provenance=RUN)
    names = {
        row["n"].value
        for row in store.query("SELECT ?n { ?d a kg:Document ; dcterms:identifier ?n }")
    }
    assert names == {"a.md", "b.md"}
    assert store.manifest.quads == single + 1
    store.write([], f.corpus(copy), removed=["a.md"])
    assert store.nquads_digest() == build(tmp_path / "t", copy).nquads_digest()


def test_direct_graph_has_only_affirmed_unrejected_unhypothetical_claims(tmp_path: Path):
    record = f.record()
    first = record.claims[0]
    store = build(tmp_path / "s", record)

    def edges() -> set[str]:
        rows = store.query("SELECT ?p { GRAPH ?g { ?s ?p ?o } FILTER(STRENDS(STR(?g), 'direct')) }")
        return {row["p"].value for row in rows}

    assert edges() == {predicate("increases"), predicate("hasDosage")}
    store.add_judgements([f.judgement(first)], f.corpus(record, rejected=(first.id,)))
    assert edges() == {predicate("hasDosage")}
    assert store.query(f"ASK {{ <{store.mint.claim(first.id)}> a kg:Claim ; kg:isRejected true }}")


def test_judgements_survive_a_rebuild(tmp_path: Path):
    record = f.record()
    store = build(tmp_path / "s", record)
    decisions = [f.judgement(record.claims[0]), f.judgement(record.claims[1])]
    store.add_judgements(decisions)
    store.add_judgements(decisions[:1])
    store.write([record], f.corpus(record), removed=["ginger.md"])
    assert list(store.judgements()) == decisions
    assert bool(store.query("ASK { ?j a kg:Judgement ; kg:decision kg:decision-reject }"))


def test_supplement_to_effect_to_study_to_work_is_one_property_path(tmp_path: Path):
    record = f.record()
    store = build(tmp_path / "s", record)
    ginger = argument_iri(store.mint, record.claims[0], record.claims[0].subject)
    path = "^rdf:subject/kg:hasEvidence/kg:hasStudy/kg:publishedIn"
    works = {row["w"].value for row in store.query(f"SELECT ?w {{ <{ginger}> {path} ?w }}")}
    assert works == {store.mint.work(ref.work) for ref in f.REFERENCES}


def test_proposition_of_an_inverse_claim_has_its_ends_in_the_order_of_the_proposition(
    tmp_path: Path,
):
    record = f.record()
    stated = record.claims[0]
    corpus = f.corpus(record)
    inverse = replace(
        next(p for p in corpus.propositions if p.supporting == (stated.id,)),
        subject=entity_key(stated.object),
        subject_label=stated.object.label,
        object=entity_key(stated.subject),
        object_label=stated.subject.label,
    )
    store = Store.create(tmp_path / "s")
    store.write([record], replace(corpus, propositions=(inverse,)))
    (row,) = store.query("SELECT ?s ?o { ?p a kg:Proposition ; rdf:subject ?s ; rdf:object ?o }")
    assert row["s"].value == argument_iri(store.mint, stated, stated.object)
    assert row["o"].value == argument_iri(store.mint, stated, stated.subject)


def test_unbound_citation_matches_no_marker_when_patterns_are_nested(tmp_path: Path):
    """Flat OPTIONALs let a claim without citations match every marker of the store."""
    store = build(tmp_path / "s", f.record())
    nested = """SELECT ?claim ?words {
        ?claim a kg:Claim .
        OPTIONAL { ?claim kg:hasCitation ?cit . ?cit kg:throughMarker ?m . ?m kg:text ?words } }"""
    flat = """SELECT ?claim ?words {
        ?claim a kg:Claim .
        OPTIONAL { ?claim kg:hasCitation ?cit }
        OPTIONAL { ?cit kg:throughMarker ?m . ?m kg:text ?words } }"""
    uncited = store.mint.claim(f.record().claims[3].id)

    def words(query: str) -> list[object]:
        return [r["words"] for r in store.query(query) if r["claim"].value == uncited]

    assert words(nested) == [None]
    assert len([word for word in words(flat) if word is not None]) == 4  # the trap


def test_nquads_are_sorted_unique_and_read_alike_by_both_libraries(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    lines = list(store.nquads())
    graphs = [line.rsplit(" <", 1)[1] for line in lines]
    assert lines == sorted(lines, key=lambda line: (line.rsplit(" <", 1)[1], line))
    assert graphs == sorted(graphs)
    assert len(set(lines)) == len(lines)
    text = "".join(lines)
    dataset = rdflib.Dataset()
    dataset.parse(data=text, format="nquads")
    ours = {
        (str(s), str(p), str(o), str(g)) for s, p, o, g in dataset.quads((None, None, None, None))
    }
    theirs = {
        (q.subject.value, q.predicate.value, q.object.value, q.graph_name.value)
        for q in pyoxigraph.parse(text.encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    }
    assert ours == theirs
    assert store.manifest.quads == len(lines) == len(store.quads)


def test_document_graph_is_isomorphic_to_the_golden_trig(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    graph = store.mint.document(f.record().document.source.sha256)
    golden = rdflib.Dataset()
    golden.parse(Path(__file__).with_name("golden.trig"), format="trig")
    found = rdflib.Dataset()
    found.parse(data="".join(store.graph_lines(graph)), format="nquads")
    ours, theirs = (d.graph(rdflib.URIRef(graph)) for d in (found, golden))
    assert isomorphic(ours, theirs)


def test_graph_is_an_rdflib_dataset_over_the_same_quads(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    rows = list(store.graph.query("SELECT ?c { ?c a kg:Claim }"))
    assert len(rows) == 4


def test_to_networkx_keeps_claims_as_edges_with_grade_and_polarity(tmp_path: Path):
    record = f.record()
    graph = build(tmp_path / "s", record, rejected=(record.claims[0].id,)).to_networkx()
    assert isinstance(graph, nx.MultiDiGraph)
    edges = {key: data for _, _, key, data in graph.edges(keys=True, data=True)}
    assert set(edges) == {claim.id for claim in record.claims}
    negated = edges[record.claims[1].id]
    assert (negated["polarity"], negated["grade"], negated["predicate"]) == ("negated", 1, "causes")
    assert edges[record.claims[0].id]["rejected"]


def test_vocabulary_has_ancestors_of_named_concepts(tmp_path: Path):
    record = f.record()
    store = Store.create(tmp_path / "s")
    concepts = (
        ConceptTerm("MESH:D020935", "Ginger", ("Zingiber",), ("MESH:D1",), (), EntityType.FOOD),
        ConceptTerm("MESH:D1", "Plants", (), ("MESH:D2",)),
        ConceptTerm("MESH:D2", "Living things"),
        ConceptTerm("MESH:D9", "Unrelated"),
    )
    store.write([record], f.corpus(record), concepts=concepts)
    found = store.query(
        "SELECT ?l { ?e skos:notation 'MESH:D020935' ; skos:broader* ?b . ?b skos:prefLabel ?l }"
    )
    assert sorted(row["l"].value for row in found) == ["Ginger", "Living things", "Plants"]
    assert not store.query("ASK { ?e skos:notation 'MESH:D9' }")


def test_dataset_description_counts_claims_and_triples(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    (row,) = store.query("SELECT ?n ?t { ?d a void:Dataset ; void:entities ?n ; void:triples ?t }")
    assert int(row["n"].value) == 4
    graph = store.mint.graph("dataset")
    rest = sum(g.quads for g in store.manifest.graphs if g.iri != graph)
    assert int(row["t"].value) == rest


def test_query_error_is_ours(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    with pytest.raises(QueryError):
        store.query("SELECT nothing")


def test_query_cannot_write(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    with pytest.raises((QueryError, RuntimeError, OSError)):
        store.quads.add(
            pyoxigraph.Quad(
                pyoxigraph.NamedNode(KG.Claim),
                pyoxigraph.NamedNode(KG.rule),
                pyoxigraph.Literal("x"),
            )
        )
    with pytest.raises(QueryError):
        store.query("DELETE WHERE { ?s ?p ?o }")


def test_reader_keeps_its_generation_while_a_writer_goes_on(tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(4)]
    writer = build(tmp_path / "s", *records[:1])
    reader = Store.open(tmp_path / "s", read_only=True)
    digest = reader.nquads_digest()
    for record in records[1:]:
        writer.write([record], f.corpus(*records), provenance=RUN)
    assert reader.nquads_digest() == digest
    assert [r.document.id for r in reader.records()] == ["0.md"]
    reader.reload()
    assert reader.nquads_digest() == writer.nquads_digest() != digest
    writer.write([], f.corpus(*records))
    reader.close()
    writer.write([], f.corpus(*records))
    assert len(list((tmp_path / "s" / "generations").iterdir())) == 1


def test_read_only_store_refuses_to_write(tmp_path: Path):
    build(tmp_path / "s", f.record()).close()
    with pytest.raises(StoreError, match="reading only"):
        Store.open(tmp_path / "s", read_only=True).write([])


def test_damaged_record_and_unknown_format_are_named(tmp_path: Path):
    store = build(tmp_path / "s", f.record())
    (path,) = (tmp_path / "s" / "records").rglob("*.json")
    path.write_bytes(path.read_bytes().replace(b"Ginger", b"Garlic", 1))
    with pytest.raises(StoreError, match="damaged"):
        list(store.records())
    manifest = next((tmp_path / "s" / "generations").iterdir()) / "manifest.json"
    manifest.write_text(json.dumps({"format": 99}))
    with pytest.raises(StoreError, match="format 99"):
        Store.open(tmp_path / "s")


def test_bulk_load_in_batches_loads_every_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.graph.loading._BATCH", 150)
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(2)]
    small = Store.create(tmp_path / "small")
    small.write(records, f.corpus(*records))
    monkeypatch.undo()
    whole = Store.create(tmp_path / "whole")
    whole.write(records, f.corpus(*records))
    assert small.nquads_digest() == whole.nquads_digest()

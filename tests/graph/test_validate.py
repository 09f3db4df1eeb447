"""What `kg validate` finds: each broken link once, with its place."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import graph_factory as f
import pyoxigraph
import pytest

from kg.errors import StoreError
from kg.graph import Store, document_checks
from kg.graph import validate as validating
from kg.graph.loading import holds_graph, replace_graph
from kg.graph.record_checks import check_record
from kg.graph.store_checks import run_checks, store_checks
from kg.graph.validate import validate
from kg.model.appraisal import Severity
from kg.model.document import CitationState
from kg.model.record import DocumentRecord
from kg.terms import KG, RDF


@pytest.fixture
def built(tmp_path: Path) -> tuple[Store, Path]:
    source = tmp_path / "ginger.md"
    source.write_bytes(f.TEXT.encode())
    record = f.record()
    store = Store.create(tmp_path / "s")
    store.write([record], f.corpus(record), paths={"ginger.md": source})
    return store, source


def test_validate_fresh_store_finds_nothing(built):
    assert list(validate(built[0])) == []


@pytest.mark.parametrize(
    ("old", "new", "line"), [("increased", "decreased", 3), ("450 mg", "950 mg", 7)]
)
def test_validate_names_file_and_place_of_one_changed_character(built, old, new, line):
    store, source = built
    source.write_bytes(f.TEXT.replace(old, new).encode())
    problems = list(validate(store, shacl=False))
    assert [p.kind for p in problems] == ["source-changed", "quote-lost"]
    assert all(p.severity is Severity.ERROR and str(source) in p.message for p in problems)
    assert problems[0].place.startswith(f"line {line}, offset ")
    assert problems[1].claim is not None


def test_validate_changed_character_outside_quotes_still_breaks_the_chain(built):
    store, source = built
    source.write_bytes(f.TEXT.replace("Nothing", "Something").encode())
    assert [p.kind for p in validate(store, shacl=False)] == ["source-changed"]


def test_validate_missing_source_is_an_error(built):
    store, source = built
    source.unlink()
    assert [p.kind for p in validate(store, shacl=False)] == ["source-missing"]


def test_validate_line_of_json_lines_is_found_by_its_digest(tmp_path: Path):
    line = b'{"id": "a", "text": "..."}'
    source = tmp_path / "many.jsonl"
    source.write_bytes(b'{"id": "z"}\n' + line + b"\n")
    record = f.record()
    document = record.document
    sourced = replace(document.source, sha256=f.sha256(line.decode()))
    document = replace(document, source=sourced)
    claims = tuple(c.identified(sourced.sha256) for c in record.claims)
    record = replace(record, document=document, claims=claims)
    store = Store.create(tmp_path / "s")
    store.write([record], f.corpus(record), paths={"ginger.md": source})
    assert list(validate(store, shacl=False)) == []


def first(record: DocumentRecord, **changes) -> DocumentRecord:
    changed = replace(record.claims[0], **changes)
    changed = changed.identified(record.document.source.sha256)
    return replace(record, claims=(changed, *record.claims[1:]))


def broken() -> dict[str, DocumentRecord]:
    record = f.record()
    claim, document = record.claims[0], record.document
    citation = claim.citations[0]
    moved = replace(claim.subject, start=claim.subject.start + 1, end=claim.subject.end + 1)
    return {
        "quote-mismatch": first(record, quote=replace(claim.quote, exact="something else")),
        "context-mismatch": first(record, quote=replace(claim.quote, prefix="nowhere")),
        "mention-mismatch": first(record, subject=moved),
        "broken-link": first(record, sentence=99),
        "wrong-id": replace(record, claims=(replace(claim, id="0" * 16), *record.claims[1:])),
        "wrong-state": first(
            record, citations=(replace(citation, state=CitationState.PLACEHOLDER),)
        ),
        "marker-mismatch": replace(
            record,
            document=replace(
                document,
                markers=(replace(document.markers[0], text="[7]"), *document.markers[1:]),
            ),
        ),
        "marker-lost": replace(record, unattached=()),
    }


@pytest.mark.parametrize("kind", sorted(broken()))
def test_check_record_names_the_broken_link(kind: str):
    assert kind in {problem.kind for problem in check_record(broken()[kind])}


def test_check_record_sound_record_is_silent():
    assert list(check_record(f.record())) == []


def test_holds_graph_tells_one_quad_more_less_or_other():
    store, other = (
        pyoxigraph.Store(),
        "<http://e.org/s> <http://e.org/p> <http://e.org/o> <http://e.org/h> .\n",
    )
    lines = [
        f'<http://e.org/{name}> <http://e.org/p> "{name}\\n"@en <http://e.org/g> .\n'
        for name in "abc"
    ]
    store.load("".join([*lines, other]).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    graph = "http://e.org/g"
    assert holds_graph(store, graph, lines)
    assert not holds_graph(store, graph, lines[1:])
    assert not holds_graph(store, graph, [*lines, lines[0].replace("/a>", "/d>")])
    assert not holds_graph(store, graph, [*lines[1:], lines[0].replace('"a', '"A')])
    assert holds_graph(store, "http://e.org/none", [])


def test_graph_that_differs_from_its_record_is_found(built):
    store, _ = built
    graph = store.mint.document(f.record().document.source.sha256)
    lines = [line for line in store.graph_lines(graph) if KG.wording not in line]
    writable = pyoxigraph.Store(str(store._folder / "quads"))
    replace_graph(writable, graph, lines)
    del writable
    store.reload()
    kinds = {problem.kind for problem in validate(store, sources=False)}
    assert {"graph-differs", "shape", "ClaimShape"} <= kinds


CLAIM = "https://w3id.org/citegraph/claim/x"
G = "https://w3id.org/citegraph/document/x"


def hits(turtle: str) -> set[str]:
    store = pyoxigraph.Store()
    store.load(
        f"@prefix kg: <https://w3id.org/citegraph/ontology#> . @prefix rdf: <{RDF.type[:-4]}> . "
        f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> . "
        f"@prefix oa: <http://www.w3.org/ns/oa#> . @prefix : <https://e.org/> . {turtle}".encode(),
        format=pyoxigraph.RdfFormat.TRIG,
    )
    return {hit.check.id for hit in run_checks(store, store_checks(), "https://e.org/")}


GOOD = """
:d { :c a kg:Claim ; rdf:subject :s ; rdf:predicate kg:causes ; rdf:object :o ;
     kg:inDocument :d ; kg:polarity kg:polarity-affirmed ; kg:certainty kg:certainty-asserted ;
     kg:hasQuote :q ; kg:quoteText "x" ; kg:quoteStart 1 ; kg:quoteEnd 2 ;
     kg:hasCitation :cit ; kg:hasEvidence :ev .
     :q oa:hasSelector :t , :p . :t oa:exact "x" . :p oa:start 1 ; oa:end 2 .
     :cit kg:throughMarker :m . :ev kg:usesCitation :cit .
     :m a kg:CitationMarker ; kg:isAttached true . :n a kg:CitationMarker ; kg:isAttached false . }
:grades { :c kg:gradeLevel 1 .
     :prop a kg:Proposition ; rdf:subject :s ; kg:statedBy :c . }
:direct { :s kg:causes :o }
:vocabulary { :s skos:prefLabel "s" . :o skos:prefLabel "o" . }
:curation { :j a kg:Judgement ; kg:judges :c . }
"""
BAD = {
    "claim-without-grade": (":c kg:gradeLevel 1 .", ""),
    "claim-with-two-grades": (":c kg:gradeLevel 1 .", ":c kg:gradeLevel 1 , 2 ."),
    "claim-in-two-documents": ("kg:inDocument :d", "kg:inDocument :d , :e"),
    "edge-without-claim": (":s kg:causes :o }", ":s kg:causes :o . :s kg:treats :o }"),
    "claim-without-edge": (":direct { :s kg:causes :o }", ""),
    "entity-without-label": (':s skos:prefLabel "s" .', ""),
    "quote-differs-from-claim": ("kg:quoteStart 1", "kg:quoteStart 0"),
    "evidence-of-another-claim": ("kg:usesCitation :cit", "kg:usesCitation :other"),
    "proposition-without-claim": ("kg:statedBy :c", "kg:statedBy :gone"),
    "proposition-differs-from-claim": (":s ; kg:statedBy", ":x ; kg:statedBy"),
    "attached-marker-without-claim": ("kg:throughMarker :m", "kg:throughMarker :k"),
    "unattached-marker-with-claim": ("kg:throughMarker :m", "kg:throughMarker :m , :n"),
    "judgement-without-claim": ("kg:judges :c", "kg:judges :gone"),
}  # fmt: skip


def test_store_checks_sound_store_is_silent():
    assert hits(GOOD) == set()


def test_every_store_check_has_a_failing_case():
    assert {check.id for check in store_checks()} == set(BAD)


@pytest.mark.parametrize("check", sorted(BAD))
def test_store_check_finds_its_fault(check: str):
    old, new = BAD[check]
    assert old in GOOD
    assert check in hits(GOOD.replace(old, new))


@pytest.mark.parametrize(
    ("polarity", "certainty", "extra"),
    [
        ("polarity-negated", "certainty-asserted", ""),
        ("polarity-affirmed", "certainty-hypothetical", ""),
        ("polarity-affirmed", "certainty-asserted", ":c kg:isRejected true ."),
    ],
)
def test_store_checks_find_a_plain_edge_that_must_not_be(polarity, certainty, extra):
    bad = GOOD.replace("polarity-affirmed", polarity).replace("certainty-asserted", certainty)
    bad = bad.replace(":c kg:gradeLevel 1 .", f":c kg:gradeLevel 1 . {extra}")
    assert hits(bad) == {"edge-without-claim"}


@pytest.fixture
def many(tmp_path: Path) -> Store:
    """Return a store of 45 documents, one of whose graphs lacks what its claims need."""
    records = [f.record(f"{n:02d}.md", salt=str(n)) for n in range(45)]
    store = Store.create(tmp_path / "s")
    store.write(records, f.corpus(*records))
    graph = store.mint.document(records[33].document.source.sha256)
    lines = [line for line in store.graph_lines(graph) if KG.wording not in line]
    writable = pyoxigraph.Store(str(store._folder / "quads"))
    replace_graph(writable, graph, lines)
    del writable
    store.reload()
    return store


def test_validate_finds_the_same_with_any_number_of_workers(many: Store):
    seen: list[int] = []
    one = list(validate(many, shacl=False, watch=seen.append))
    assert sum(seen) == 45
    assert {(p.kind, p.document) for p in one if p.severity is Severity.ERROR} == {
        ("graph-differs", "33.md"),
        ("ClaimShape", "33.md"),
    }
    assert list(validate(many, shacl=False, workers=2)) == one


def test_validate_in_several_processes_refuses_a_store_that_changed(many: Store):
    other = Store.open(many.path)
    other.write([f.record("new.md", salt="new")], f.corpus(f.record("new.md", salt="new")))
    with pytest.raises(StoreError, match="written to while"):
        list(validate(many, shacl=False, workers=2))


def test_pyshacl_is_left_out_above_its_limit(many: Store, monkeypatch):
    calls = []
    monkeypatch.setattr(document_checks, "check_shapes", lambda lines: calls.append(lines) or ())
    list(validate(many))
    assert len(calls) == 45
    monkeypatch.setattr(validating, "SHACL_LIMIT", 44)
    list(validate(many))
    assert len(calls) == 45

"""The code's terms and ontology.ttl are equal both ways; prefixes expand."""

from __future__ import annotations

import enum
from pathlib import Path

import pytest

from kg import terms
from kg.graph.ontology import ontology_text
from kg.graph.ontology_reference import ontology_reference
from kg.model import appraisal, claim, document

rdflib = pytest.importorskip("rdflib")
SKOS, RDFS, RDF, OWL = rdflib.SKOS, rdflib.RDFS, rdflib.RDF, rdflib.OWL
ALIGNMENTS = (
    RDFS.subClassOf, RDFS.subPropertyOf, SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch,
    SKOS.relatedMatch,
)  # fmt: skip


@pytest.fixture(scope="module")
def ontology():
    return rdflib.Graph().parse(data=ontology_text(), format="turtle")


def own(ontology):
    return {str(s) for s in ontology.subjects() if str(s).startswith(terms.KG_BASE)}


def test_terms_of_the_code_and_of_the_file_are_equal_both_ways(ontology):
    assert own(ontology) == set(terms.own_terms())


def test_ontology_every_term_has_label_definition_and_example(ontology):
    for iri in own(ontology):
        for needed in (RDFS.label, SKOS.definition, SKOS.example):
            found = list(ontology.objects(rdflib.URIRef(iri), needed))
            assert len(found) == 1, (iri, needed)
            assert found[0].language == "en"


def test_ontology_every_class_and_property_is_aligned_and_every_value_has_a_notation(ontology):
    for iri in map(rdflib.URIRef, own(ontology)):
        if (iri, RDF.type, OWL.NamedIndividual) in ontology:
            assert (iri, SKOS.notation, None) in ontology, iri
            continue
        targets = [o for p in ALIGNMENTS for o in ontology.objects(iri, p)]
        assert any(not str(target).startswith(terms.KG_BASE) for target in targets) or any(
            (rdflib.URIRef(target), RDFS.subClassOf, None) in ontology for target in targets
        ), iri


def test_ontology_has_a_versioned_iri_and_no_blank_node(ontology):
    assert list(ontology.objects(rdflib.URIRef(terms.ONTOLOGY_IRI), OWL.versionIRI))
    assert not [node for node in ontology.all_nodes() if isinstance(node, rdflib.BNode)]


def test_ontology_is_consistent_under_owl_rl(ontology):
    owlrl = pytest.importorskip("owlrl")
    closure = rdflib.Graph()
    closure += ontology
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(closure)
    error = rdflib.URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    assert not list(closure.objects(None, error))
    nothing = rdflib.OWL.Nothing
    assert not list(closure.subjects(RDF.type, nothing))


@pytest.mark.parametrize(
    ("axis", "values"),
    [
        ("polarity", claim.Polarity),
        ("certainty", claim.Certainty),
        ("wording", claim.Wording),
        ("design", claim.Design),
        ("attribution", claim.Attribution),
        ("via", claim.Via),
        ("scope", claim.Scope),
        ("state", document.CitationState),
        ("style", document.MarkerStyle),
        ("direction", appraisal.Direction),
        ("decision", appraisal.Decision),
    ],
)
def test_scales_have_the_values_of_the_model(axis: str, values: type[enum.StrEnum]):
    assert set(terms.INDIVIDUALS[axis]) == {value.value for value in values}


def test_relations_and_entity_types_are_those_of_the_model():
    assert set(terms.PREDICATES) == {value.value for value in claim.Predicate}
    assert {*terms.ENTITY_TYPES, "Study"} == {value.value for value in claim.EntityType}


def test_individual_unknown_value_is_refused():
    with pytest.raises(KeyError):
        terms.individual("polarity", "perhaps")
    with pytest.raises(KeyError):
        terms.predicate("cures")


@pytest.mark.parametrize(
    ("curie", "iri"),
    [
        ("MESH:D007970", "http://id.nlm.nih.gov/mesh/D007970"),
        ("HP:0001882", "http://purl.obolibrary.org/obo/HP_0001882"),
        ("DRUGBANK:DB00001", "https://identifiers.org/drugbank:DB00001"),
        ("MESH:", None),
        ("MESH:a b", None),
        ("nothing", None),
    ],
)
def test_expand(curie: str, iri: str | None):
    assert terms.expand(curie) == iri


def test_reference_page_is_printed_from_the_ontology():
    text = ontology_reference()
    for iri in terms.own_terms():
        assert f"| `kg:{iri.removeprefix(terms.KG_BASE)}` |" in text
    page = Path(__file__).resolve().parents[2] / "docs" / "ontology.md"
    assert page.read_text(encoding="utf-8") == text, "run scripts/ontology_reference"

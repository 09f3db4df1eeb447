"""KGX: nodes and edges as TSV and JSON Lines, in the terms of the Biolink Model.

Source: https://github.com/biolink/kgx/blob/master/specification/kgx-format.md
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from kg.graph.claim_quads import argument_iri
from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.minting import Minter
from kg.graph.store import Store
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Polarity
from kg.model.record import DocumentRecord
from kg.terms import CURIE_BASES

#: Relation → (Biolink predicate, direction qualifier or None, whether the ends change places).
PREDICATES: Mapping[str, tuple[str, str | None, bool]] = MappingProxyType(
    {
        "isA": ("biolink:subclass_of", None, False),
        "partOf": ("biolink:part_of", None, False),
        "hasPart": ("biolink:has_part", None, False),
        "definedAs": ("biolink:related_to", None, False),
        "causes": ("biolink:causes", None, False),
        "increasesRiskOf": ("biolink:predisposes_to_condition", None, False),
        "decreasesRiskOf": ("biolink:preventative_for_condition", None, False),
        "hasSymptom": ("biolink:has_phenotype", None, False),
        "hasSign": ("biolink:has_phenotype", None, False),
        "treats": ("biolink:ameliorates_condition", None, False),
        "prevents": ("biolink:preventative_for_condition", None, False),
        "protectsAgainst": ("biolink:preventative_for_condition", None, False),
        "increases": ("biolink:affects", "increased", False),
        "decreases": ("biolink:affects", "decreased", False),
        "affects": ("biolink:affects", None, False),
        "associatedWith": ("biolink:associated_with", None, False),
        "produces": ("biolink:produces", None, False),
        "hasDosage": ("biolink:related_to", None, False),
        "hasReferenceRange": ("biolink:related_to", None, False),
        "diagnosedBy": ("biolink:diagnoses", None, True),
        "foundIn": ("biolink:located_in", None, False),
        "interactsWith": ("biolink:interacts_with", None, False),
    }
)

#: Entity type → Biolink class.
CATEGORIES: Mapping[str, str] = MappingProxyType(
    {
        "Condition": "biolink:Disease",
        "Symptom": "biolink:PhenotypicFeature",
        "Supplement": "biolink:ChemicalEntity",
        "Drug": "biolink:Drug",
        "Food": "biolink:Food",
        "Procedure": "biolink:Procedure",
        "Cell": "biolink:Cell",
        "Tissue": "biolink:GrossAnatomicalStructure",
        "Substance": "biolink:ChemicalEntity",
        "BiologicalProcess": "biolink:BiologicalProcess",
        "BiologicalMeasure": "biolink:ClinicalAttribute",
        "Organism": "biolink:OrganismTaxon",
        "Population": "biolink:PopulationOfIndividualOrganisms",
        "Study": "biolink:Study",
    }
)
NODE_COLUMNS = ("id", "category", "name", "iri", "xref", "provided_by")
EDGE_COLUMNS = (
    "id", "category", "subject", "predicate", "object", "negated", "qualifiers", "publications",
    "primary_knowledge_source", "knowledge_level", "agent_type", "supporting_text",
    "has_confidence_score", "original_subject", "original_predicate", "original_object",
    "description",
)  # fmt: skip
_BREAKS = re.compile(r"[\t\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029|]+")


def nodes(store: Store) -> Iterator[dict[str, Any]]:
    """Yield each entity once, in the order in which claims name them."""
    seen: set[str] = set()
    for claim in store.claims():
        for argument in (claim.subject, claim.object):
            node = _node(store.mint, claim, argument)
            if node["id"] not in seen:
                seen.add(node["id"])
                yield node


def edges(store: Store) -> Iterator[dict[str, Any]]:
    """Yield each claim that nobody rejected; a negated one says so."""
    corpus = store.corpus()
    grades = {item.claim: item.grade for item in corpus.grades}
    rejected = frozenset(corpus.rejected)
    for record in store.records():
        for claim in record.claims:
            if claim.id not in rejected:
                edge = _edge(store.mint, record, claim)
                grade = grades.get(claim.id, claim.grade)
                if grade is not None:
                    words = f"evidence grade (estimated): {grade.level}, {grade.label}"
                    edge["description"] = f"{edge['description']}; {words}"
                yield edge


def node_id(mint: Minter, claim: Claim, argument: Argument) -> str:
    """Return the CURIE of an entity: its vocabulary's, or one of ours."""
    if argument.id and argument.id.partition(":")[0] in CURIE_BASES:
        return argument.id
    return "citegraph:" + argument_iri(mint, claim, argument).removeprefix(mint.base)


def _node(mint: Minter, claim: Claim, argument: Argument) -> dict[str, Any]:
    node: dict[str, Any] = {
        "id": node_id(mint, claim, argument),
        "category": [CATEGORIES.get(argument.type.value, "biolink:NamedThing")],
        "name": argument.label,
        "iri": argument_iri(mint, claim, argument),
        "provided_by": ["infores:citegraph"],
    }
    if argument.grounding is not None and argument.grounding.exact_matches:
        node["xref"] = list(argument.grounding.exact_matches)
    return node


def _edge(mint: Minter, record: DocumentRecord, claim: Claim) -> dict[str, Any]:
    name, direction, turned = PREDICATES[claim.predicate.value]
    ends = (claim.subject, claim.object)
    subject, target = reversed(ends) if turned else ends
    edge: dict[str, Any] = {
        "id": mint.claim(claim.id),
        "category": ["biolink:Association"],
        "subject": node_id(mint, claim, subject),
        "predicate": name,
        "object": node_id(mint, claim, target),
        "negated": claim.polarity is Polarity.NEGATED,
        "qualifiers": list(_qualifiers(claim, direction)),
        "publications": list(_publications(record, claim)),
        "primary_knowledge_source": "infores:citegraph",
        "knowledge_level": "not_provided",
        "agent_type": "text_mining_agent",
        "supporting_text": [claim.quote.exact],
        "has_confidence_score": claim.confidence,
        "original_subject": claim.subject.label,
        "original_predicate": f"kg:{claim.predicate.value}",
        "original_object": claim.object.label,
        "description": f"stated in {claim.document}",
    }
    return {key: value for key, value in edge.items() if value != []}


def _qualifiers(claim: Claim, direction: str | None) -> Iterator[str]:
    if direction is not None:
        yield f"object_direction_qualifier:{direction}"
    yield f"kg:polarity-{claim.polarity.value.replace('_', '-')}"
    yield f"kg:certainty-{claim.certainty.value}"


def _publications(record: DocumentRecord, claim: Claim) -> Iterator[str]:
    by_id = {reference.id: reference for reference in record.document.references}
    cited = (by_id[key] for c in claim.citations for key in c.references if key in by_id)
    found: dict[str, None] = {}
    for reference in cited:
        if reference.pmid:
            found[f"PMID:{reference.pmid}"] = None
        elif reference.doi:
            found[f"doi:{reference.doi}"] = None
    yield from found


def _tsv(columns: tuple[str, ...], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    yield "\t".join(columns) + "\n"
    for row in rows:
        yield "\t".join(_cell(row.get(column)) for column in columns) + "\n"


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "|".join(_BREAKS.sub(" ", str(item)) for item in value)
    if isinstance(value, bool):
        return str(value).lower()
    return _BREAKS.sub(" ", str(value))


def _json_lines(rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("nodes.tsv", _tsv(NODE_COLUMNS, nodes(store)))
    yield ExportFile("edges.tsv", _tsv(EDGE_COLUMNS, edges(store)))
    yield ExportFile("nodes.jsonl", _json_lines(nodes(store)))
    yield ExportFile("edges.jsonl", _json_lines(edges(store)))


KGX = Exporter("kgx", "nodes and edges in Biolink terms, TSV and JSON Lines", True, _files)

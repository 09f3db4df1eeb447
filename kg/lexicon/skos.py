"""The vocabulary in SKOS, for people who want it outside citegraph.

Source: W3C, SKOS Simple Knowledge Organization System Reference, 2009. Written as text: nothing
below the graph layer imports an RDF library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from urllib.parse import quote

from kg.lexicon.terms import Concept

# Where each prefix resolves; Bioregistry names and the OBO PURLs.
PREFIXES = {
    "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
    "CL": "http://purl.obolibrary.org/obo/CL_",
    "DRUGBANK": "https://go.drugbank.com/drugs/",
    "HP": "http://purl.obolibrary.org/obo/HP_",
    "MESH": "http://id.nlm.nih.gov/mesh/",
    "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
    "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
    "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
}
_SCHEME = "https://w3id.org/citegraph/vocabulary"
_LOCAL = re.compile(r"[A-Za-z0-9]+")


def render_skos(concepts: Iterable[Concept]) -> str:
    """Return the concepts as a SKOS concept scheme in Turtle, in order of their IRIs."""
    lines = [
        "@prefix dct: <http://purl.org/dc/terms/> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
        "@prefix voc: <https://w3id.org/citegraph/vocabulary/> .",
        *(f"@prefix {prefix}: <{iri}> ." for prefix, iri in PREFIXES.items()),
        "",
        f"<{_SCHEME}> a skos:ConceptScheme ;",
        '    dct:title "Concepts of health and nutrition writing"@en .',
    ]
    for concept in sorted(concepts, key=lambda one: slug(one.label)):
        lines += ["", *_concept(concept)]
    return "\n".join(lines) + "\n"


def slug(label: str) -> str:
    """Return the local part of a concept's IRI.

    >>> slug("Sjögren's syndrome")
    "sj%C3%B6gren's-syndrome"
    """
    return quote(label.lower().replace(" ", "-"), safe="-()+.,'")


def _concept(concept: Concept) -> list[str]:
    rows = [
        f"<{_SCHEME}/{slug(concept.label)}> a skos:Concept",
        f"    skos:inScheme <{_SCHEME}>",
        f"    skos:prefLabel {_literal(concept.label)}",
        *(f"    skos:altLabel {_literal(name)}" for name in concept.synonyms),
        f"    dct:type {json.dumps(concept.type.value)}",
    ]
    rows += [f"    skos:{row.match}Match {_curie(row.curie)}" for row in concept.identifiers]
    sources = dict.fromkeys(row.source for row in concept.identifiers)
    rows += [f"    dct:source {json.dumps(source)}" for source in sources]
    return [*(f"{row} ;" for row in rows[:-1]), f"{rows[-1]} ."]


def _literal(text: str) -> str:
    return f"{json.dumps(text, ensure_ascii=False)}@en"


def _curie(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return curie if _LOCAL.fullmatch(local) else f"<{PREFIXES[prefix]}{quote(local)}>"

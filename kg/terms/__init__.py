"""The IRIs that citegraph writes, as closed namespaces: a misspelt term is a type error.

``ontology.ttl`` defines every ``kg:`` term; a test holds the two equal both ways.
"""

from kg.terms.external import (
    BIRO,
    C4O,
    CITO,
    DCAT,
    DCTERMS,
    DOCO,
    FABIO,
    OA,
    OBO,
    PRISM,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    VOID,
    VOID_CLASS,
    VOID_PROPERTY,
    XSD,
)
from kg.terms.own import DEFAULT_BASE, KG, KG_BASE, ONTOLOGY_IRI
from kg.terms.prefixes import CURIE_BASES, PREFIXES, expand
from kg.terms.scales import (
    ENTITY_TYPES,
    INDIVIDUALS,
    PREDICATES,
    entity_type,
    individual,
    own_terms,
    predicate,
)

__all__ = [
    "BIRO",
    "C4O",
    "CITO",
    "CURIE_BASES",
    "DCAT",
    "DCTERMS",
    "DEFAULT_BASE",
    "DOCO",
    "ENTITY_TYPES",
    "FABIO",
    "INDIVIDUALS",
    "KG",
    "KG_BASE",
    "OA",
    "OBO",
    "ONTOLOGY_IRI",
    "PREDICATES",
    "PREFIXES",
    "PRISM",
    "PROV",
    "RDF",
    "RDFS",
    "SCHEMA",
    "SKOS",
    "VOID",
    "VOID_CLASS",
    "VOID_PROPERTY",
    "XSD",
    "entity_type",
    "expand",
    "individual",
    "own_terms",
    "predicate",
]

"""Prefixes for SPARQL and Turtle, and the IRIs behind the CURIEs of other vocabularies."""

from __future__ import annotations

from types import MappingProxyType

from kg.terms.own import KG_BASE

#: Prefixes declared in every query and every file that we write.
PREFIXES = MappingProxyType(
    {
        "kg": KG_BASE,
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dcterms": "http://purl.org/dc/terms/",
        "prov": "http://www.w3.org/ns/prov#",
        "oa": "http://www.w3.org/ns/oa#",
        "cito": "http://purl.org/spar/cito/",
        "c4o": "http://purl.org/spar/c4o/",
        "biro": "http://purl.org/spar/biro/",
        "fabio": "http://purl.org/spar/fabio/",
        "doco": "http://purl.org/spar/doco/",
        "prism": "http://prismstandard.org/namespaces/basic/2.0/",
        "obo": "http://purl.obolibrary.org/obo/",
        "biolink": "https://w3id.org/biolink/vocab/",
        "schema": "https://schema.org/",
        "void": "http://rdfs.org/ns/void#",
        "dcat": "http://www.w3.org/ns/dcat#",
    }
)

#: CURIE prefix → IRI start. OBO ontologies by their PURLs, MeSH by the library's own RDF, the
#: others by identifiers.org. Source: https://bioregistry.io and https://biolink.github.io.
CURIE_BASES = MappingProxyType(
    {
        "MESH": "http://id.nlm.nih.gov/mesh/",
        "MONDO": "http://purl.obolibrary.org/obo/MONDO_",
        "HP": "http://purl.obolibrary.org/obo/HP_",
        "CHEBI": "http://purl.obolibrary.org/obo/CHEBI_",
        "CL": "http://purl.obolibrary.org/obo/CL_",
        "UBERON": "http://purl.obolibrary.org/obo/UBERON_",
        "NCBITaxon": "http://purl.obolibrary.org/obo/NCBITaxon_",
        "GO": "http://purl.obolibrary.org/obo/GO_",
        "PR": "http://purl.obolibrary.org/obo/PR_",
        "DOID": "http://purl.obolibrary.org/obo/DOID_",
        "FOODON": "http://purl.obolibrary.org/obo/FOODON_",
        "NCIT": "http://purl.obolibrary.org/obo/NCIT_",
        "OBI": "http://purl.obolibrary.org/obo/OBI_",
        "MAXO": "http://purl.obolibrary.org/obo/MAXO_",
        "CMO": "http://purl.obolibrary.org/obo/CMO_",
        "EFO": "http://www.ebi.ac.uk/efo/EFO_",
        "ECO": "http://purl.obolibrary.org/obo/ECO_",
        "SEPIO": "http://purl.obolibrary.org/obo/SEPIO_",
        "DRUGBANK": "https://identifiers.org/drugbank:",
        "RXNORM": "https://identifiers.org/rxcui:",
        "RXCUI": "https://identifiers.org/rxcui:",
        "UMLS": "https://identifiers.org/umls:",
        "LOINC": "https://identifiers.org/loinc:",
        "SNOMEDCT": "https://identifiers.org/snomedct:",
        "HGNC": "https://identifiers.org/hgnc:",
        "NCBIGENE": "https://identifiers.org/ncbigene:",
        "PUBCHEM.COMPOUND": "https://identifiers.org/pubchem.compound:",
        "KEGG": "https://identifiers.org/kegg:",
        "CAS": "https://identifiers.org/cas:",
        "UNII": "https://identifiers.org/unii:",
        "WIKIDATA": "http://www.wikidata.org/entity/",
        "OMIM": "https://identifiers.org/mim:",
        "ICD10CM": "https://identifiers.org/icd10cm:",
    }
)


def expand(curie: str) -> str | None:
    """Return the IRI of a CURIE of another vocabulary, or None for an unknown prefix.

    >>> expand("MONDO:0003785")
    'http://purl.obolibrary.org/obo/MONDO_0003785'
    >>> expand("nowhere:1") is None
    True
    """
    prefix, colon, local = curie.partition(":")
    base = CURIE_BASES.get(prefix)
    if not colon or base is None or not local.isascii() or not local:
        return None
    return base + local if local.replace("-", "").replace(".", "").isalnum() else None

"""Terms of other vocabularies, only those that we write."""
# ruff: noqa: N815 - the names are those vocabularies'

from __future__ import annotations

from kg.terms.closing import closed


@closed("http://www.w3.org/1999/02/22-rdf-syntax-ns#")
class RDF:
    """RDF 1.1 (https://www.w3.org/TR/rdf11-concepts/)."""

    type: str
    subject: str
    predicate: str
    object: str
    reifies: str  # RDF 1.2


@closed("http://www.w3.org/2000/01/rdf-schema#")
class RDFS:
    """RDF Schema 1.1."""

    label: str
    comment: str
    seeAlso: str


@closed("http://www.w3.org/2001/XMLSchema#")
class XSD:
    """XML Schema datatypes 1.1."""

    integer: str
    decimal: str
    boolean: str
    dateTime: str
    string: str
    gYear: str


@closed("http://www.w3.org/ns/oa#")
class OA:
    """Web Annotation Vocabulary (https://www.w3.org/TR/annotation-vocab/)."""

    SpecificResource: str
    TextQuoteSelector: str
    TextPositionSelector: str
    hasSource: str
    hasSelector: str
    exact: str
    prefix: str
    suffix: str
    start: str
    end: str


@closed("http://www.w3.org/ns/prov#")
class PROV:
    """PROV-O (https://www.w3.org/TR/prov-o/)."""

    Activity: str
    Entity: str
    SoftwareAgent: str
    used: str
    wasDerivedFrom: str
    wasGeneratedBy: str
    wasAssociatedWith: str


@closed("http://purl.org/dc/terms/")
class DCTERMS:
    """DCMI Metadata Terms."""

    title: str
    identifier: str
    format: str
    source: str
    description: str
    license: str
    conformsTo: str


@closed("http://purl.org/spar/cito/")
class CITO:
    """Citation Typing Ontology."""

    Citation: str
    hasCitingEntity: str
    hasCitedEntity: str
    hasCitationCharacterization: str
    citesAsEvidence: str


@closed("http://purl.org/spar/c4o/")
class C4O:
    """Citation Counting and Context Characterisation Ontology."""

    InTextReferencePointer: str
    denotes: str


@closed("http://purl.org/spar/biro/")
class BIRO:
    """Bibliographic Reference Ontology."""

    BibliographicReference: str
    references: str


@closed("http://purl.org/spar/fabio/")
class FABIO:
    """FRBR-aligned Bibliographic Ontology."""

    Expression: str
    hasPubMedId: str
    hasPubMedCentralId: str
    hasPublicationYear: str


@closed("http://purl.org/spar/doco/")
class DOCO:
    """Document Components Ontology."""

    Section: str
    Sentence: str


@closed("http://prismstandard.org/namespaces/basic/2.0/")
class PRISM:
    """PRISM basic metadata."""

    doi: str


@closed("http://purl.obolibrary.org/obo/")
class OBO:
    """SEPIO and ECO terms of the evidence line."""

    SEPIO_0000002: str  # evidence line
    SEPIO_0000183: str  # evidence direction
    ECO_0000033: str  # author statement supported by traceable reference
    ECO_0000034: str  # author statement without traceable support
    ECO_0000179: str  # animal model system study evidence
    ECO_0000180: str  # clinical study evidence
    ECO_0000181: str  # in vitro assay evidence


@closed("https://schema.org/")
class SCHEMA:
    """schema.org."""

    RecommendedDoseSchedule: str
    doseUnit: str
    doseValue: str
    frequency: str
    targetPopulation: str
    url: str


@closed("http://www.w3.org/2004/02/skos/core#")
class SKOS:
    """SKOS."""

    Concept: str
    ConceptScheme: str
    prefLabel: str
    altLabel: str
    exactMatch: str
    broader: str
    inScheme: str
    notation: str


@closed("http://rdfs.org/ns/void#")
class VOID:
    """Vocabulary of Interlinked Datasets."""

    Dataset: str
    triples: str
    entities: str
    documents: str
    vocabulary: str
    uriSpace: str
    exampleResource: str
    classPartition: str
    propertyPartition: str
    subset: str


@closed("http://www.w3.org/ns/dcat#")
class DCAT:
    """Data Catalog Vocabulary 3."""

    Dataset: str
    version: str
    theme: str


#: VoID writes partitions through properties that are Python keywords.
VOID_CLASS = "http://rdfs.org/ns/void#class"
VOID_PROPERTY = "http://rdfs.org/ns/void#property"

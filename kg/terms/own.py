"""The classes and properties of ``ontology.ttl``."""
# ruff: noqa: N815 - the names are the ontology's

from __future__ import annotations

from kg.terms.closing import closed

#: Where minted things live unless the user names another base.
DEFAULT_BASE = "https://w3id.org/citegraph/"
ONTOLOGY_IRI = "https://w3id.org/citegraph/ontology"
KG_BASE = "https://w3id.org/citegraph/ontology#"


@closed(KG_BASE)
class KG:
    """Classes and properties of our own; individuals are named by :func:`individual`."""

    # classes
    Document: str
    Section: str
    Sentence: str
    Quote: str
    Mention: str
    CitationMarker: str
    Reference: str
    Work: str
    Citation: str
    Claim: str
    EvidenceLine: str
    Study: str
    Entity: str
    Proposition: str
    Conflict: str
    Grading: str
    Reason: str
    Factor: str
    Judgement: str
    Extraction: str
    Value: str
    Polarity: str
    Certainty: str
    Wording: str
    Design: str
    Attribution: str
    Via: str
    Scope: str
    CitationState: str
    MarkerStyle: str
    Direction: str
    Basis: str
    Status: str
    Decision: str
    Grade: str
    # parts of documents
    inDocument: str
    inSection: str
    inSentence: str
    parentSection: str
    level: str
    missingHeading: str
    position: str
    start: str
    end: str
    text: str
    textLength: str
    textSha256: str
    sha256: str
    # claims
    subjectLabel: str
    objectLabel: str
    subjectMention: str
    objectMention: str
    hasQuote: str
    quoteText: str
    quoteStart: str
    quoteEnd: str
    polarity: str
    certainty: str
    wording: str
    design: str
    attribution: str
    confidence: str
    rule: str
    extractor: str
    population: str
    comparator: str
    condition: str
    statistic: str
    sampleSize: str
    quantityText: str
    duration: str
    route: str
    remark: str
    # mentions and entities
    names: str
    via: str
    groundingScore: str
    groundingReason: str
    groundingVocabulary: str
    minValue: str
    maxValue: str
    unit: str
    period: str
    timesMin: str
    timesMax: str
    dailyMin: str
    dailyMax: str
    perKilogram: str
    # citations
    hasCitation: str
    throughMarker: str
    toReference: str
    candidateReference: str
    citationState: str
    scope: str
    markerStyle: str
    pointerCount: str
    isAttached: str
    authorList: str
    container: str
    cataloguedDesign: str
    isRetracted: str
    # evidence
    hasEvidence: str
    direction: str
    reportedDesign: str
    verifiedDesign: str
    evidenceCode: str
    basis: str
    workQuote: str
    usesCitation: str
    hasStudy: str
    publishedIn: str
    # grades, propositions, curation
    grade: str
    gradeLevel: str
    hasGrading: str
    hasReason: str
    cebmLevel: str
    statedBy: str
    deniedBy: str
    belief: str
    supportBelief: str
    disputeBelief: str
    hasFactor: str
    factorValue: str
    status: str
    conflictsWith: str
    betweenClaims: str
    difference: str
    withinDocument: str
    isRejected: str
    judges: str
    decision: str
    judgementReason: str
    curator: str
    decidedAt: str
    correctedSubject: str
    correctedPredicate: str
    correctedObject: str
    correctedPolarity: str
    # provenance
    version: str
    ruleSet: str
    model: str
    modelSha256: str
    options: str

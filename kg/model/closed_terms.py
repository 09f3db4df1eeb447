"""The closed terms of a claim: its relations, types, and ways of being stated."""

from __future__ import annotations

from enum import StrEnum


class Predicate(StrEnum):
    """The relations a claim can state; names are part of the public contract."""

    IS_A = "isA"
    PART_OF = "partOf"
    HAS_PART = "hasPart"
    DEFINED_AS = "definedAs"
    CAUSES = "causes"
    INCREASES_RISK_OF = "increasesRiskOf"
    DECREASES_RISK_OF = "decreasesRiskOf"
    HAS_SYMPTOM = "hasSymptom"
    HAS_SIGN = "hasSign"
    TREATS = "treats"
    PREVENTS = "prevents"
    PROTECTS_AGAINST = "protectsAgainst"
    INCREASES = "increases"
    DECREASES = "decreases"
    AFFECTS = "affects"
    ASSOCIATED_WITH = "associatedWith"
    PRODUCES = "produces"
    HAS_DOSAGE = "hasDosage"
    HAS_REFERENCE_RANGE = "hasReferenceRange"
    DIAGNOSED_BY = "diagnosedBy"
    FOUND_IN = "foundIn"
    INTERACTS_WITH = "interactsWith"


class EntityType(StrEnum):
    """What kind of thing an entity is."""

    CONDITION = "Condition"
    SYMPTOM = "Symptom"
    SUPPLEMENT = "Supplement"
    DRUG = "Drug"
    FOOD = "Food"
    PROCEDURE = "Procedure"
    TEST = "Test"
    CELL = "Cell"
    TISSUE = "Tissue"
    SUBSTANCE = "Substance"
    BIOLOGICAL_PROCESS = "BiologicalProcess"
    BIOLOGICAL_MEASURE = "BiologicalMeasure"
    ORGANISM = "Organism"
    POPULATION = "Population"
    STUDY = "Study"
    QUANTITY = "Quantity"  # the object of hasDosage and hasReferenceRange
    OTHER = "Other"


class Polarity(StrEnum):
    """Whether the document says it is so."""

    AFFIRMED = "affirmed"
    NEGATED = "negated"
    NO_EVIDENCE = "no_evidence"
    MIXED = "mixed"


class Certainty(StrEnum):
    """How far the author commits to the claim."""

    ASSERTED = "asserted"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    HYPOTHETICAL = "hypothetical"


class Wording(StrEnum):
    """How strong a relation the sentence words, whatever its evidence (Yu et al. 2019)."""

    CAUSAL = "causal"
    CONDITIONAL_CAUSAL = "conditional_causal"
    CORRELATIONAL = "correlational"
    NONE = "none"


class Design(StrEnum):
    """The study design that the text reports."""

    SYSTEMATIC_REVIEW = "systematic_review"
    RCT = "rct"
    TRIAL = "trial"
    OBSERVATIONAL = "observational"
    HUMAN = "human"
    ANIMAL = "animal"
    IN_VITRO = "in_vitro"
    RESEARCH = "research"
    EXPERT = "expert"
    TRADITIONAL = "traditional"
    NONE = "none"


class Attribution(StrEnum):
    """Whose finding the claim is."""

    CITED_WORK = "cited_work"
    THIS_STUDY = "this_study"
    COMMON_KNOWLEDGE = "common_knowledge"


class Via(StrEnum):
    """How a label that is not in the quote was reached."""

    ANAPHORA = "anaphora"
    SECTION_TOPIC = "section_topic"
    LIST_LEAD_IN = "list_lead_in"
    ELLIPSIS = "ellipsis"


class Scope(StrEnum):
    """Where a citation marker stands relative to the claim."""

    SAME_SENTENCE = "same_sentence"
    NEXT_SENTENCE = "next_sentence"
    LIST_LEAD_IN = "list_lead_in"
    PARAGRAPH = "paragraph"
    REFERENCE_LIST = "reference_list"

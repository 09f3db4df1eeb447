"""The relations, entity classes and scales of ``ontology.ttl``, by the names of the claims JSON."""

from __future__ import annotations

from types import MappingProxyType

from kg.terms.own import KG, KG_BASE

#: Relations that claims state; the same names as in the claims JSON.
PREDICATES = (
    "isA", "partOf", "hasPart", "definedAs", "causes", "increasesRiskOf", "decreasesRiskOf",
    "hasSymptom", "hasSign", "treats", "prevents", "protectsAgainst", "increases", "decreases",
    "affects", "associatedWith", "produces", "hasDosage", "hasReferenceRange", "diagnosedBy",
    "foundIn", "interactsWith",
)  # fmt: skip

#: Classes of entities; the same names as in the claims JSON.
ENTITY_TYPES = (
    "Condition", "Symptom", "Supplement", "Drug", "Food", "Procedure", "Test", "Cell", "Tissue",
    "Substance", "BiologicalProcess", "BiologicalMeasure", "Organism", "Population", "Quantity",
    "Other",
)  # fmt: skip

#: Axis → values as the claims JSON writes them; the individual is ``kg:{axis}-{value}``.
INDIVIDUALS = MappingProxyType(
    {
        "polarity": ("affirmed", "negated", "no_evidence", "mixed"),
        "certainty": ("asserted", "probable", "possible", "hypothetical"),
        "wording": ("causal", "conditional_causal", "correlational", "none"),
        "design": (
            "systematic_review", "rct", "trial", "observational", "human", "animal", "in_vitro",
            "research", "expert", "traditional", "none",
        ),
        "attribution": ("cited_work", "this_study", "common_knowledge"),
        "via": ("anaphora", "section_topic", "list_lead_in", "ellipsis"),
        "scope": ("same_sentence", "next_sentence", "list_lead_in", "paragraph", "reference_list"),
        "state": ("resolved", "placeholder", "missing", "ambiguous"),
        "style": (
            "placeholder", "numeric", "superscript", "author_year", "footnote", "link",
            "identifier", "xref",
        ),
        "direction": ("supports", "disputes", "none"),
        "basis": ("article", "work"),
        "status": ("supported", "disputed", "conflicting", "uncited"),
        "decision": ("accept", "reject", "correct"),
        "grade": ("0", "1", "2", "3", "4"),
    }
)  # fmt: skip


def individual(axis: str, value: str) -> str:
    """Return the IRI of a value of one of our scales.

    >>> individual("polarity", "no_evidence")
    'https://w3id.org/citegraph/ontology#polarity-no-evidence'

    Raises:
        KeyError: There is no such axis or value.
    """
    if value not in INDIVIDUALS[axis]:
        raise KeyError(f"{axis} has no value {value!r}")
    return f"{KG_BASE}{axis}-{value.replace('_', '-')}"


def predicate(name: str) -> str:
    """Return the IRI of a relation.

    >>> predicate("causes")
    'https://w3id.org/citegraph/ontology#causes'

    Raises:
        KeyError: There is no such relation.
    """
    if name not in PREDICATES:
        raise KeyError(f"no relation {name!r}")
    return KG_BASE + name


def entity_type(name: str) -> str:
    """Return the IRI of a class of entities; a ``Study`` that is an argument is the class Study.

    Raises:
        KeyError: There is no such class.
    """
    if name not in ENTITY_TYPES and name != "Study":
        raise KeyError(f"no entity type {name!r}")
    return KG_BASE + name


def own_terms() -> frozenset[str]:
    """Return every ``kg:`` IRI that this code can write."""
    names = [*KG.__annotations__, *PREDICATES, *ENTITY_TYPES]
    values = [individual(axis, value) for axis, of in INDIVIDUALS.items() for value in of]
    return frozenset([*(KG_BASE + name for name in names), *values])

"""What cannot be: relations that no reading of a sentence can mean for these kinds of things."""

from __future__ import annotations

from kg.model.closed_terms import EntityType, Predicate

_TAKEN = frozenset({EntityType.SUPPLEMENT, EntityType.DRUG, EntityType.FOOD})
_NEVER_TREATED = _TAKEN | {
    EntityType.CELL,
    EntityType.PROCEDURE,
    EntityType.TEST,
    EntityType.POPULATION,
    EntityType.SUBSTANCE,
}
_OBJECTS: dict[Predicate, frozenset[EntityType]] = {
    Predicate.TREATS: _NEVER_TREATED,
    Predicate.PREVENTS: _NEVER_TREATED,
    Predicate.PROTECTS_AGAINST: _NEVER_TREATED,
    Predicate.CAUSES: _TAKEN | {EntityType.TEST, EntityType.POPULATION},
    Predicate.INCREASES_RISK_OF: _TAKEN | {EntityType.TEST, EntityType.POPULATION},
    Predicate.DECREASES_RISK_OF: _TAKEN | {EntityType.TEST, EntityType.POPULATION},
    Predicate.HAS_SYMPTOM: _TAKEN | {EntityType.PROCEDURE, EntityType.POPULATION},
}
_SUBJECTS: dict[Predicate, frozenset[EntityType]] = {
    Predicate.FOUND_IN: frozenset({EntityType.CONDITION, EntityType.PROCEDURE}),
    Predicate.TREATS: frozenset({EntityType.CONDITION, EntityType.SYMPTOM, EntityType.TISSUE}),
    Predicate.CAUSES: frozenset({EntityType.POPULATION, EntityType.TISSUE}),
    Predicate.HAS_SYMPTOM: frozenset({EntityType.TISSUE, EntityType.FOOD}),
}


def is_plausible(predicate: Predicate, subject: EntityType, obj: EntityType) -> bool:
    """Say whether a relation between things of these types can be meant at all.

    >>> is_plausible(Predicate.TREATS, EntityType.SUPPLEMENT, EntityType.CONDITION)
    True
    >>> is_plausible(Predicate.TREATS, EntityType.CONDITION, EntityType.FOOD)
    False
    """
    if obj in _OBJECTS.get(predicate, frozenset()):
        return False
    return subject not in _SUBJECTS.get(predicate, frozenset())

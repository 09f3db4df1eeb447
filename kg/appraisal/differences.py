"""What may explain that two claims seem to conflict: population, dose, condition, design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from kg.appraisal.propositions import narrowing
from kg.lexicon.label_identity import fold
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Design

_LIVING = {Design.ANIMAL: "animals", Design.IN_VITRO: "cells"}
_PEOPLE = frozenset(
    {Design.RCT, Design.TRIAL, Design.OBSERVATIONAL, Design.HUMAN, Design.SYSTEMATIC_REVIEW}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """One respect in which two claims differ.

    Attributes:
        respect: ``population``, ``dose``, ``condition``, ``comparator``, ``subjects``, ``scope``
            or ``certainty``.
        first: What the first claim says, or None where it says nothing.
    """

    respect: str
    first: str | None
    second: str | None

    @property
    def explains(self) -> bool:
        """Whether both claims name their case, so that both may well hold."""
        return self.first is not None and self.second is not None and self.respect != "certainty"

    def words(self, *, swapped: bool = False) -> str:
        """Return the difference in words.

        >>> Difference("population", "in women", "in men").words()
        'population: “in women” in one, “in men” in the other'
        """
        first, second = (self.second, self.first) if swapped else (self.first, self.second)
        if first is not None and second is not None:
            return f"{self.respect}: “{first}” in one, “{second}” in the other"
        return f"{self.respect}: “{first or second}” in one only"


def difference(first: Claim, second: Claim) -> Difference | None:
    """Return the difference that explains most, or None: both-sided ones come first."""
    found = [d for look in _RESPECTS if (d := look(first, second)) is not None]
    return next((d for d in found if d.explains), found[0] if found else None)


def _population(first: Claim, second: Claim) -> Difference | None:
    return _differ("population", first.qualifiers.population, second.qualifiers.population)


def _condition(first: Claim, second: Claim) -> Difference | None:
    return _differ("condition", first.qualifiers.condition, second.qualifiers.condition)


def _comparator(first: Claim, second: Claim) -> Difference | None:
    return _differ("comparator", first.qualifiers.comparator, second.qualifiers.comparator)


def _dose(first: Claim, second: Claim) -> Difference | None:
    return _differ(
        "dose",
        first.quantity.text if first.quantity else None,
        second.quantity.text if second.quantity else None,
    )


def _subjects(first: Claim, second: Claim) -> Difference | None:
    kinds = _kind(first), _kind(second)
    if kinds[0] == kinds[1] or None in kinds:
        return None
    return Difference("subjects", *kinds)


def _kind(claim: Claim) -> str | None:
    return "people" if claim.design in _PEOPLE else _LIVING.get(claim.design)


def _scope(first: Claim, second: Claim) -> Difference | None:
    return _differ(
        "scope", narrowing(first.object.label) or None, narrowing(second.object.label) or None
    )


def _certainty(first: Claim, second: Claim) -> Difference | None:
    hedged = [c.certainty is Certainty.POSSIBLE for c in (first, second)]
    if hedged[0] == hedged[1]:
        return None
    return Difference("certainty", *("only possible" if h else None for h in hedged))


def _differ(respect: str, first: str | None, second: str | None) -> Difference | None:
    if fold(first or "") == fold(second or ""):
        return None
    return Difference(respect, first, second)


_RESPECTS: tuple[Callable[[Claim, Claim], Difference | None], ...] = (
    _population,
    _dose,
    _condition,
    _subjects,
    _scope,
    _comparator,
    _certainty,
)

"""What is said of a thing without a verb: a dose, a range, a second name."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.claim import Argument, Quantity
from kg.model.closed_terms import Predicate


@dataclass(frozen=True, slots=True)
class Statement:
    """What is said of a subject without a verb of its own."""

    predicate: Predicate
    object: Argument
    rule: str
    confidence: float
    quantity: Quantity | None = None

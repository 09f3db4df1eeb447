"""Fixed forms of a quantity: its label in a claim, and itself in another unit."""

from __future__ import annotations

import functools
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.amounts.numerals import format_number
from kg.lexicon.units import find_unit
from kg.model.claim import Quantity

if TYPE_CHECKING:
    import pint


def dose_label(quantity: Quantity) -> str:
    """Return the fixed form of a dose: ``450 mg 1-2/day``, ``100-200 mg/day``."""
    amount = f"{_span(quantity.min, quantity.max)} {quantity.unit}"
    if quantity.per_kg:
        amount += "/kg"
    if quantity.period is None:
        return amount
    low, high = quantity.times_min, quantity.times_max
    if low is None or high is None or low == high == 1:
        return f"{amount}/{quantity.period}"
    return f"{amount} {_span(low, high)}/{quantity.period}"


def range_label(quantity: Quantity) -> str:
    """Return the fixed form of a range or threshold: ``4500-11000 /uL``."""
    return f"{_span(quantity.min, quantity.max)} {quantity.unit}".strip()


def _span(low: float, high: float) -> str:
    if low == high:
        return format_number(low)
    return f"{format_number(low)}-{format_number(high)}"


def convert(quantity: Quantity, unit: str) -> Quantity | None:
    """Return the quantity in another unit, or None where the two cannot be converted.

    IU and tablets have no mass of their own; "per kg" and "/m2" are kept as they are.

    >>> dose_label(convert(Quantity("0.5 g", 0.5, 0.5, "g"), "mg"))
    '500 mg'
    """
    head, *per = quantity.unit.split("/")
    factor = conversion_factor(head, unit)
    if factor is None:
        return None

    def scaled(value: float | None) -> float | None:
        return None if value is None else float(f"{value * factor:.12g}")

    return replace(
        quantity,
        min=scaled(quantity.min) or 0.0,
        max=scaled(quantity.max) or 0.0,
        unit="/".join((unit, *per)),
        daily_min=scaled(quantity.daily_min),
        daily_max=scaled(quantity.daily_max),
    )


def to_micrograms(quantity: Quantity) -> Quantity | None:
    """Return the quantity in micrograms, or None where it is no mass."""
    return convert(quantity, "ug")


@functools.cache
def conversion_factor(source: str, target: str) -> float | None:
    """Return what one ``source`` is in ``target``, or None; both are unit symbols of the model.

    >>> conversion_factor("g", "mg"), conversion_factor("IU", "mg")
    (1000.0, None)
    """
    first, second = find_unit(source), find_unit(target)
    if source == target:
        return 1.0
    if first is None or second is None or not first.pint or not second.pint:
        return None
    import pint  # noqa: PLC0415 - slow to import, and seldom needed

    try:
        return float(f"{_registry().Quantity(1, first.pint).to(second.pint).magnitude:.12g}")
    except (pint.DimensionalityError, pint.OffsetUnitCalculusError):
        return None


@functools.cache
def _registry() -> pint.UnitRegistry[float]:
    import pint  # noqa: PLC0415

    return pint.UnitRegistry()

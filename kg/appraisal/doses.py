"""Is a printed dose plausible? Held against reference intakes, upper levels and usual products.

Three answers, and otherwise none:

* a slip of magnitude: more than ten times the highest figure known for the substance, while a
  thousandth of it (or the same figure in international units) falls in the known range; or less
  than a hundredth of the lowest figure while a thousandfold falls in the range;
* above the tolerable upper intake level: a warning, or a note where the amount is in ordinary
  medical use or was given in a study;
* without an upper level, only the slip of magnitude can be found, and the words say that no level
  is established; it is never called exceeded.

Figures are for adults, by mouth. Doses for children and animals, infusions, injections and
ointments are left alone, and so is a single dose without a period as far as the upper level goes,
which is for a day. The quote is never altered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.appraisal.dose_table import DoseEntry, DoseTable, dose_table
from kg.model.claim import Claim, Quantity
from kg.model.closed_terms import Design, Polarity, Predicate

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.0, "year": 365.0}
_BODY = (50.0, 100.0)  # kilograms: from a light to a heavy adult, for amounts per kilogram
_FAR = 10.0  # how many times the highest figure is implausible
_STUDIES = frozenset(
    {Design.RCT, Design.TRIAL, Design.OBSERVATIONAL, Design.HUMAN, Design.SYSTEMATIC_REVIEW}
)
_NOT_PEOPLE = frozenset({Design.ANIMAL, Design.IN_VITRO})


class DoseFault(StrEnum):
    """What is wrong with a dose; keys of kg/data/audit.yaml."""

    TOO_HIGH = "dose-magnitude-high"
    TOO_LOW = "dose-magnitude-low"
    ABOVE_LIMIT = "dose-above-limit"
    ABOVE_LIMIT_MEDICAL = "dose-above-limit-medical"


@dataclass(frozen=True, slots=True)
class DoseFinding:
    """A dose that a person must look at.

    Attributes:
        times: How many times the highest figure, the lowest figure (below 1) or the limit.
        meant: What may have been meant, in words, or None.
        limit: What is known about an upper level, in words.
        source: Where the deciding figure comes from.
    """

    fault: DoseFault
    entry: DoseEntry
    amount: str
    times: float
    meant: str | None
    limit: str
    source: str


def check_dose(claim: Claim) -> DoseFinding | None:
    """Return what is wrong with the dose of a claim, or None."""
    table = dose_table()
    if not _is_for_adults_by_mouth(claim, table) or claim.quantity is None:
        return None
    entry = table.find(claim.subject.label) or table.find(claim.subject.text)
    if entry is None:
        return None
    daily = _daily(entry, claim.quantity)
    if daily is None:
        return None
    return _magnitude(entry, claim.quantity, daily) or _limit(entry, claim, daily)


def _is_for_adults_by_mouth(claim: Claim, table: DoseTable) -> bool:
    if claim.predicate is not Predicate.HAS_DOSAGE or claim.polarity is not Polarity.AFFIRMED:
        return False
    if claim.design in _NOT_PEOPLE:
        return False
    quantity = claim.quantity
    parts = (
        claim.quote.exact,
        claim.qualifiers.population or "",
        claim.subject.text,
        (quantity.route or "") if quantity else "",
    )
    words = set(re.findall(r"[^\W\d_]+", " ".join(parts).lower()))
    return not words & (table.other_routes | table.not_adults)


def _daily(entry: DoseEntry, quantity: Quantity) -> tuple[float, float] | None:
    """Return the lowest and highest daily amount in the entry's unit, or None."""
    low, high = quantity.daily_min, quantity.daily_max
    if low is None or high is None:
        days = _DAYS.get(quantity.period or "day")
        if days is None:
            return None
        low = quantity.min * max(quantity.times_min or 1.0, 1.0) / days
        high = quantity.max * max(quantity.times_max or 1.0, 1.0) / days
    if quantity.per_kg:
        low, high = low * _BODY[0], high * _BODY[1]
    amounts = entry.amount(low, quantity.unit), entry.amount(high, quantity.unit)
    if amounts[0] is None or amounts[1] is None:
        return None
    return amounts[0], amounts[1]


def _magnitude(
    entry: DoseEntry, quantity: Quantity, daily: tuple[float, float]
) -> DoseFinding | None:
    low, high = daily
    # "up to 5 g" has a lower bound of 0: the upper one is then what is recommended.
    least = low or high
    if least > _FAR * entry.highest:
        meant = _meant(entry, quantity, least)
        if meant is not None:
            times = least / (entry.limit or entry.highest)
            return _finding(entry, quantity, DoseFault.TOO_HIGH, times, meant)
    if 0 < high < entry.lowest / 100 and _in_range(entry, high * 1000):
        return _finding(
            entry, quantity, DoseFault.TOO_LOW, high / entry.lowest, _thousandfold(quantity)
        )
    return None


def _meant(entry: DoseEntry, quantity: Quantity, least: float) -> str | None:
    """Return what the same figure may have meant: the next smaller unit, or international units."""
    if _in_range(entry, least / 1000):
        return _thousandth(quantity)
    as_units = entry.amount(quantity.min or quantity.max, "IU")
    if quantity.unit != "IU" and as_units is not None and _in_range(entry, as_units):
        return f"{_figures(quantity)} IU"
    return None


def _in_range(entry: DoseEntry, amount: float) -> bool:
    """Say whether an amount is what is taken: from a third of the lowest figure known."""
    return entry.lowest / 3 <= amount <= entry.highest


def _limit(entry: DoseEntry, claim: Claim, daily: tuple[float, float]) -> DoseFinding | None:
    quantity = claim.quantity
    if entry.limit is None or quantity is None or quantity.period is None:
        return None
    amount = daily[0] if quantity.per_kg else daily[1]
    if amount <= entry.limit:
        return None
    # What a study gave its patients is no advice to readers.
    is_study = claim.study is not None or claim.design in _STUDIES
    is_medical = is_study or (entry.medical is not None and amount <= entry.medical)
    fault = DoseFault.ABOVE_LIMIT_MEDICAL if is_medical else DoseFault.ABOVE_LIMIT
    return _finding(entry, quantity, fault, amount / entry.limit, None)


def _finding(
    entry: DoseEntry,
    quantity: Quantity,
    fault: DoseFault,
    times: float,
    meant: str | None,
) -> DoseFinding:
    table = dose_table()
    if entry.limit is not None:
        limit = f"the upper level for adults is {entry.limit:g} {_print(entry.unit)} a day"
        source = table.source(entry.limit_source)
    else:
        limit = "no upper level is established"
        source = table.source(entry.product_source or entry.reference_source)
    if entry.limit_note:
        limit += f" ({entry.limit_note})"
    if fault is DoseFault.ABOVE_LIMIT_MEDICAL:
        source = "; ".join(filter(None, (source, table.source(entry.medical_source))))
    return DoseFinding(fault, entry, quantity.text, times, meant, limit, source)


def _thousandth(quantity: Quantity) -> str | None:
    smaller = {"g": "mg", "mg": "ug", "ug": "ng"}.get(quantity.unit)
    return f"{_figures(quantity)} {_print(smaller)}" if smaller else "a thousandth of it"


def _thousandfold(quantity: Quantity) -> str | None:
    larger = {"mg": "g", "ug": "mg", "ng": "ug"}.get(quantity.unit)
    return f"{_figures(quantity)} {_print(larger)}" if larger else "a thousand times as much"


def _figures(quantity: Quantity) -> str:
    if quantity.min and quantity.min != quantity.max:
        return f"{quantity.min:,g}–{quantity.max:,g}"
    return f"{quantity.max:,g}"


def _print(unit: str | None) -> str:
    return "µg" if unit == "ug" else unit or ""

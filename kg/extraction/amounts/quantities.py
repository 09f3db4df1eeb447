"""Doses, reference ranges, thresholds, percentages, counts and durations in running text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from kg.extraction.amounts.amount_patterns import next_amount, noun_after, volume_after
from kg.extraction.amounts.numerals import parse_number
from kg.extraction.amounts.quantity_forms import convert, dose_label, range_label, to_micrograms
from kg.extraction.amounts.schedules import DAYS, Schedule, read_schedule
from kg.lexicon.units import Unit, find_unit
from kg.model.claim import Quantity

__all__ = [
    "FoundQuantity",
    "convert",
    "dose_from_cells",
    "dose_label",
    "find_quantities",
    "range_label",
    "to_micrograms",
]

Kind = Literal["dose", "range", "percentage", "count", "duration", "threshold", "measurement"]
_PLUS_MINUS = ("±", "+/-")
_CEILING = ("up to", "no more", "at most", "a maximum")
_VOLUMES = frozenset({"L", "dL", "mL", "uL"})


@dataclass(frozen=True, slots=True)
class FoundQuantity:
    """A quantity and where it stands, in code points of the searched text."""

    start: int
    end: int
    kind: Kind
    quantity: Quantity


def find_quantities(text: str) -> tuple[FoundQuantity, ...]:
    """Return the quantities of a text in order, without overlaps.

    >>> found = find_quantities("Take 450 mg once or twice a day.")[0]
    >>> found.kind, dose_label(found.quantity)
    ('dose', '450 mg 1-2/day')
    """
    if not has_number(text):
        return ()
    found: list[FoundQuantity] = []
    match = next_amount(text)
    while match is not None:
        quantity = _read(text, match)
        if quantity is not None:
            found.append(quantity)
        position = quantity.end if quantity else match.end("a")
        match = next_amount(text, position)
    return tuple(found)


_ANY_NUMBER = re.compile(
    r"\d|½|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice)\b",
    re.IGNORECASE,
)


def has_number(text: str) -> bool:
    """Say whether a text may hold a quantity."""
    return _ANY_NUMBER.search(text) is not None


def _read(text: str, match: re.Match[str]) -> FoundQuantity | None:
    low, high, end, unit = _figures(match)
    if unit is None:
        return _unitless(text, match, (low, high), end)
    timeless = unit.role in ("time", "percent")
    schedule = Schedule(end) if timeless else read_schedule(text, end)
    kind = _kind(match, unit, schedule)
    place = _Place(text, match.start(), schedule.end)
    return _found(kind, unit.id, (low, high), place, schedule)


def _figures(match: re.Match[str]) -> tuple[float, float, int, Unit | None]:
    """Return both figures, the end of what they take, and the unit."""
    low = high = parse_number(match["a"])
    first, last = _unit(match["u1"]), _unit(match["unit"])
    if match["b"] is None:  # of two units in a row the second is for the schedule: "mg kg-1"
        unit, end = (first, match.end("u1")) if first else (last, match.end())
    elif match["sep"] == "/":
        return _slashed(match, first, last)
    elif _is_pair(match, first, last, low):
        high = low if match["sep"] in _PLUS_MINUS else parse_number(match["b"])
        unit, end = last or first, match.end()
    else:  # "30.6 and 114 g": the first figure, with the unit of the second
        shares = match["sep"] in ("and", "or") and first is None
        unit = last if shares else first
        end = match.end("u1") if match["u1"] else match.end("a")
    if (match["lead"] or "").lower().startswith(_CEILING) and high == low:
        low = 0.0
    return low, high, end, unit


def _slashed(
    match: re.Match[str], first: Unit | None, last: Unit | None
) -> tuple[float, float, int, Unit | None]:
    """Read "160/800 mg" as the amount of the first of two drugs, "1/2 tablet" as half of one."""
    low, other = parse_number(match["a"]), parse_number(match["b"])
    if first is not None or last is None or last.role != "dose" or not other:
        return low, low, match.end("u1") if first else match.end("a"), first
    if low < other <= _PARTS and low.is_integer() and other.is_integer():
        low /= other
    return low, low, match.end(), last


_PARTS = 4  # a tablet is broken in halves, thirds or quarters


def _unit(printed: str | None) -> Unit | None:
    return find_unit(printed) if printed else None


def _is_pair(match: re.Match[str], first: Unit | None, last: Unit | None, low: float) -> bool:
    """Say whether two figures are the ends of one range (or a mean and its spread)."""
    if match["sep"] in _PLUS_MINUS:
        return True
    if parse_number(match["b"]) < low or (first and last and first != last):
        return False
    return match["sep"] != "and" or _is_between(match)


def _is_between(match: re.Match[str]) -> bool:
    return (match["lead"] or "").lower().startswith("between")


def _unitless(
    text: str, match: re.Match[str], figures: tuple[float, float], end: int
) -> FoundQuantity | None:
    """Read an amount without a unit: "4,500 per microliter", "40 patients", "three times a day"."""
    if (match["lead"] or "").lower().startswith(_EXPOSURE):
        return _exposure(text, match, figures, end)
    volume = volume_after(text, end)
    if volume is not None:
        unit = find_unit(volume["per"])
        symbol = f"/{unit.id}" if unit else ""
        kind: Kind = _bounded(match, "measurement")
        return _found(kind, symbol, figures, _Place(text, match.start(), volume.end()))
    noun = noun_after(text, end)
    if noun and not noun["noun"].startswith("time") and not _is_label(text, match.start()):
        form = find_unit(noun["noun"])
        if form is not None and form.role == "dose":  # "ten digoxin tablets"
            schedule = read_schedule(text, noun.end())
            place = _Place(text, match.start(), schedule.end)
            return _found("dose", form.id, figures, place, schedule)
        return _found("count", noun["noun"], figures, _Place(text, match.start(), noun.end()))
    return _bare_frequency(text, match.start("a"))


def _exposure(
    text: str, match: re.Match[str], figures: tuple[float, float], end: int
) -> FoundQuantity | None:
    """Read "AUC 5", an amount given by the exposure it aims at (Calvert et al. 1989).

    An area below one is that of a test's curve; one with a unit was measured.
    """
    if not 1 <= figures[0] <= figures[1] <= _HIGHEST_EXPOSURE or _MEASURED.match(text, end):
        return None
    schedule = read_schedule(text, end)
    return _found("dose", "AUC", figures, _Place(text, match.start(), schedule.end), schedule)


_HIGHEST_EXPOSURE = 20
_MEASURED = re.compile(r"[\w%.]{0,2}\w|\s?[munµμ]?g\b|\s?%|-fold|\s?h\b")


_LABEL = re.compile(
    r"(?:fig(?:ure)?s?|tables?|lines?|sections?|listing|steps?|chapter|types?|phase|stage|grade|"
    r"panel|box|refs?|no|part|group|day|week)\.?\s$",
    re.IGNORECASE,
)


def _is_label(text: str, start: int) -> bool:
    """Say whether a number names something, as in "Table 2 shows"."""
    return _LABEL.search(text[max(0, start - 12) : start]) is not None


_FREQUENCY_HINT = re.compile(r"time|once|twice|thrice|daily|weekly", re.IGNORECASE)


def _bare_frequency(text: str, start: int) -> FoundQuantity | None:
    """Read "4 times per day", a dose without an amount."""
    if _FREQUENCY_HINT.search(text, start, start + 30) is None:
        return None
    schedule = read_schedule(text, start)
    if schedule.period is None or schedule.times_min is None:
        return None
    return _found("dose", "dose", (1.0, 1.0), _Place(text, start, schedule.end), schedule)


def _kind(match: re.Match[str], unit: Unit, schedule: Schedule) -> Kind:
    if unit.role == "percent":
        return "percentage"
    if unit.role == "time":
        return "duration"
    if any(symbol in _VOLUMES for symbol in schedule.per):
        return _bounded(match, "measurement")
    if unit.role == "dose" and schedule.per[:1] != ("g",):
        return "dose"
    return _bounded(match, "measurement")


def _bounded(match: re.Match[str], otherwise: Kind) -> Kind:
    """Tell a range from a threshold by the words before the figures."""
    if match["b"]:
        return "range"
    lead = (match["lead"] or "").lower()
    return "threshold" if lead and not lead.startswith(_NO_BOUND) else otherwise


_EXPOSURE = ("auc", "area under")
_NO_BOUND = ("about", "around", "approx", "nearly", "almost", "~", "≈", *_EXPOSURE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quantity stands."""

    text: str
    start: int
    end: int


def _found(
    kind: Kind,
    unit: str,
    figures: tuple[float, float],
    place: _Place,
    schedule: Schedule | None = None,
) -> FoundQuantity:
    printed = place.text[place.start : place.end]
    quantity = _quantity(printed, unit, figures, schedule or Schedule(place.end))
    return FoundQuantity(place.start, place.end, kind, quantity)


def _quantity(
    printed: str, unit: str, figures: tuple[float, float], schedule: Schedule
) -> Quantity:
    per = [symbol for symbol in schedule.per if symbol != "kg"]
    days = DAYS.get(schedule.period or "")
    low, high = figures
    times_min, times_max = schedule.times_min, schedule.times_max
    return Quantity(
        text=printed,
        min=low,
        max=high,
        unit="/".join((unit, *per)),
        period=schedule.period,
        times_min=times_min,
        times_max=times_max,
        daily_min=low * (times_min or 1.0) / days if days else None,
        daily_max=high * (times_max or 1.0) / days if days else None,
        per_kg="kg" in schedule.per,
        duration=schedule.duration,
        route=schedule.route,
        remark=schedule.remark,
    )


def dose_from_cells(amount: str, frequency: str = "") -> Quantity | None:
    """Return the dose of a table row, or None where the amount is none.

    >>> dose_label(dose_from_cells("325 mg", "two or three times a day"))
    '325 mg 2-3/day'
    """
    text = f"{amount.strip()} {frequency.strip()}".strip()
    for found in find_quantities(text):
        if found.kind in ("dose", "measurement") and found.start < len(amount):
            return found.quantity
    return None

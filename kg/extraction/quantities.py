"""Doses, reference ranges, thresholds, percentages, counts and durations in running text."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from kg.extraction.numerals import NUMBER, format_number, parse_number
from kg.extraction.schedules import DAYS, Schedule, read_schedule
from kg.lexicon.units import Unit, find_unit, unit_pattern
from kg.model.claim import Quantity

if TYPE_CHECKING:
    import pint

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
    if not _has_number(text):
        return ()
    found: list[FoundQuantity] = []
    match = _amount().search(text)
    while match is not None:
        quantity = _read(text, match)
        if quantity is not None:
            found.append(quantity)
        position = quantity.end if quantity else match.end("a")
        match = _amount().search(text, position)
    return tuple(found)


_ANY_NUMBER = re.compile(
    r"\d|½|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|once|twice)\b",
    re.IGNORECASE,
)


def _has_number(text: str) -> bool:
    return _ANY_NUMBER.search(text) is not None


@functools.cache
def _amount() -> re.Pattern[str]:
    unit = unit_pattern()
    lead = (
        r"(?P<lead>(?i:up to|no more than|at most|a maximum of|at least|no less than|less than|"
        r"fewer than|lower than|below|under|more than|greater than|higher than|above|over|exceeding|"
        r"between|from|about|around|approximately|nearly|almost)\s+(?:(?:a|an|the|about)\s+)?|[<>≤≥~≈±]\s?)?"
    )
    first = rf"(?P<a>{NUMBER})(?:[\s-]?(?P<u1>{unit})(?!\w))?"
    second = rf"(?:\s?(?P<sep>-|–|—|±|\+/-|to|and|or)\s?(?P<b>{NUMBER}))?"
    tail = rf"(?:[\s-]{{0,2}}(?P<unit>{unit})(?!\w))?"
    return re.compile(rf"(?<![\w.,/-]){lead}{first}{second}{tail}")


def _read(text: str, match: re.Match[str]) -> FoundQuantity | None:
    low, high, end, unit = _figures(match)
    schedule = read_schedule(text, end)
    if unit is None:
        return _unitless(text, match, schedule, low, high, end)
    kind = _kind(match, unit, schedule)
    if unit.role in ("time", "percent"):
        schedule = Schedule(end)
    return _found(text, match.start(), kind, unit.id, (low, high), schedule)


def _figures(match: re.Match[str]) -> tuple[float, float, int, Unit | None]:
    """Return both figures, the end of what they take, and the unit."""
    low = high = parse_number(match["a"])
    first, last = _unit(match["u1"]), _unit(match["unit"])
    if match["b"] is None:
        unit, end = last or first, match.end()
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
    text: str,
    match: re.Match[str],
    schedule: Schedule,
    low: float,
    high: float,
    end: int,
) -> FoundQuantity | None:
    """Read an amount without a unit: "4,500 per microliter", "40 patients", "three times a day"."""
    volume = _per_volume().match(text, end)
    if volume is not None:
        unit = find_unit(volume["per"])
        symbol = f"/{unit.id}" if unit else ""
        kind: Kind = _bounded(match, "measurement")
        return _found(text, match.start(), kind, symbol, (low, high), Schedule(volume.end()))
    noun = _counted().match(text, end)
    if noun and not noun["noun"].startswith("time") and not _is_label(text, match.start()):
        found = Schedule(noun.end())
        return _found(text, match.start(), "count", noun["noun"].lower(), (low, high), found)
    return _bare_frequency(text, match.start("a"))


_LABEL = re.compile(
    r"(?:fig(?:ure)?s?|tables?|lines?|sections?|listing|steps?|chapter|types?|phase|stage|grade|"
    r"panel|box|refs?|no|part|group|day|week)\.?\s$",
    re.IGNORECASE,
)


def _is_label(text: str, start: int) -> bool:
    """Say whether a number names something, as in "Table 2 shows"."""
    return _LABEL.search(text[max(0, start - 12) : start]) is not None


def _bare_frequency(text: str, start: int) -> FoundQuantity | None:
    schedule = read_schedule(text, start)
    if schedule.period is None or schedule.times_min is None:
        return None
    return _found(text, start, "dose", "dose", (1.0, 1.0), schedule)


@functools.cache
def _per_volume() -> re.Pattern[str]:
    volume = "|".join((unit_pattern("measure"), unit_pattern("dose")))
    return re.compile(
        rf"(?:\s?(?:[a-z]+\s){{0,3}}(?:per|in (?:a|one|each))\s(?:cubic\s)?|\s?(?:[a-z]+\s?)?/\s?)"
        rf"(?P<per>(?:{volume}))(?:\sof\s(?:[a-z]+\s)?blood)?(?!\w)"
    )


@functools.cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        r"\s(?:[a-z][a-z-]*\s){0,2}?(?P<noun>[a-z]{3,}s|people|men|women|children)(?!\w)"
    )


def _kind(match: re.Match[str], unit: Unit, schedule: Schedule) -> Kind:
    if unit.role == "percent":
        return "percentage"
    if unit.role == "time":
        return "duration"
    if any(symbol in _VOLUMES for symbol in schedule.per):
        return _bounded(match, "measurement")
    if unit.role == "dose" and schedule.per[:1] not in (("g",),):
        return "dose"
    return _bounded(match, "measurement")


def _bounded(match: re.Match[str], otherwise: Kind) -> Kind:
    """Tell a range from a threshold by the words before the figures."""
    if match["b"]:
        return "range"
    lead = (match["lead"] or "").lower()
    if lead and not lead.startswith(("about", "around", "approx", "nearly", "almost", "~", "≈")):
        return "threshold"
    return otherwise


def _found(
    text: str,
    start: int,
    kind: Kind,
    unit: str,
    figures: tuple[float, float],
    schedule: Schedule,
) -> FoundQuantity:
    quantity = _quantity(text[start : schedule.end], unit, figures, schedule)
    return FoundQuantity(start, schedule.end, kind, quantity)


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


def dose_from_cells(amount: str, frequency: str = "", remark: str = "") -> Quantity | None:
    """Return the dose of a table row, or None where the amount is none.

    >>> dose_label(dose_from_cells("325 mg", "two or three times a day"))
    '325 mg 2-3/day'
    """
    text = f"{amount.strip()} {frequency.strip()}".strip()
    for found in find_quantities(text):
        if found.kind in ("dose", "measurement") and found.start < len(amount):
            return found.quantity
    return None


def convert(quantity: Quantity, unit: str) -> Quantity | None:
    """Return the quantity in another unit, or None where the two cannot be converted.

    IU and tablets have no mass of their own; "per kg" and "/m2" are kept as they are.

    >>> found = find_quantities("0.5 g a day")[0]
    >>> dose_label(convert(found.quantity, "mg"))
    '500 mg/day'
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

"""What follows an amount: how often, per what, by which route, how long, with what.

Latin abbreviations ("b.i.d.", "q6h") after the list of the Institute for Safe Medication Practices.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, replace

from kg.extraction.amounts.numerals import NUMBER, parse_number
from kg.lexicon.cue_sets import AnchoredCue
from kg.lexicon.loading import load_entries
from kg.lexicon.units import find_unit, unit_pattern

_LATIN = {
    "od": (1, "day"), "qd": (1, "day"), "bid": (2, "day"), "tid": (3, "day"), "qid": (4, "day"),
    "bd": (2, "day"), "tds": (3, "day"), "qds": (4, "day"), "qod": (0.5, "day"), "qw": (1, "week"),
    "bds": (2, "day"), "eod": (0.5, "day"), "qhs": (1, "day"), "qam": (1, "day"), "qpm": (1, "day"),
    "biw": (2, "week"), "tiw": (3, "week"),
}  # fmt: skip
_ADVERBS = {
    "daily": "day",
    "nightly": "day",
    "weekly": "week",
    "fortnightly": "fortnight",
    "monthly": "month",
    "hourly": "hour",
    "nocte": "day",
    "mane": "day",
}
_PERIODS = {"d": "day", "wk": "week", "w": "week", "hr": "hour", "h": "hour", "min": "minute",
            "night": "day", "morning": "day", "evening": "day"}  # fmt: skip
DAYS = {
    "hour": 1 / 24,
    "minute": 1 / 1440,
    "day": 1.0,
    "week": 7.0,
    "fortnight": 14.0,
    "month": 30.4375,
    "year": 365.25,
}


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the words after an amount add to it; ``end`` is where they end."""

    end: int
    period: str | None = None
    times_min: float | None = None
    times_max: float | None = None
    per: tuple[str, ...] = ()
    duration: str | None = None
    route: str | None = None
    remark: str | None = None


def read_schedule(text: str, start: int) -> Schedule:
    """Return what follows an amount that ends at ``start``; its ``end`` is ``start`` for nothing.

    >>> read_schedule("450 mg once or twice a day", 6).times_max
    2.0
    """
    schedule = Schedule(start)
    for _ in range(8):
        following = _next_part(text, schedule)
        if following is None:
            return schedule
        schedule = following
    return schedule


def _next_part(text: str, known: Schedule) -> Schedule | None:
    for name, regex in schedule_parts():
        if name in _taken(known):
            continue
        match = regex.match(text, known.end)
        if match:
            return _READERS[name](known, match)
    return None


def _taken(known: Schedule) -> set[str]:
    taken = set()
    if known.period:
        taken |= {"times", "adverb", "every", "latin", "period"}
    for name in ("duration", "route", "remark"):
        if getattr(known, name):
            taken.add(name)
    return taken


@functools.cache
def schedule_parts() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Compile ``kg/data/schedules.yaml``; its {names} stand for the fragments below."""
    fragments = {
        # Possessive: a name keeps its digits, the 3 of "vitamin D3 a day" is no frequency.
        "{gap}": r"(?: of(?: [A-Za-z][\w-]*+){1,6}?| doses?)?[\s,;(]{0,3}",
        "{named}": r"(?: of(?: [A-Za-z][\w-]*+){1,6}?| doses?)?",
        "{number}": NUMBER,
        "{to}": r"\s?(?:to|or|-|–|—)\s?",
        "{period}": r"(?:day|d|week|wk|fortnight|month|year|hour|hr|h|minute|min|night|morning"
        r"|evening|dose|meal)s?",
        "{time}": unit_pattern("time"),
        "{unit}": unit_pattern(),
    }
    parts = []
    for cue in load_entries("schedules", AnchoredCue):
        pattern = "|".join(cue.patterns)
        for name, fragment in fragments.items():
            pattern = pattern.replace(name, fragment)
        flags = 0 if cue.value == "case" else re.IGNORECASE
        parts.append((cue.category, re.compile(rf"(?:{pattern})(?!\w)", flags)))
    return tuple(parts)


def _read_times(known: Schedule, match: re.Match[str]) -> Schedule:
    low = parse_number(match["a"])
    high = parse_number(match["b"]) if match["b"] else low
    period = _ADVERBS[match["adverb"].lower()] if match["adverb"] else _period(match["period"])
    if match["upto"]:
        low = 0.0
    return _with(known, match.end(), period=period, times_min=low, times_max=high)


def _read_adverb(known: Schedule, match: re.Match[str]) -> Schedule:
    period = _ADVERBS[match["adverb"].lower()]
    return _with(known, match.end(), period=period, times_min=1.0, times_max=1.0)


def _read_every(known: Schedule, match: re.Match[str]) -> Schedule:
    """Turn an interval into a frequency: every 6 hours is four times a day."""
    period = _period(match["period"])
    short = parse_number(match["a"]) if match["a"] else (2.0 if match["other"] else 1.0)
    long = parse_number(match["b"]) if match["b"] else short
    if short <= 0 or long <= 0:
        return _with(known, match.end())
    scale = 1.0
    if period == "hour" and long > 1:
        period, scale = "day", 24.0
    return _with(known, match.end(), period=period, times_min=scale / long, times_max=scale / short)


def _read_latin(known: Schedule, match: re.Match[str]) -> Schedule:
    times, period = _LATIN[re.sub(r"[.\s]", "", match["latin"].lower())]
    return _with(known, match.end(), period=period, times_min=float(times), times_max=float(times))


def _read_per(known: Schedule, match: re.Match[str]) -> Schedule:
    is_area = match["per"] == "m" and match.group().rstrip(")").endswith("2")  # "m(-2)"
    unit = find_unit("m2" if is_area else match["per"])
    if unit is None or unit.role == "percent":
        return _with(known, match.end())
    if unit.role == "time":
        return _with(known, match.end(), period=unit.id, times_min=1.0, times_max=1.0)
    return _with(known, match.end(), per=(*known.per, unit.id))


def _read_period(known: Schedule, match: re.Match[str]) -> Schedule:
    return _with(known, match.end(), period=_period(match["period"]), times_min=1.0, times_max=1.0)


def _read_route(known: Schedule, match: re.Match[str]) -> Schedule:
    return _with(known, match.end(), route=_route(match["route"]))


def _read_duration(known: Schedule, match: re.Match[str]) -> Schedule:
    return _with(known, match.end(), duration=match["duration"])


def _read_remark(known: Schedule, match: re.Match[str]) -> Schedule:
    return _with(known, match.end(), remark=match["remark"] or match["remark2"])


_READERS = {
    "times": _read_times, "adverb": _read_adverb, "every": _read_every, "latin": _read_latin,
    "per": _read_per, "power": _read_per, "period": _read_period, "route": _read_route,
    "duration": _read_duration, "remark": _read_remark,
}  # fmt: skip
_ROUTES = (
    (("oral", "by mouth", "mouth", "po"), "oral"), (("intraven", "iv"), "intravenous"),
    (("intramus", "im"), "intramuscular"), (("subcut", "sc"), "subcutaneous"),
    (("intraper", "ip"), "intraperitoneal"),
)  # fmt: skip


def _route(printed: str) -> str:
    word = printed.lower().replace(".", "")
    for starts, route in _ROUTES:
        if word.startswith(starts):
            return route
    return word.removesuffix("ly")


def _period(printed: str) -> str:
    word = printed.lower()
    word = word.removesuffix("s") if len(word) > 1 else word
    return _PERIODS.get(word, word)


def _with(known: Schedule, end: int, **changes: object) -> Schedule:
    return replace(known, end=end, **changes)  # type: ignore[arg-type]

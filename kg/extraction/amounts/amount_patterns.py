"""Regular expressions for amounts in running text, compiled once from the units."""

from __future__ import annotations

import functools
import re

from kg.extraction.amounts.numerals import EXPONENT, NUMBER
from kg.lexicon.units import unit_pattern


@functools.cache
def _amount() -> re.Pattern[str]:
    unit = unit_pattern()
    lead = (
        r"(?P<lead>(?i:up to|no more than|at most|a maximum of|at least|no less than|less than|"
        r"fewer than|lower than|below|under|more than|greater than|higher than|above|over|"
        r"exceeding|in excess of|"
        r"between|from|about|around|approximately|nearly|almost)\s+(?:(?:a|an|the|about)\s+)?|[<>≤≥~≈±]\s?|"
        r"(?:AUC|(?i:area under the (?:[a-z]+[\s-]){0,3}curve))(?:\s?[=:]|\sof)?\s?)?"
    )
    times = rf"(?:\d{{1,2}}\s?[x×*]\s?(?=[\d.])(?!10{EXPONENT}))?"  # "2 x 3 g/m2"
    first = rf"{times}(?P<a>{NUMBER})(?:[\s-]?(?P<u1>{unit})(?!\w))?"
    second = rf"(?:\s?(?P<sep>-|–|—|±|\+/-|/|to|and|or)\s?(?P<b>{NUMBER}))?"
    tail = rf"(?:[\s-]{{0,2}}(?P<unit>{unit})(?!\w))?"
    return re.compile(rf"(?<![\w.,/-]){lead}{first}{second}{tail}")


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


def next_amount(text: str, position: int = 0) -> re.Match[str] | None:
    """Return the next figure with what leads to it, its range and its unit."""
    return _amount().search(text, position)


def volume_after(text: str, position: int) -> re.Match[str] | None:
    """Return " per microliter of blood" where it follows a figure."""
    return _per_volume().match(text, position)


def noun_after(text: str, position: int) -> re.Match[str] | None:
    """Return " women" or " weekly doses" where it follows a figure."""
    return _counted().match(text, position)

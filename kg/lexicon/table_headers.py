"""What the columns of a table are for, by their headings."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum

from kg.lexicon.loading import load_entries


class Column(StrEnum):
    """What a column says of the thing named in the row."""

    NAME = "name"
    AMOUNT = "amount"
    FREQUENCY = "frequency"
    REMARK = "remark"
    HARM = "harm"
    USE = "use"
    SYMPTOM = "symptom"
    SOURCE = "source"
    FALL = "fall"
    RISE = "rise"
    GROUP = "group"
    RISK = "risk"
    EFFECT = "effect"
    CERTAINTY = "certainty"
    INTERACTION = "interaction"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class HeaderPattern:
    """A regular expression over column headings; the first that matches decides."""

    id: str
    pattern: str
    column: Column
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], Column], ...]:
    entries = load_entries("table_headers", HeaderPattern)
    return tuple((re.compile(entry.pattern, re.IGNORECASE), entry.column) for entry in entries)


def column_of(heading: str) -> Column:
    """Return what a column is for; OTHER where its heading does not say.

    >>> column_of("Daily amount").value
    'amount'
    """
    return next((c for p, c in _patterns() if p.search(heading.strip())), Column.OTHER)


def measured_in(heading: str) -> str:
    """Return what a column of changes or effects is about; empty where its heading does not say.

    >>> measured_in("Fall in LDL cholesterol")
    'LDL cholesterol'
    """
    for pattern, _ in _patterns():
        found = pattern.search(heading.strip())
        if found is not None and "what" in pattern.groupindex:
            return (found.group("what") or "").strip()
    return ""

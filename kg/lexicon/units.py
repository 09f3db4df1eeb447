"""Units of measure with the forms in which they are printed."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit.

    Attributes:
        id: The symbol that the model uses.
        names: Printed forms; those of one or two letters are matched with their case.
        role: ``dose``, ``time``, ``percent``, ``area`` or ``measure``.
        pint: Its name in pint's registry, or empty where it has none (IU, tablets).
        source: Where the entry comes from.
    """

    id: str
    names: tuple[str, ...]
    role: str
    pint: str
    source: str


@functools.cache
def units() -> tuple[Unit, ...]:
    """Return the units of ``kg/data/units.yaml``; cached.

    Raises:
        LexiconError: The file is missing or an entry is malformed.
    """
    return load_entries("units", Unit)


@functools.cache
def _by_name() -> dict[str, Unit]:
    table: dict[str, Unit] = {}
    for unit in units():
        for name in (unit.id, *unit.names):
            table.setdefault(name, unit)
            if len(name) > 2:
                table.setdefault(name.lower(), unit)
    return table


def find_unit(name: str) -> Unit | None:
    """Return the unit with a printed form, or None.

    >>> find_unit("micrograms").id, find_unit("furlong")
    ('ug', None)
    """
    return _by_name().get(name) or _by_name().get(name.lower())


@functools.cache
def unit_pattern(*roles: str) -> str:
    """Return a regular expression for the printed forms of the units with these roles.

    All units where no role is given. Short forms keep their case: "g" is not "G".
    """
    names = [n for unit in units() if not roles or unit.role in roles for n in unit.names]
    ordered = sorted(set(names), key=lambda n: (-len(n), n))
    alternatives = [re.escape(n) if len(n) <= 2 else f"(?i:{re.escape(n)})" for n in ordered]
    return f"(?:{'|'.join(alternatives)})"

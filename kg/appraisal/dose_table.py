"""The table of daily amounts that doses are held against: kg/data/doses.yaml, checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.errors import LexiconError, ShapeError
from kg.lexicon.label_identity import fold
from kg.lexicon.loading import load_yaml
from kg.model.codec import from_plain

_PATH = "kg/data/doses.yaml"

# Exact factors to micrograms. A table of four lines needs no units library, and international
# units depend on the substance, which a units library does not know.
MICROGRAMS = {"ng": 0.001, "ug": 1.0, "mg": 1_000.0, "g": 1_000_000.0}


@dataclass(frozen=True, slots=True)
class DoseEntry:
    """What is known about daily amounts of one substance; amounts in ``unit`` a day.

    Attributes:
        iu: International units in one ``unit``, or None where they are not used.
        reference: Recommended or adequate intake, the highest for adults.
        limit: Tolerable upper intake level, or None where none is established or found.
        medical: Highest amount in ordinary medical use.
    """

    id: str
    names: tuple[str, ...]
    unit: str
    iu: float | None = None
    reference: float | None = None
    reference_source: str | None = None
    limit: float | None = None
    limit_source: str | None = None
    limit_note: str | None = None
    no_limit_source: str | None = None
    product_min: float | None = None
    product_max: float | None = None
    product_source: str | None = None
    medical: float | None = None
    medical_source: str | None = None

    @property
    def highest(self) -> float:
        """Return the highest figure that is known for the substance."""
        figures = (self.reference, self.limit, self.product_max, self.medical)
        return max(figure for figure in figures if figure is not None)

    @property
    def lowest(self) -> float:
        """Return the lowest figure that is known for the substance."""
        figures = (self.reference, self.limit, self.product_min, self.product_max)
        return min(figure for figure in figures if figure is not None)

    def amount(self, figure: float, unit: str) -> float | None:
        """Return a figure in the entry's unit, or None where it cannot be converted.

        >>> DoseEntry("d", ("vitamin D",), "ug", iu=40).amount(2000, "IU")
        50.0
        """
        if unit == "IU":
            return figure / self.iu if self.iu else None
        if unit not in MICROGRAMS:
            return None
        return figure * MICROGRAMS[unit] / MICROGRAMS[self.unit]


@dataclass(frozen=True, slots=True)
class DoseTable:
    """The whole file.

    Attributes:
        forms: Words for the form of a product, folded.
        other_routes: Words that say a dose is not swallowed, in lower case.
        not_adults: Words that say a dose is not for adults, in lower case.
        sources: What each source key stands for.
    """

    version: int
    entries: tuple[DoseEntry, ...]
    forms: frozenset[str]
    other_routes: frozenset[str]
    not_adults: frozenset[str]
    sources: Mapping[str, str]

    def find(self, label: str) -> DoseEntry | None:
        """Return the entry of a substance; words for the form of a product may stand beside it."""
        words = fold(label)
        for length in range(len(words), 0, -1):
            for start in range(len(words) - length + 1):
                entry = _by_name().get(words[start : start + length])
                rest = words[:start] + words[start + length :]
                if entry and all(word in self.forms for word in rest):
                    return entry
        return None

    def source(self, key: str | None) -> str:
        """Return what a source key stands for."""
        return self.sources.get(key or "", "")


@dataclass(frozen=True, slots=True)
class _File:
    """The file as written, without the sources, whose keys are free."""

    format: str
    version: int
    entries: tuple[DoseEntry, ...]
    forms: tuple[str, ...]
    other_routes: tuple[str, ...]
    not_adults: tuple[str, ...]


@cache
def dose_table() -> DoseTable:
    """Return the table that citegraph ships.

    Raises:
        LexiconError: The file breaks its form, or names a source that it does not explain.
    """
    data: Any = load_yaml("doses")
    sources = data.pop("sources", None) if isinstance(data, dict) else None
    try:
        file = from_plain(_File, data)
    except ShapeError as error:
        raise LexiconError(error.message, path=_PATH) from error
    if not isinstance(sources, dict):
        raise LexiconError("expected sources, key to text", path=_PATH)
    for entry in file.entries:
        _check(entry, sources)
    return DoseTable(
        version=file.version,
        entries=file.entries,
        forms=frozenset(word for form in file.forms for word in fold(form)),
        other_routes=frozenset(word.lower() for word in file.other_routes),
        not_adults=frozenset(word.lower() for word in file.not_adults),
        sources={str(key): str(text) for key, text in sources.items()},
    )


def _check(entry: DoseEntry, sources: Mapping[str, str]) -> None:
    pairs = (
        (entry.reference, entry.reference_source),
        (entry.limit, entry.limit_source),
        (entry.product_max, entry.product_source),
        (entry.medical, entry.medical_source),
    )
    for figure, source in pairs:
        if (figure is None) != (source is None) or (source and source not in sources):
            raise LexiconError(f"entry {entry.id}: a figure needs a known source", path=_PATH)
    if (entry.limit is None) == (entry.no_limit_source is None):
        raise LexiconError(f"entry {entry.id}: give a limit or say why none", path=_PATH)
    if entry.unit not in MICROGRAMS:
        raise LexiconError(f"entry {entry.id}: unit {entry.unit} is unknown", path=_PATH)


@cache
def _by_name() -> Mapping[tuple[str, ...], DoseEntry]:
    names: dict[tuple[str, ...], DoseEntry] = {}
    for entry in dose_table().entries:
        for name in entry.names:
            if fold(name) in names:
                raise LexiconError(f"name {name!r} occurs twice", path=_PATH)
            names[fold(name)] = entry
    return names

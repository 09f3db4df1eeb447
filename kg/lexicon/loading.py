"""Reads ``kg/data/*.yaml`` into frozen records; errors name the file and the entry."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources
from typing import Any, TypeVar

import yaml

from kg.errors import LexiconError, ShapeError
from kg.model.codec import from_plain

T = TypeVar("T")

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Cue:
    """A regular expression that marks something in running text.

    Attributes:
        id: Unique in its file.
        pattern: Regular expression, matched case-insensitively at word boundaries.
        category: What a match means; the file's readers say which categories exist.
        source: Where the entry comes from: a paper, a specification, or ``own``.
        positive: Texts that it must match (each is a test).
        negative: Texts that it must not match (each is a test).
    """

    id: str
    pattern: str
    category: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


def load_yaml(name: str) -> Any:
    """Return the parsed content of ``kg/data/{name}.yaml``.

    Raises:
        LexiconError: The file is missing or is not YAML.
    """
    file = resources.files("kg").joinpath("data", f"{name}.yaml")
    try:
        return yaml.load(file.read_bytes(), Loader=_LOADER)  # noqa: S506 - a safe loader
    except (FileNotFoundError, yaml.YAMLError) as error:
        raise LexiconError(str(error).replace("\n", " "), path=f"kg/data/{name}.yaml") from error


def load_entries(name: str, cls: type[T]) -> tuple[T, ...]:
    """Return the entries of ``kg/data/{name}.yaml``, a list of mappings, as records.

    Raises:
        LexiconError: An entry has an unknown or missing key, a wrong type, or a repeated id.
    """
    path = f"kg/data/{name}.yaml"
    data = load_yaml(name)
    if not isinstance(data, list):
        raise LexiconError("expected a list of entries", path=path)
    entries: dict[str, T] = {}
    for number, entry in enumerate(data):
        key = str(entry.get("id", number)) if isinstance(entry, dict) else str(number)
        try:
            record = from_plain(cls, entry)
        except ShapeError as error:
            raise LexiconError(f"entry {key}: {error.message}", path=path) from error
        if key in entries:
            raise LexiconError(f"entry {key} occurs twice", path=path)
        entries[key] = record
    return tuple(entries.values())

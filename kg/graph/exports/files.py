"""What an export is made of: named files, each a stream of text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from kg.graph.store import Store


@dataclass(frozen=True, slots=True)
class ExportFile:
    """One file of an export.

    Attributes:
        name: Its name; the suffix fits the format.
        chunks: Its text, in pieces.
    """

    name: str
    chunks: Iterable[str]


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format that a store can be written in.

    Attributes:
        name: What ``kg export --format`` calls it.
        description: One line for the help.
        is_folder: Whether it makes several files.
        files: Yields the files of a store's export.
    """

    name: str
    description: str
    is_folder: bool
    files: Callable[[Store], Iterator[ExportFile]]

"""Which formats there are, and how an export reaches the disk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.graph.exports.claim_table import CSV
from kg.graph.exports.claimreview import CLAIMREVIEW
from kg.graph.exports.files import Exporter
from kg.graph.exports.graphml import GRAPHML
from kg.graph.exports.jsonld import JSONLD
from kg.graph.exports.kgx import KGX
from kg.graph.exports.nanopub import NANOPUB
from kg.graph.exports.neo4j import NEO4J
from kg.graph.exports.nquads import NQUADS
from kg.graph.exports.rdf12 import RDF12
from kg.graph.exports.rocrate import ROCRATE
from kg.graph.exports.trig import TRIG
from kg.graph.exports.turtle import TURTLE
from kg.graph.store import Store

__all__ = ["EXPORTERS", "Exporter", "export", "exporter"]

EXPORTERS: tuple[Exporter, ...] = (
    NQUADS, TRIG, TURTLE, JSONLD, RDF12, CSV, KGX, GRAPHML, NEO4J, NANOPUB, CLAIMREVIEW, ROCRATE,
)  # fmt: skip


def exporter(name: str) -> Exporter:
    """Return a format by name.

    Raises:
        StoreError: There is no such format.
    """
    for found in EXPORTERS:
        if found.name == name:
            return found
    known = ", ".join(found.name for found in EXPORTERS)
    raise StoreError(f"there is no export format {name!r}", remedy=f"use one of {known}")


def export(store: Store, form: str | Exporter, target: Path) -> tuple[Path, ...]:
    """Write a store to a file, or to a folder for formats of several files.

    Raises:
        StoreError: There is no such format, or the target cannot be written.
    """
    chosen = exporter(form) if isinstance(form, str) else form
    try:
        return tuple(_write(store, chosen, target))
    except OSError as error:
        raise StoreError(f"cannot be written: {error.strerror}", path=str(target)) from error


def _write(store: Store, chosen: Exporter, target: Path) -> Iterator[Path]:
    if chosen.is_folder:
        target.mkdir(parents=True, exist_ok=True)
    for file in chosen.files(store):
        path = target / file.name if chosen.is_folder else target
        with path.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(file.chunks)
        yield path

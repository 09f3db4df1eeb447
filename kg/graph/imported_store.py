"""Makes a store of what was exported: the same quads, to be queried, served and exported again.

Exports hold quads, not texts, so the store has no documents to show or to build on; it is marked as
imported, and nothing is written to it afterwards.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import ReadError, StoreError
from kg.graph.creation import make_empty
from kg.graph.document_graphs import text_digest
from kg.graph.generations import CORPUS, MANIFEST, QUADS, Layout
from kg.graph.imports import import_kgx, import_quads
from kg.graph.kept import Kept
from kg.graph.loading import bulk_load, dump_graph
from kg.graph.locking import writer_lock
from kg.graph.manifest import GraphEntry, Manifest, manifest_bytes, read_manifest
from kg.graph.minting import Minter
from kg.terms import DEFAULT_BASE, VOID

if TYPE_CHECKING:
    import pyoxigraph


def import_store(source: Path, target: Path, base: str | None = None) -> Manifest:
    """Make a new store from an export.

    Args:
        source: N-Quads, TriG or JSON-LD of ours, or a folder of KGX.
        target: Folder of the new store.
        base: Start of its IRIs; None takes the export's own, or the default.

    Raises:
        ReadError: The source is missing, malformed, or has quads outside named graphs.
        StoreError: The folder is not empty, or cannot be written.
    """
    if target.is_dir() and any(target.iterdir()):
        raise StoreError("the folder is not empty", path=str(target), remedy="name a new folder")
    is_kgx = source.is_dir()
    quads = import_kgx(source, Minter(base or DEFAULT_BASE)) if is_kgx else import_quads(source)
    graphs = _graphs(quads, source)
    layout = Layout(target)
    make_empty(layout, base or _base(quads) or DEFAULT_BASE)
    with writer_lock(layout.lock):
        return _publish(layout, graphs)


def _publish(layout: Layout, graphs: dict[str, list[str]]) -> Manifest:
    from pyoxigraph import Store  # noqa: PLC0415 - costs a command's start-up

    last = read_manifest(layout.current() / MANIFEST)
    folder = layout.start(last.generation + 1)
    store = Store(str(folder / QUADS))
    bulk_load(store, (line for name in sorted(graphs) for line in graphs[name]))
    store.flush()
    table = tuple(
        GraphEntry(name, text_digest("".join(graphs[name])), len(graphs[name]))
        for name in sorted(graphs)
    )
    manifest = replace(last, generation=last.generation + 1, graphs=table, is_imported=True)
    (folder / CORPUS).write_bytes((layout.current() / CORPUS).read_bytes())
    Kept().save(folder)
    (folder / MANIFEST).write_bytes(manifest_bytes(manifest))
    layout.publish(folder)
    layout.clear_old()
    return manifest


def _graphs(quads: pyoxigraph.Store, source: Path) -> dict[str, list[str]]:
    """Return the lines of each named graph."""
    from pyoxigraph import DefaultGraph, NamedNode  # noqa: PLC0415 - costs a command's start-up

    if next(iter(quads.quads_for_pattern(None, None, None, DefaultGraph())), None) is not None:
        remedy = "export with --format nquads, trig or jsonld"
        raise ReadError("has quads outside named graphs", path=str(source), remedy=remedy)
    names = [name.value for name in quads.named_graphs() if isinstance(name, NamedNode)]
    return {name: dump_graph(quads, name) for name in names}


def _base(quads: pyoxigraph.Store) -> str | None:
    """Return the base that the export's description of itself names."""
    from pyoxigraph import Literal, NamedNode  # noqa: PLC0415 - costs a command's start-up

    for quad in quads.quads_for_pattern(None, NamedNode(VOID.uriSpace), None):
        if isinstance(quad.object, Literal):
            return quad.object.value
    return None

"""Validates a store: its documents in batches, in one process or several, then it as a whole."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.graph.document_checks import DocumentChecks, Scope
from kg.graph.reader import StoreReader
from kg.graph.record_checks import Problem
from kg.graph.source_checks import Reread
from kg.graph.store_checks import run_checks, shape_checks, shape_checks_within, store_checks

if TYPE_CHECKING:
    from kg.graph.manifest import DocumentEntry

__all__ = ["Problem", "Reread", "validate"]

#: Above so many documents pyshacl, which takes longer than all the rest, must be asked for.
SHACL_LIMIT = 500
_BATCH = 20  # documents whose graphs are looked at together


def validate(  # noqa: PLR0913 - the options are named
    store: StoreReader,
    *,
    shacl: bool | None = None,
    sources: bool = True,
    reread: Reread | None = None,
    workers: int = 1,
    watch: Callable[[int], None] | None = None,
) -> Iterator[Problem]:
    """Yield everything that is wrong with a store, document by document, then as a whole.

    Args:
        store: The store.
        shacl: Run the shapes with pyshacl on every document, besides their compiled queries; None
            does it up to ``SHACL_LIMIT`` documents.
        sources: Compare every document with its source as it is now.
        reread: Reads a source again, to say where it changed.
        workers: Number of processes; the result is the same.
        watch: Is told after each batch how many documents it had.

    Raises:
        StoreError: Another process wrote to the store meanwhile, and there are several workers.
    """
    documents = store.manifest.documents
    if shacl is None:
        shacl = len(documents) <= SHACL_LIMIT
    scope = Scope(shacl, sources, reread)
    starts = range(0, len(documents), _BATCH)
    batches = [documents[start : start + _BATCH] for start in starts]
    for batch, problems in zip(batches, _checked(store, scope, batches, workers), strict=True):
        yield from problems
        if watch is not None:
            watch(len(batch))
    yield from _as_a_whole(store)


def _checked(
    store: StoreReader,
    scope: Scope,
    batches: Sequence[tuple[DocumentEntry, ...]],
    workers: int,
) -> Iterator[list[Problem]]:
    if workers == 1 or len(batches) <= 1:
        checks = DocumentChecks(store, scope)
        yield from map(checks.problems, batches)
        return
    with ProcessPoolExecutor(
        min(workers, len(batches)),
        multiprocessing.get_context("spawn"),
        _start,
        (store.path, store.manifest.generation, scope),
    ) as pool:
        yield from pool.map(_check, batches)


_checks: list[DocumentChecks] = []  # of a worker process


def _start(path: Path, generation: int, scope: Scope) -> None:
    store = StoreReader(path)
    if store.manifest.generation == generation:
        _checks.append(DocumentChecks(store, scope))


def _check(entries: tuple[DocumentEntry, ...]) -> list[Problem]:
    if not _checks:
        raise StoreError("it was written to while it was validated", remedy="validate it again")
    return _checks[0].problems(entries)


def _as_a_whole(store: StoreReader) -> Iterator[Problem]:
    """Check what no document shows alone; of an import, which has no documents, everything."""
    quads, base = store.quads, store.manifest.base
    if store.manifest.is_imported:
        checks = [*shape_checks(), *store_checks()]
    else:
        documents = {store.mint.document(entry.sha256) for entry in store.manifest.documents}
        checks = [
            check
            for graph in store.manifest.graphs
            if graph.iri not in documents
            for check in shape_checks_within(graph.iri, _classes(store, graph.iri))
        ]
        checks += [check for check in store_checks() if not check.in_document]
    for hit in run_checks(quads, checks, base):
        yield Problem(hit.check.id, hit.check.severity, "", hit.node, hit.check.message)


def _classes(store: StoreReader, graph: str) -> frozenset[str]:
    rows = store.query(f"SELECT DISTINCT ?class {{ GRAPH <{graph}> {{ ?thing a ?class }} }}")
    return frozenset(row["class"].value for row in rows)

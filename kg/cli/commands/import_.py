"""``kg import``: a store from an export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreDir


def import_(
    source: Annotated[
        Path, typer.Argument(metavar="EXPORT", help="store.nq, .trig, .jsonld or a KGX folder.")
    ],
    store: StoreDir = DEFAULT_STORE,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="What the store's IRIs begin with.")
    ] = None,
) -> None:
    """Make a new store from an export: to query, serve, validate and export again."""
    from kg.graph.imported_store import import_store

    manifest = import_store(source, Path(store), base)
    print(f"{store}: {manifest.quads:,} quads in {len(manifest.graphs)} graphs, without documents")

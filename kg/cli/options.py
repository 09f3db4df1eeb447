"""Arguments and options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files, folders, or - for standard input."),
]
OptionalSources = Annotated[
    list[str] | None,
    typer.Argument(metavar="SOURCE", help="Files or folders; without any, the store."),
]
Output = Annotated[
    str,
    typer.Option("--output", "-o", metavar="FILE", help="Where to write; - is stdout."),
]
StoreDir = Annotated[str, typer.Option("--store", metavar="DIR", help="The store's folder.")]

DEFAULT_STORE = "kg-store"

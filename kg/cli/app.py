"""The commands of ``kg``, in the order in which the help lists them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

import typer

from kg.cli.commands.build import build
from kg.cli.commands.evaluate import evaluate
from kg.cli.commands.extract import extract
from kg.cli.commands.read import read

# Names are given because `eval` is a word of Python's own.
COMMANDS: tuple[tuple[str, Callable[..., None]], ...] = (
    ("read", read),
    ("extract", extract),
    ("build", build),
    ("eval", evaluate),
)


def build_app() -> typer.Typer:
    """Return the application with all its commands."""
    app = typer.Typer(
        name="kg",
        help="Turn health and science articles into claims tied to words, citations and evidence.",
        epilog="Exit codes: 0 fine; 1 findings; 2 usage or bad input; 3 a broken quote or chain.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_everywhere)
    for name, command in COMMANDS:
        app.command(name)(command)
    return app


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"citegraph {version('citegraph')}")
        raise typer.Exit


def _everywhere(
    show_version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show tracebacks.")] = False,
    log: Annotated[bool, typer.Option("--log", help="Log steps as JSON lines.")] = False,
) -> None:
    """Hold the options that every command takes; :mod:`kg.cli.running` reads them."""

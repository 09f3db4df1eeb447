"""The commands of ``kg``, in the order in which the help lists them.

Only the command that is asked for is imported: the help costs what the standard library and typer
cost, and a query does not pay for the parser.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Annotated

import typer

HELP = "Turn health and science articles into claims tied to words, citations and evidence."
EPILOG = "Exit codes: 0 fine; 1 findings; 2 usage or bad input; 3 a broken quote or chain."


@dataclass(frozen=True, slots=True)
class Command:
    """Where a command is, and its line in the help.

    Attributes:
        name: What the user types.
        summary: What the help says of it.
        attribute: Name of the function, or of the group, in its module.
    """

    name: str
    summary: str
    attribute: str

    def load(self) -> Callable[..., None] | typer.Typer:
        """Import the command."""
        module = importlib.import_module(f"kg.cli.commands.{self.attribute}")
        found: Callable[..., None] | typer.Typer = getattr(module, self.attribute)
        return found


COMMANDS = (
    Command("read", "Parse sources: sections, citation markers, references; no NLP.", "read"),
    Command("extract", "Extract claims with quotes, citations and evidence grades.", "extract"),
    Command("build", "Build a store, or bring it up to date.", "build"),
    Command("query", "Ask the store: SPARQL, or a named query.", "query"),
    Command("trace", "Trace a claim: quote, marker, reference, study, grade.", "trace"),
    Command("explain", "Explain a grade and a belief: every factor, in words.", "explain"),
    Command("audit", "List what a fact-checker must look at.", "audit"),
    Command("view", "Write the page: one offline file.", "view"),
    Command("export", "Export the store: RDF, tables, files for other tools.", "export"),
    Command("import", "Make a store from an export.", "import_"),
    Command("validate", "Check quotes, chains, shapes and counts.", "validate"),
    Command("curate", "Record and list people's decisions about claims.", "curate"),
    Command("verify", "Does the cited work say so? From texts that you have.", "verify"),
    Command("vocab", "The vocabulary that grounding uses.", "vocab"),
    Command("serve", "Serve the page and a SPARQL endpoint; read-only.", "serve"),
    Command("eval", "Measure against annotated documents.", "evaluate"),
)


def build_app(arguments: Sequence[str]) -> typer.Typer:
    """Return the application, with the parameters of the command that ``arguments`` name."""
    app = typer.Typer(
        name="kg",
        help=HELP,
        epilog=EPILOG,
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_everywhere)
    chosen = next((argument for argument in arguments if not argument.startswith("-")), None)
    for command in COMMANDS:
        found = command.load() if command.name == chosen else _named_only
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=command.name, help=command.summary)
        else:
            app.command(command.name, short_help=command.summary)(found)
    return app


def _named_only() -> None:
    """Stand in the list of commands while another one, or none, is run."""


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

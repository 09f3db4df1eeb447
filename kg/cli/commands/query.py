"""``kg query``: SPARQL and named queries over the store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

if TYPE_CHECKING:
    from kg.query.named_queries import Parameter
    from kg.query.results import Result


def query(
    sparql: Annotated[
        str | None, typer.Argument(metavar="SPARQL", help="A query; - reads standard input.")
    ] = None,
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="A named query; see --list.")
    ] = None,
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="KEY=VALUE", help="Sets a parameter of the named query."),
    ] = None,
    list_queries: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    show: Annotated[bool, typer.Option("--show", help="Print the query; do not run it.")] = False,
    store: StoreDir = DEFAULT_STORE,
    output_format: Annotated[
        Literal["table", "json", "csv", "tsv", "xml", "ttl", "nquads"], typer.Option("--format")
    ] = "table",
    output: Output = "-",
) -> None:
    """Ask the store: SPARQL, or a named query with its parameters."""
    from kg.cli.output import as_table, write_text
    from kg.errors import QueryError
    from kg.query.named_queries import named_queries
    from kg.query.runner import QueryRunner, find_named

    if list_queries:
        rows = [
            (q.name, " ".join(_parameter_words(p) for p in q.parameters), q.title)
            for q in named_queries()
        ]
        write_text([as_table(("name", "parameters", "title"), rows).split("\n", 1)[1]], output)
        return
    if (sparql is None) == (name is None):
        raise QueryError("give SPARQL or --name NAME, one of them", remedy="see: kg query --list")
    if name is not None and show:
        write_text([find_named(name).text], output)
        return
    if sparql in {q.name for q in named_queries()}:
        raise QueryError(f"{sparql!r} is no SPARQL", remedy=f"did you mean --name {sparql}?")
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        runner = QueryRunner(opened)
        if name is not None:
            result = runner.run_named(name, _pairs(settings or []))
        else:
            result = runner.run(_given(sparql or ""))
        base = opened.manifest.base
    write_text([_written(result, output_format, base)], output)


def _parameter_words(parameter: Parameter) -> str:
    shown = f"{parameter.name}={parameter.default or parameter.kind.value.upper()}"
    return shown if parameter.is_required else f"[{shown}]"


def _pairs(settings: list[str]) -> dict[str, str]:
    from kg.errors import QueryError

    pairs: dict[str, str] = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key or not value:
            raise QueryError(f"--set {setting!r} is not KEY=VALUE")
        pairs[key] = value
    return pairs


def _given(sparql: str) -> str:
    import sys

    return sys.stdin.read() if sparql == "-" else sparql


def _written(result: Result, output_format: str, base: str) -> str:
    from kg.cli.output import as_table
    from kg.query.formats import RESULT_FORMATS, cells
    from kg.query.results import Table, Truth
    from kg.query.triple_formats import to_turtle

    if output_format != "table":
        return RESULT_FORMATS[output_format].write(result)
    if isinstance(result, Table):
        return as_table(result.variables, cells(result, base))
    if isinstance(result, Truth):
        return "yes\n" if result.value else "no\n"
    return to_turtle(result)

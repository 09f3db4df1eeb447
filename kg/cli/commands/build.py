"""``kg build``: sources to a store."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, Sources, StoreDir

if TYPE_CHECKING:
    from kg.build.lookup import Lookup
    from kg.build.summary import BuildSummary


def build(
    sources: Sources,
    store: StoreDir = DEFAULT_STORE,
    base: Annotated[
        str | None, typer.Option(metavar="IRI", help="What the store's IRIs begin with.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Number of processes.")] = 1,
    max_memory: Annotated[
        int | None, typer.Option(min=256, metavar="MB", help="Data a worker may hold.")
    ] = None,
    engine: Annotated[
        Literal["pool", "ray"],
        typer.Option(help="Processes of this machine, or a Ray cluster (an extra)."),
    ] = "pool",
    address: Annotated[
        str | None,
        typer.Option(metavar="HOST:PORT", help="A Ray cluster that runs; else one is started."),
    ] = None,
    shards: Annotated[
        str | None,
        typer.Option(metavar="URL", help="With ray: shared folder or object store for shards."),
    ] = None,
    works: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Works' designs and retractions: CSL-JSON, NBIB, …"),
    ] = None,
    lookup: Annotated[
        bool, typer.Option("--lookup", help="Ask Crossref, PubMed, OpenAlex about cited works.")
    ] = False,
    contact: Annotated[
        str | None, typer.Option(metavar="MAIL", help="Address that these services are told.")
    ] = None,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Build a store, or bring it up to date: read, extract, ground, appraise, store."""
    from kg.build.building import BuildOptions
    from kg.build.building import build as build_store
    from kg.build.pipeline import source_files
    from kg.cli.output import as_json, write_text
    from kg.cli.progress import Watch
    from kg.graph import Store
    from kg.terms import DEFAULT_BASE

    if engine == "pool" and (address or shards):
        raise typer.BadParameter("--address and --shards need --engine ray")
    memory = None if max_memory is None else max_memory * 1024 * 1024
    with (
        Store.create(store, base=base or DEFAULT_BASE) as opened,
        Watch(len(source_files(sources))) as watch,
    ):
        client = _client(opened.path, contact) if lookup else None
        options = BuildOptions(workers, memory, tuple(works or ()), client, engine, address, shards)
        summary = build_store(sources, opened, options, watch.see)
    for problem in client.problems if client else ():
        print(f"kg: {problem}", file=sys.stderr)
    text = as_json(summary.to_json()) if output_format == "json" else summary_text(summary)
    write_text([text], output)
    if summary.failures:
        raise typer.Exit(2)


def _client(store: Path, contact: str | None) -> Lookup:
    from kg.build.lookup import Lookup

    return Lookup(store / "lookup", contact)


def summary_text(summary: BuildSummary) -> str:
    """Return a summary as a person would like to read it."""
    pointers = sum(count for _, count in summary.citations)
    states = ", ".join(f"{count} {state.value}" for state, count in summary.citations if count)
    names = ("ungraded", "very low", "low", "moderate", "high")
    grades = ", ".join(
        f"{count} {name}" for name, count in zip(names, summary.grades, strict=True) if count
    )
    lines = [
        (
            f"{summary.store}: {_count(summary.documents, 'document')} "
            f"({summary.built} read, {summary.unchanged} unchanged)"
        ),
        (
            f"  {_count(summary.claims, 'claim')}, {_count(summary.propositions, 'statement')}, "
            f"{_count(summary.conflicts, 'conflict')}, {_count(summary.quads, 'quad')}"
        ),
        f"  citations: {pointers} ({states})" if pointers else "  citations: none",
        f"  evidence grade (estimated): {grades}" if grades else "  no claim to grade",
    ]
    if summary.unattached:
        lines.append(f"  {_count(summary.unattached, 'citation marker')} without a claim")
    if summary.failures:
        lines.append(f"  {_count(len(summary.failures), 'document')} left out (see above)")
    return "".join(f"{line}\n" for line in lines)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"

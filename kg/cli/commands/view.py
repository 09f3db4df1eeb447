"""``kg view``: the page."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, OptionalSources, StoreDir


def view(
    sources: OptionalSources = None,
    store: StoreDir = DEFAULT_STORE,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="The page; - is stdout.")
    ] = "graph.html",
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
    document: Annotated[str | None, typer.Option(help="Only claims of this document.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only what is near this entity.")] = None,
    hops: Annotated[int, typer.Option(min=0, help="How many claims to follow.")] = 1,
    min_grade: Annotated[int, typer.Option(min=0, max=4, help="Only claims this strong.")] = 0,
    max_claims: Annotated[int | None, typer.Option(min=1, help="Only the strongest N.")] = None,
) -> None:
    """Write the page: graph, claims table, article and findings in one offline file."""
    from kg.appraisal import audit as find
    from kg.cli.material import gather
    from kg.cli.output import write_text
    from kg.views.options import PageOptions
    from kg.views.page import render_page

    material = gather(sources, store)
    options = PageOptions(
        title=title,
        document=document,
        topic=topic,
        hops=hops,
        min_grade=min_grade,
        max_claims=max_claims,
    )
    findings = find(material.records, material.corpus)
    page = render_page(material.records, material.corpus, findings, options)
    write_text([page], output)
    if output != "-":
        print(f"{output}: open it in a browser; it needs no network", file=sys.stderr)
    if material.has_failures:
        raise typer.Exit(2)

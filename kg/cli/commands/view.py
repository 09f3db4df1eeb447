"""``kg view``: the page."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import DEFAULT_STORE, OptionalSources, StoreDir

if TYPE_CHECKING:
    from kg.cli.material import Material
    from kg.views.options import PageOptions


def view(
    sources: OptionalSources = None,
    store: StoreDir = DEFAULT_STORE,
    output: Annotated[
        str,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="The page; - is stdout; DIR/ gets a page for each document, and an index.",
        ),
    ] = "graph.html",
    title: Annotated[str | None, typer.Option(help="Heading of the page.")] = None,
    document: Annotated[str | None, typer.Option(help="Only claims of this document.")] = None,
    topic: Annotated[str | None, typer.Option(help="Only what is near this entity.")] = None,
    hops: Annotated[int, typer.Option(min=0, help="How many claims to follow.")] = 1,
    min_grade: Annotated[int, typer.Option(min=0, max=4, help="Only claims this strong.")] = 0,
    max_claims: Annotated[int | None, typer.Option(min=1, help="Only the strongest N.")] = None,
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            metavar="OLD NEW", help="What changed from one version to another: files or stores."
        ),
    ] = None,
) -> None:
    """Write the page: graph, claims table, article and findings in one offline file."""
    from kg.cli.material import gather, gather_part
    from kg.views.options import PageOptions

    if compare is not None:
        _compare(compare, output, title)
        return
    material = gather(sources, store) if sources else gather_part(store, document, topic, hops)
    options = PageOptions(
        title=title,
        document=document,
        topic=topic,
        hops=hops,
        elsewhere=material.elsewhere,
        min_grade=min_grade,
        max_claims=max_claims,
        base_iri=PageOptions().base_iri if sources else _base(store),
    )
    _write(material, options, output)
    if material.has_failures:
        raise typer.Exit(2)


def _write(material: Material, options: PageOptions, output: str) -> None:
    from kg.appraisal import audit as find
    from kg.cli.output import write_text

    findings = find(material.records, material.corpus)
    if output.endswith("/") or Path(output).is_dir():
        from kg.views.site import write_site

        files = write_site(material.records, material.corpus, findings, Path(output), options)
        _say(f"{files[0]}: an index of {len(material.records)} documents; open it in a browser")
        return
    from kg.views.page import render_page

    write_text([render_page(material.records, material.corpus, findings, options)], output)
    if output != "-":
        _say(f"{output}: open it in a browser; it needs no network")


def _compare(versions: tuple[str, str], output: str, title: str | None) -> None:
    from kg.cli.material import gather
    from kg.cli.output import write_text
    from kg.graph import Store
    from kg.views.compare import render_comparison

    old, new = (
        gather(None, name) if Store.exists(name) else gather([name], "") for name in versions
    )
    page = render_comparison((old.records, old.corpus), (new.records, new.corpus), title)
    write_text([page], output)
    if output != "-":
        _say(f"{output}: what changed from {versions[0]} to {versions[1]}")
    if old.has_failures or new.has_failures:
        raise typer.Exit(2)


def _base(store: str) -> str:
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        return opened.manifest.base


def _say(text: str) -> None:
    print(text, file=sys.stderr)

"""``kg serve``: the read-only web app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import DEFAULT_STORE, StoreDir


def serve(
    store: StoreDir = DEFAULT_STORE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
    timeout: Annotated[float, typer.Option(min=0.1, help="Seconds that a query may take.")] = 10.0,
    max_rows: Annotated[int, typer.Option(min=1, help="Rows that a query may give.")] = 10_000,
    max_memory: Annotated[
        int, typer.Option(min=512, help="Megabytes that a query's process may have.")
    ] = 2048,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Queries at a time.")] = 2,
    cors: Annotated[
        list[str] | None,
        typer.Option("--cors", metavar="ORIGIN", help="A site whose scripts may ask; * is any."),
    ] = None,
    curate: Annotated[
        Path | None,
        typer.Option(metavar="PATCH.json", help="Let the page save decisions to this file."),
    ] = None,
) -> None:
    """Serve the page, a SPARQL endpoint and a page for each thing; the store is never changed."""
    import sys

    from kg.graph import Store
    from kg.server.app import TOKEN, ServeOptions
    from kg.server.curating import Curation
    from kg.server.limits import ServeLimits
    from kg.server.running import serve as run

    with Store.open(store, read_only=True) as opened:
        base = opened.manifest.base
    curation = None if curate is None else Curation(curate)
    if curation is not None:
        curation.check(host, cors or ())
    limits = ServeLimits(seconds=timeout, rows=max_rows, memory=max_memory << 20, workers=workers)
    hosts = ("*",) if host in ("0.0.0.0", "::") else ("127.0.0.1", "localhost", "[::1]", host)  # noqa: S104 - compared, not bound
    options = ServeOptions(
        store=Path(store),
        base=base,
        page=_Pages(store),
        hosts=hosts,
        origins=tuple(cors or ()),
        curation=curation,
        limits=limits,
    )

    def started(address: str) -> None:
        own = f"{address}?{TOKEN}={curation.token}" if curation else address
        lines = [f"{own} (console: {address}console); stop with Ctrl-C"]
        if curation is not None:
            lines.append(f"decisions go to {curation.file}; then: kg curate apply {curation.file}")
        print("\n".join(lines), file=sys.stderr, flush=True)

    run(options, host, port, started)


class _Pages:
    """Makes the page of a store, once for each of its generations and tokens."""

    def __init__(self, store: str) -> None:
        self._store = store
        self._made: dict[str | None, tuple[str, str]] = {}

    def __call__(self, token: str | None) -> str:
        """Return the page of the store as it is now; with a token it saves decisions."""
        from kg.graph.generations import Layout

        generation = Layout(Path(self._store)).current().name
        made = self._made.get(token)
        if made is None or made[0] != generation:
            made = (generation, _page(self._store, token))
            self._made[token] = made
        return made[1]


def _page(store: str, token: str | None) -> str:
    from kg.appraisal import audit
    from kg.cli.material import gather
    from kg.graph import Store
    from kg.views.options import PageOptions
    from kg.views.page import render_page

    material = gather(None, store)
    with Store.open(store, read_only=True) as opened:
        options = PageOptions(
            base_iri=opened.manifest.base,
            save_to=None if token is None else "/judgements",
            save_token=token,
        )
    findings = audit(material.records, material.corpus)
    return render_page(material.records, material.corpus, findings, options)

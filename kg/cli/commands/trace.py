"""``kg trace``: from a claim to what stands behind it."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir


def trace(
    what: Annotated[
        list[str], typer.Argument(metavar="CLAIM", help="A claim's id, or words of it.")
    ],
    store: StoreDir = DEFAULT_STORE,
    limit: Annotated[int, typer.Option(min=1, help="At most so many claims.")] = 10,
    output_format: Annotated[Literal["text", "json", "html"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Trace a claim: quote in context, marker, reference, study, grade."""
    from kg.cli.output import as_json, write_text
    from kg.errors import QueryError
    from kg.graph import Store
    from kg.query.tracing import find_claims, trace_json, trace_text
    from kg.query.tracing import trace as follow

    words = " ".join(what)
    with Store.open(store, read_only=True) as opened:
        found = find_claims(opened.records(), words)
        corpus = opened.corpus()
        traces = []
        for document, claim in found[:limit]:
            record = opened.record(document)
            if record is not None:
                traces.append(follow(record, claim, corpus))
    if not traces:
        raise QueryError(f"no claim fits {words!r}", remedy="try fewer words")
    if output_format == "json":
        write_text([as_json([trace_json(item) for item in traces])], output)
        return
    if output_format == "html":
        from kg.views.report import render_trace

        chosen = [(item.record, item.claim) for item in traces]
        write_text([render_trace(chosen, corpus, f"Trace: {words}")], output)
        return
    texts = [trace_text(item) for item in traces]
    if len(found) > limit:
        texts.append(f"… and {len(found) - limit} more; see --limit")
    write_text(["\n\n".join(texts) + "\n"], output)

"""``kg read``: what reading makes of a source, before any language processing."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import typer

from kg.cli.options import Output, Sources


def read(
    sources: Sources,
    output_format: Annotated[
        Literal["json", "table"], typer.Option("--format", help="json: an array, a document each.")
    ] = "table",
    missing: Annotated[
        bool,
        typer.Option("--missing", help="Write a sidecar to fill in, for markers without a work."),
    ] = False,
    output: Output = "-",
) -> None:
    """Parse sources: sections, citation markers and references; no language processing."""
    from kg.build.pipeline import Failure, read_documents, source_files
    from kg.cli.output import as_json, as_table, write_text
    from kg.cli.progress import report_failure
    from kg.reading import document_to_json, skeleton

    documents: list[Any] = []
    failed = False
    for file in source_files(sources):
        for item in read_documents(file):
            if isinstance(item, Failure):
                report_failure(item)
                failed = True
            else:
                documents.append(skeleton(item) if missing else document_to_json(item))
    if missing:
        write_text(["---\n".join(documents)], output)
    elif output_format == "json":
        write_text([as_json(documents)], output)
    else:
        write_text([as_table(_HEADER, [_row(document) for document in documents])], output)
    if failed:
        raise typer.Exit(2)


_HEADER = ("document", "characters", "sections", "markers", "references", "title")


def _row(document: dict[str, Any]) -> tuple[object, ...]:
    counts = (len(document[key]) for key in ("sections", "markers", "references"))
    return (document["id"], len(document["text"]), *counts, document["title"])

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
    from kg.reading import skeleton

    documents: list[Any] = []
    failed = False
    for file in source_files(sources):
        for item in read_documents(file):
            if isinstance(item, Failure):
                report_failure(item)
                failed = True
            else:
                documents.append(skeleton(item) if missing else document_json(item))
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


def document_json(document: Any) -> dict[str, Any]:
    """Return a document in the public form; keys are always all there, in this order."""
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "sha256": document.source.sha256,
        "sections": [
            {"title": s.title, "level": s.level, "start": s.span.start, "end": s.span.end}
            for s in document.sections
        ],
        "markers": [
            {
                "text": m.text,
                "start": m.span.start,
                "end": m.span.end,
                "style": m.style.value,
                "state": m.state.value,
                "references": list(m.references),
            }
            for m in document.markers
        ],
        "references": [_reference(reference) for reference in document.references],
        "diagnostics": [{"kind": d.kind, "message": d.message} for d in document.diagnostics],
    }


def _reference(reference: Any) -> dict[str, Any]:
    return {
        "id": reference.id,
        "raw": reference.raw,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "url": reference.url,
        "year": reference.year,
        "title": reference.title,
        "authors": list(reference.authors),
        "container": reference.container,
        "work": reference.work,
    }

"""``kg extract``: the claims of sources, without a store."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import Output, Sources

if TYPE_CHECKING:
    from kg.model.record import DocumentRecord

_IN_MEMORY = 64 * 1024 * 1024


def extract(
    sources: Sources,
    output_format: Annotated[
        Literal["jsonl", "table"], typer.Option("--format", help="jsonl: one claim a line.")
    ] = "jsonl",
    output: Output = "-",
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Also ask a model there (OpenAI-compatible); off if none."
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="The model to ask.")] = None,
) -> None:
    """Extract claims, each with its exact quote, citations and evidence grade."""
    from kg.build.pipeline import Failure, Pipeline, source_files
    from kg.cli.output import write_bytes
    from kg.cli.progress import watched
    from kg.extraction.proposing.endpoint import endpoint_from

    pipeline = Pipeline(endpoint_from(endpoint, model))
    files = source_files(sources)
    failed = False
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as spool:
        places: list[tuple[str, int, int]] = []
        for item in watched(pipeline.records(files), len(files)):
            if isinstance(item, Failure):
                failed = True
                continue
            start = spool.tell()
            spool.write(_lines(item, output_format))
            places.append((item.document.id, start, spool.tell()))
        write_bytes(_in_order(spool, places), output)
    if failed:
        raise typer.Exit(2)


def _in_order(
    spool: tempfile.SpooledTemporaryFile[bytes], places: list[tuple[str, int, int]]
) -> Iterator[bytes]:
    for _document, start, end in sorted(places):
        spool.seek(start)
        yield spool.read(end - start)


def _lines(record: DocumentRecord, output_format: str) -> bytes:
    from kg.model.claim_json import claim_lines

    if output_format == "jsonl":
        return "".join(f"{line}\n" for line in claim_lines(record)).encode()
    return _table(record).encode()


def _table(record: DocumentRecord) -> str:
    from kg.cli.output import as_table

    header = ("grade", "subject", "predicate", "object", "how sure", "citations", "quote")
    rows = [
        (
            claim.grade.level if claim.grade else None,
            claim.subject.label,
            claim.predicate.value,
            claim.object.label,
            f"{claim.polarity.value}, {claim.certainty.value}",
            len(claim.citations),
            claim.quote.exact,
        )
        for claim in record.claims
    ]
    return f"{record.document.id}: {len(rows)} claims\n{as_table(header, rows)}\n"

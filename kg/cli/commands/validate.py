"""``kg validate``: whether every quote and every link still holds."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.graph.record_checks import Problem
    from kg.model.document import Document

_NAMED = 10  # documents named one by one that have the same problem


def validate(
    store: StoreDir = DEFAULT_STORE,
    shacl: Annotated[
        bool | None,
        typer.Option(
            help="Run the shapes with pyshacl, too, not their queries alone.",
            show_default="up to 500 documents",
        ),
    ] = None,
    sources: Annotated[bool, typer.Option(help="Compare with the sources as they are.")] = True,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Number of processes.")] = 1,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Check quotes against sources, every link of the chain, shapes and counts."""
    from kg.cli.output import as_json, write_text
    from kg.cli.progress import Progress
    from kg.graph import Store
    from kg.graph.validate import validate as check
    from kg.model.appraisal import Severity
    from kg.model.codec import to_plain

    with Store.open(store, read_only=True) as opened:
        documents = len(opened.manifest.documents)
        with closing(Progress(documents)) as progress:
            found = check(
                opened,
                shacl=shacl,
                sources=sources,
                reread=_reread,
                workers=workers,
                watch=progress.advance,
            )
            problems = list(found)
        claims = sum(len(entry.claims) for entry in opened.manifest.documents)
        quads = opened.manifest.quads
    broken = [problem for problem in problems if problem.severity is Severity.ERROR]
    if output_format == "json":
        counts = {"documents": documents, "claims": claims, "quads": quads}
        value = {"valid": not broken, **counts, "problems": [to_plain(p) for p in problems]}
        write_text([as_json(value)], output)
    else:
        lines = problem_lines(problems, store)
        verdict = f"{len(broken)} broken" if broken else "every quote and citation chain holds"
        lines.append(f"{documents} documents, {claims} claims, {quads} quads: {verdict}")
        write_text([f"{line}\n" for line in lines], output)
    if broken:
        raise typer.Exit(3)
    if problems:
        raise typer.Exit(1)


def problem_lines(problems: Sequence[Problem], store: str) -> list[str]:
    """Return problems in words; a message that many documents share is one line.

    Args:
        problems: In the order in which they were found.
        store: Stands for the document where the whole store is concerned.
    """
    sharing: dict[tuple[str, str], list[str]] = {}
    for problem in problems:
        key = (problem.severity.value, problem.message)
        sharing.setdefault(key, []).append(problem.document or store)
    lines = []
    for (severity, message), documents in sharing.items():
        if len(documents) > _NAMED:
            named = ", ".join(documents[:2])
            lines.append(f"{severity}: {len(documents):,} times ({named}, …): {message}")
        else:
            lines += [f"{severity}: {document}: {message}" for document in documents]
    return lines


def _reread(path: Path, document: str) -> Document | None:
    from kg.build.pipeline import Failure, read_documents
    from kg.reading import SourceFile

    items = read_documents(SourceFile(path, document))
    found = [item for item in items if not isinstance(item, Failure)]
    if len(found) == 1:
        return found[0]
    return next((item for item in found if item.id == document), None)

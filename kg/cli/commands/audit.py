"""``kg audit``: what a fact-checker must look at."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, OptionalSources, Output, StoreDir


def audit(
    sources: OptionalSources = None,
    store: StoreDir = DEFAULT_STORE,
    fail_on: Annotated[
        Literal["error", "warning", "note", "never"],
        typer.Option("--fail-on", help="Least severity that makes the exit code 1."),
    ] = "note",
    output_format: Annotated[
        Literal["text", "json", "csv", "sarif", "html"], typer.Option("--format")
    ] = "text",
    output: Output = "-",
) -> None:
    """List what a fact-checker must look at: sources, doses, contradictions, wording."""
    from importlib.metadata import version

    from kg.appraisal import audit as find
    from kg.cli.material import gather
    from kg.cli.output import write_text
    from kg.model.appraisal import Severity
    from kg.views.audit_formats import WRITERS, at_least, to_sarif

    material = gather(sources, store)
    findings = find(material.records, material.corpus)
    if output_format == "sarif":
        texts = {record.document.id: record.document.text for record in material.records}
        text = to_sarif(findings, version("citegraph"), texts)
    elif output_format == "html":
        from kg.views.report import render_audit

        text = render_audit(findings)
    else:
        text = WRITERS[output_format](findings)
    write_text([text if text.endswith("\n") else f"{text}\n"], output)
    if material.has_failures:
        raise typer.Exit(2)
    if fail_on != "never" and at_least(findings, Severity(fail_on)):
        raise typer.Exit(1)

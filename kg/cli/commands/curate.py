"""``kg curate``: people's decisions, which no rebuild loses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

curate = typer.Typer(help="Record and list people's decisions about claims.", no_args_is_help=True)


@curate.command("apply")
def apply_patch(
    patch: Annotated[str, typer.Argument(metavar="PATCH.json", help="A patch; - is stdin.")],
    store: StoreDir = DEFAULT_STORE,
) -> None:
    """Record the decisions of a patch: accept, reject, correct; kept for ever."""
    import sys

    from kg.appraisal import appraise_corpus
    from kg.appraisal.curation import effective
    from kg.appraisal.patches import merge, parse_patch
    from kg.build.building import concept_terms
    from kg.graph import Store

    data = sys.stdin.buffer.read() if patch == "-" else Path(patch).read_bytes()
    judgements = parse_patch(data, patch)
    with Store.open(store) as opened:
        records = tuple(opened.records())
        known = opened.judgements()
        both = merge(known, judgements)
        corpus = appraise_corpus(records, both, checks=opened.kept.checks)
        opened.add_judgements(judgements, corpus, concept_terms())
    lost = effective(records, both).unanchored
    print(f"{len(both) - len(known)} new decisions, {len(both)} in all")
    if lost:
        print(f"{len(lost)} fit no claim of the store; they are kept", file=sys.stderr)
        raise typer.Exit(1)


@curate.command("list")
def list_decisions(
    store: StoreDir = DEFAULT_STORE,
    output_format: Annotated[
        Literal["json", "jsonl", "table"],
        typer.Option("--format", help="json: a patch; jsonl: claims with their verdicts."),
    ] = "json",
    output: Output = "-",
) -> None:
    """List the decisions that a store holds."""
    from kg.appraisal.patches import dataset_lines, format_patch
    from kg.cli.output import as_table, write_text
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        judgements = opened.judgements()
        records = tuple(opened.records()) if output_format == "jsonl" else ()
    if output_format == "json":
        write_text([format_patch(judgements)], output)
    elif output_format == "jsonl":
        write_text((f"{line}\n" for line in dataset_lines(records, judgements)), output)
    else:
        header = ("decision", "subject", "predicate", "object", "reason", "curator", "when")
        rows = [
            (j.decision.value, j.subject, j.predicate, j.object, j.reason, j.curator, j.decided_at)
            for j in judgements
        ]
        write_text([as_table(header, rows)], output)

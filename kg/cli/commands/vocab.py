"""``kg vocab``: the vocabulary that grounding uses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import Output

vocab = typer.Typer(help="The vocabulary that grounding uses.", no_args_is_help=True)


@vocab.command("list")
def list_concepts(
    output_format: Annotated[Literal["json", "table"], typer.Option("--format")] = "table",
    output: Output = "-",
) -> None:
    """List the concepts: label, type, identifier, synonyms and where each was verified."""
    from kg.cli.output import as_json, as_table, write_text
    from kg.lexicon.installed import default_vocabulary
    from kg.model.codec import to_plain

    concepts = default_vocabulary().concepts
    if output_format == "json":
        write_text([as_json(to_plain(concepts))], output)
        return
    header = ("label", "type", "id", "vocabulary", "synonyms")
    rows = [(c.label, c.type.value, c.id, c.vocabulary, ", ".join(c.synonyms)) for c in concepts]
    write_text([as_table(header, rows)], output)


@vocab.command("build")
def build_vocabulary(
    sources: Annotated[
        list[Path],
        typer.Argument(metavar="SOURCE...", help="OBO, TSV, SSSOM, JSON(.zst), OWL or SKOS files."),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="The compiled dictionary.")] = Path(
        "vocabulary.dict"
    ),
) -> None:
    """Compile vocabularies into one dictionary; CITEGRAPH_VOCABULARIES=FILE puts it to use."""
    from kg.build.vocabularies import build_dictionary
    from kg.cli.output import as_json, write_text
    from kg.model.codec import to_plain

    summary = build_dictionary(sources, output)
    write_text([as_json({"output": str(output), **to_plain(summary)})])

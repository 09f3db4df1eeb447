"""``kg eval``: how close extraction comes to annotated documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.options import Output

if TYPE_CHECKING:
    from kg.evaluation.scoring import Score


def evaluate(
    golds: Annotated[
        list[str], typer.Argument(metavar="GOLD", help="Gold files (.tsv), or folders of them.")
    ],
    source: Annotated[
        list[Path] | None,
        typer.Option(help="The document of each gold file, when it is not beside it."),
    ] = None,
    misses: Annotated[bool, typer.Option("--misses", help="List what was not found.")] = False,
    extras: Annotated[bool, typer.Option("--extras", help="List what no row agrees with.")] = False,
    output_format: Annotated[Literal["json", "table"], typer.Option("--format")] = "table",
    output: Output = "-",
) -> None:
    """Measure precision, recall and attribute accuracy against annotated documents."""
    from kg.cli.output import as_json, as_table, write_text
    from kg.evaluation.measuring import gold_files, measure, total

    measured = measure(gold_files(golds), source or ())
    scores = [(item.name, item.score) for item in measured]
    if len(scores) != 1:
        scores.append(("all", total(measured)))
    if output_format == "json":
        write_text(
            [as_json([_json(name, score, misses, extras) for name, score in scores])], output
        )
        return
    header = ("document", "claims", "annotated", *scores[0][1].figures())
    rows = [(name, score.precision.of, score.recall.of, *_figures(score)) for name, score in scores]
    parts = [as_table(header, rows)]
    for item in measured:
        parts.extend(_lists(item.score, misses, extras))
    write_text(parts, output)


def _figures(score: Score) -> list[str]:
    return [f"{value:.3f}" for value in score.figures().values()]


def _json(name: str, score: Score, misses: bool, extras: bool) -> dict[str, Any]:
    result: dict[str, Any] = {
        "document": name,
        "claims": score.precision.of,
        "annotated": score.recall.of,
        **score.figures(),
    }
    if misses:
        result["misses"] = _missed(score)
    if extras:
        result["extras"] = _extra(score)
    return result


def _lists(score: Score, misses: bool, extras: bool) -> list[str]:
    lines = [f"MISS  {line}" for line in _missed(score)] if misses else []
    lines += [f"EXTRA {line}" for line in _extra(score)] if extras else []
    return [f"{line}\n" for line in lines]


def _missed(score: Score) -> list[str]:
    return [
        f"{'core ' if r.core else ''}{r.subjects[0]} | {'|'.join(r.predicates)} | {r.objects[0]} | "
        f"{'-' if r.negated else '+'} | {r.quote[:60]}"
        for r in score.missed
    ]


def _extra(score: Score) -> list[str]:
    return [
        f"{c.subject.label} | {c.predicate.value} | {c.object.label} | {c.polarity.value} | "
        f"{c.rule} | {' '.join(c.quote.exact.split())[:80]}"
        for c in score.extra
    ]

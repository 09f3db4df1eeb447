"""``kg verify``: whether the cited works say what the articles cite them for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

if TYPE_CHECKING:
    from kg.build.verifying import Answer, Unanswered

_WORDS = {"supports": "supports", "disputes": "disputes", "none": "not found"}


def verify(
    works: Annotated[
        Path, typer.Option(metavar="DIR", help="Abstracts or full texts: a folder or a file.")
    ],
    store: StoreDir = DEFAULT_STORE,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Look up in the cited works themselves what the claims of the store cite them for."""
    from kg.build.pipeline import Failure
    from kg.build.verifying import Answer, Unanswered, verify_store
    from kg.cli.output import as_json, write_text
    from kg.cli.progress import report_failure
    from kg.graph import Store

    with Store.open(store) as opened:
        found = verify_store(opened, works)
    failures = [item for item in found if isinstance(item, Failure)]
    for failure in failures:
        report_failure(failure)
    answers = [item for item in found if isinstance(item, Answer)]
    rest = [item for item in found if isinstance(item, Unanswered)]
    if output_format == "json":
        write_text([as_json(_json(answers, rest))], output)
    else:
        write_text([_text(answers, rest)], output)
    if failures:
        raise typer.Exit(2)
    if any(answer.found.direction.value == "disputes" for answer in answers):
        raise typer.Exit(1)


def _counts(answers: list[Answer], rest: list[Unanswered]) -> dict[str, int]:
    counted = {
        name: sum(answer.found.direction.value == key for answer in answers)
        for key, name in (("supports", "supports"), ("disputes", "disputes"), ("none", "notFound"))
    }
    return counted | {"noText": len(rest)}


def _json(answers: list[Answer], rest: list[Unanswered]) -> dict[str, Any]:
    return {
        **_counts(answers, rest),
        "answers": [_answer(answer) for answer in answers],
        "missingTexts": sorted({item.reference.work for item in rest}),
    }


def _answer(answer: Answer) -> dict[str, Any]:
    claim, found = answer.claim, answer.found
    return {
        "claim": claim.id,
        "document": claim.document,
        "subject": claim.subject.label,
        "predicate": claim.predicate.value,
        "object": claim.object.label,
        "polarity": claim.polarity.value,
        "quote": claim.quote.exact,
        "work": found.work,
        "answer": _WORDS[found.direction.value],
        "workQuote": found.quote,
        "workStart": found.start,
        "workDesign": found.design.value if found.design else None,
        "basis": found.basis.value,
        "coverage": found.coverage,
        "text": answer.check.checked.name,
    }


def _text(answers: list[Answer], rest: list[Unanswered]) -> str:
    lines: list[str] = []
    for answer in answers:
        claim, found = answer.claim, answer.found
        design = f" ({found.design.value.replace('_', ' ')})" if found.design else ""
        lines += [
            f"{_WORDS[found.direction.value].upper()}  {found.work}{design}",
            f"  {claim.document}: “{_line(claim.quote.exact)}”",
            f"  claim {claim.id}: {claim.subject.label} {claim.predicate.value} "
            f"{claim.object.label}" + ("" if claim.polarity.value == "affirmed" else " (denied)"),
            f"  the work says: “{_line(found.quote)}”" if found.quote else "  no sentence bears it",
            "",
        ]
    counts = _counts(answers, rest)
    lines.append(
        f"{len(answers)} looked up: {counts['supports']} supported, {counts['disputes']} disputed, "
        f"{counts['notFound']} not found."
    )
    missing = sorted({item.reference.work for item in rest})
    if missing:
        lines.append(
            f"{len(missing)} cited works have no text here: {', '.join(missing[:5])}"
            + (" …" if len(missing) > 5 else "")
        )
    return "".join(f"{_line(line) if line[:1] != ' ' else line}\n" for line in lines)


def _line(text: str | None) -> str:
    return "".join(c if c.isprintable() else " " for c in " ".join((text or "").split()))

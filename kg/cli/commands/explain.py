"""``kg explain``: every factor of a grade and of a belief."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.cli.options import DEFAULT_STORE, Output, StoreDir

_MOST = 5  # statements explained for words that fit many


def explain(
    what: Annotated[
        list[str], typer.Argument(metavar="CLAIM", help="A claim's id, or words of a statement.")
    ],
    store: StoreDir = DEFAULT_STORE,
    output_format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Explain a claim's grade and a statement's belief: every factor, in words."""
    from kg.appraisal import explain_claim, explain_proposition
    from kg.appraisal.explain import as_json as plain
    from kg.appraisal.explain import claim_words, find_propositions, proposition_words
    from kg.cli.output import as_json, write_text
    from kg.errors import QueryError
    from kg.graph import Store

    words = " ".join(what)
    with Store.open(store, read_only=True) as opened:
        records, corpus = tuple(opened.records()), opened.corpus()
    claim = explain_claim(records, corpus, words)
    found = [p.id for p in find_propositions(corpus, words)][:_MOST]
    if claim is not None and claim.proposition is not None:
        found = [claim.proposition]
    statements = [s for key in found if (s := explain_proposition(records, corpus, key))]
    if claim is None and not statements:
        raise QueryError(f"no claim or statement fits {words!r}", remedy="see: kg extract")
    if output_format == "json":
        value = {
            "claim": plain(claim) if claim else None,
            "propositions": [plain(statement) for statement in statements],
        }
        write_text([as_json(value)], output)
        return
    texts = [claim_words(claim)] if claim else []
    texts += [proposition_words(statement) for statement in statements]
    write_text(["\n\n".join(texts) + "\n"], output)

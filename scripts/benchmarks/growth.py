"""How cost grows from 1× over 10× to 100× the documents: a power law's exponent, by CPU time."""

from __future__ import annotations

import math
from typing import Any

import corpus
from options import answer, cpu, setting


def main() -> None:
    chosen = setting()
    from kg.appraisal import appraise_corpus
    from kg.build.building import concept_terms
    from kg.build.pipeline import Pipeline, source_files
    from kg.graph import Store
    from kg.model.record import DocumentRecord

    pipeline = Pipeline()
    warm = chosen.work / "warm.jsonl"
    corpus.write(warm, 5, chosen.data)
    list(pipeline.records(source_files([str(warm)])))
    concepts = tuple(concept_terms())
    steps: list[dict[str, Any]] = []
    # The largest first: what it takes from files is what the smaller ones take, cut off.
    path = chosen.work / "all.jsonl"
    corpus.write(path, chosen.documents, chosen.data)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    for part in (100, 10, 1):
        size = max(1, chosen.documents // part)
        some = chosen.work / f"{size}.jsonl"
        # Every so many, not the first: sources differ in length and kind of answer.
        some.write_text("".join(lines[:: max(1, len(lines) // size)][:size]), encoding="utf-8")
        found: list[DocumentRecord] = []

        def extract(file: str = str(some), found: list[DocumentRecord] = found) -> None:
            items = pipeline.records(source_files([file]))
            found.extend(item for item in items if isinstance(item, DocumentRecord))

        extracting = cpu(extract)
        with Store.create(chosen.work / f"store-{size}") as store:
            loading = cpu(lambda: store.write(found, appraise_corpus(found), concepts=concepts))  # noqa: B023 - used at once
            quads = store.manifest.quads
        words = sum(len(record.document.text.split()) for record in found)
        steps.append(
            {
                "documents": size,
                "words": words,
                "quads": quads,
                "extract": extracting,
                "load": loading,
            }
        )
    first, last = steps[0], steps[-1]

    def exponent(cost: float, before: float, measure: str) -> float:
        return math.log(cost / before) / math.log(last[measure] / first[measure])

    whole = [step["extract"] + step["load"] for step in (first, last)]
    answer(
        {
            "steps": steps,
            "extraction_exponent": exponent(last["extract"], first["extract"], "words"),
            "load_exponent": exponent(last["load"], first["load"], "quads"),
            "end_to_end_exponent": exponent(whole[1], whole[0], "words"),
        }
    )


if __name__ == "__main__":
    main()

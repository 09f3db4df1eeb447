"""How cost grows from 1× over 10× to 100× the documents: a power law's exponent, by CPU time.

The smallest step is the mean of ten samples, which together are the documents of the middle step:
ten documents more or less rich in claims, by themselves, say little about growth.
"""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import corpus
from options import answer, cpu, setting

_SAMPLES = {100: 10, 10: 1, 1: 1}  # how many samples of each part of the documents

Step = dict[str, Any]


def samples(lines: list[str], part: int) -> list[list[str]]:
    """Return samples of every so many lines: sources differ in length and kind of answer."""
    size = max(1, len(lines) // part)
    apart = max(1, part // _SAMPLES[part])
    found = (lines[first * apart :: part][:size] for first in range(_SAMPLES[part]))
    return [some for some in found if some]


def mean(steps: list[Step]) -> Step:
    """Return the mean of each figure."""
    means = {name: sum(step[name] for step in steps) / len(steps) for name in steps[0]}
    return {**means, "samples": len(steps), "documents": round(means["documents"])}


def measured(file: Path, store: Path, pipeline: Any, concepts: tuple[Any, ...]) -> Step:
    """Extract the documents of a file and load them into a new store, as a build does."""
    from kg.appraisal import appraise_corpus
    from kg.build.finishing import Finished, finish
    from kg.build.pipeline import source_files
    from kg.graph import Provenance, Store
    from kg.graph.change import Change
    from kg.graph.drafts import Drafter
    from kg.model.record import DocumentRecord

    found: list[Finished] = []
    words = 0

    def extract(drafter: Drafter) -> None:
        nonlocal words
        for record in pipeline.records(source_files([str(file)])):
            if isinstance(record, DocumentRecord):
                words += len(record.document.text.split())
                item = finish(record, drafter)
                found.extend([item] if isinstance(item, Finished) else [])

    def load(change: Change, provenance: Provenance) -> None:
        for item in found:
            change.add(item.record, provenance, draft=item.draft)
        change.commit(appraise_corpus(change.records()), concepts)

    provenance = Provenance(version="bench")
    with Store.create(store) as made:
        with made.change() as change:
            extracting = cpu(lambda: extract(Drafter(change.mint.base, provenance)))
            loading = cpu(lambda: load(change, provenance))
        quads = made.manifest.quads
    return {
        "documents": len(found), "words": words, "quads": quads, "extract": extracting,
        "load": loading,
    }  # fmt: skip


def main() -> None:
    chosen = setting()
    from kg.build.building import concept_terms
    from kg.build.pipeline import Pipeline, source_files

    pipeline = Pipeline()
    warm = chosen.work / "warm.jsonl"
    corpus.write(warm, 5, chosen.data)
    list(pipeline.records(source_files([str(warm)])))
    concepts = tuple(concept_terms())
    path = chosen.work / "all.jsonl"
    corpus.write(path, chosen.documents, chosen.data)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    steps: list[Step] = []
    for part in _SAMPLES:
        found = []
        for number, some in enumerate(samples(lines, part)):
            name = f"{len(lines) // part}-{number}"
            file = chosen.work / f"{name}.jsonl"
            file.write_text("".join(some), encoding="utf-8")
            found.append(measured(file, chosen.work / f"store-{name}", pipeline, concepts))
        steps.append(mean(found))
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

"""Runs the pipeline over annotated documents and scores what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build.pipeline import Failure, Pipeline
from kg.errors import ReadError
from kg.evaluation.gold import load_gold, source_of
from kg.evaluation.scoring import Score, score
from kg.model.claim import Claim
from kg.reading import SourceFile


@dataclass(frozen=True, slots=True)
class Measured:
    """One annotated document and what it reached."""

    name: str
    score: Score


def measure(golds: Sequence[Path], sources: Sequence[Path] = ()) -> tuple[Measured, ...]:
    """Score documents against their gold files, in order.

    Args:
        golds: Gold files.
        sources: The document of each; without any, the files of the same stem beside them.

    Raises:
        ReadError: A gold file or its document cannot be read.
    """
    if sources and len(sources) != len(golds):
        raise ReadError(f"{len(golds)} gold files and {len(sources)} sources: give one for each")
    pipeline = Pipeline()
    documents = sources or tuple(source_of(gold) for gold in golds)
    return tuple(
        Measured(gold.stem, score(load_gold(gold), _claims(pipeline, document)))
        for gold, document in zip(golds, documents, strict=True)
    )


def _claims(pipeline: Pipeline, document: Path) -> tuple[Claim, ...]:
    claims: list[Claim] = []
    for item in pipeline.records([SourceFile(document, document.name)]):
        if isinstance(item, Failure):
            raise ReadError(item.message)
        claims.extend(item.claims)
    return tuple(claims)


def total(measured: Iterable[Measured]) -> Score:
    """Return all documents counted together."""
    return sum((item.score for item in measured), Score())


def gold_files(paths: Sequence[str]) -> tuple[Path, ...]:
    """Return the gold files that ``paths`` name; of a folder, its ``*.tsv``, sorted."""
    found: list[Path] = []
    for path in map(Path, paths):
        found.extend(sorted(path.rglob("*.tsv")) if path.is_dir() else [path])
    return tuple(found)

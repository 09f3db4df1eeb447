"""What a command works on: the sources that were named, or the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.appraisal import appraise_corpus
from kg.build.pipeline import Failure, Pipeline, source_files
from kg.cli.progress import watched
from kg.graph import Store
from kg.model.appraisal import Corpus
from kg.model.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Material:
    """Records and what appraisal makes of them together.

    Attributes:
        records: Sorted by document id.
        corpus: Of exactly these records.
        has_failures: Whether a named source could not be read.
    """

    records: tuple[DocumentRecord, ...]
    corpus: Corpus
    has_failures: bool = False


def gather(sources: Sequence[str] | None, store: str) -> Material:
    """Return what is in ``sources``; without any, what is in the store.

    Raises:
        StoreError: No source is named and there is no store.
    """
    if not sources:
        with Store.open(store, read_only=True) as opened:
            return Material(tuple(opened.records()), opened.corpus())
    files = source_files(sources)
    items = tuple(watched(Pipeline().records(files), len(files)))
    found = (item for item in items if not isinstance(item, Failure))
    records = tuple(sorted(found, key=lambda record: record.document.id))
    return Material(records, appraise_corpus(records), len(records) < len(items))

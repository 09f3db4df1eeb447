"""What a command works on: the sources that were named, or the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.appraisal import appraise_corpus
from kg.build.pipeline import Failure, Pipeline, source_files
from kg.cli.progress import watched
from kg.graph import Store
from kg.graph.neighbourhood import documents_beside, documents_near
from kg.model.appraisal import Corpus
from kg.model.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Material:
    """Records and what appraisal makes of them together.

    Attributes:
        records: Sorted by document id.
        corpus: Of these records; in a part of a store, with what the other documents say.
        has_failures: Whether a named source could not be read.
        elsewhere: Number of claims in documents of the store that were not needed.
    """

    records: tuple[DocumentRecord, ...]
    corpus: Corpus
    has_failures: bool = False
    elsewhere: int = 0


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


def gather_part(store: str, document: str | None, topic: str | None, hops: int) -> Material:
    """Return what of a store is about a document or a topic; with neither, all of it.

    Raises:
        StoreError: There is no store.
    """
    with Store.open(store, read_only=True) as opened:
        whole = opened.manifest.documents
        if document is not None and opened.manifest.entry(document) is not None:
            wanted = documents_beside(opened, document)
        elif document is None and topic is not None:
            wanted = documents_near(opened, topic, hops)
        else:
            return Material(tuple(opened.records()), opened.corpus())
        records, corpus = opened.part(wanted)
        elsewhere = sum(len(entry.claims) for entry in whole if entry.id not in wanted)
        return Material(records, corpus, elsewhere=elsewhere)

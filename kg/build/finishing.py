"""What a worker hands on of a document: its record, packed, and the draft of its graph."""

from __future__ import annotations

from dataclasses import dataclass

from kg.appraisal import article_evidence
from kg.build.pipeline import Failure, failure_of
from kg.errors import KgError
from kg.graph.drafts import Drafter, GraphDraft
from kg.model.packed import PackedRecord
from kg.model.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class Finished:
    """A document that was taken through.

    Attributes:
        record: What was made of it.
        draft: Its graph; None for a store that has graphs already.
    """

    record: PackedRecord
    draft: GraphDraft | None = None

    @property
    def document(self) -> str:
        """Return the name of the document."""
        return self.record.document

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the ids of its claims."""
        return self.record.claims


Item = Finished | Failure  # what became of a document


def finish(record: DocumentRecord, drafter: Drafter | None) -> Item:
    """Pack a record and draft its graph; a record that is no Unicode becomes a failure.

    Args:
        record: Of one document.
        drafter: None for a store that has graphs already.
    """
    try:
        packed = PackedRecord.of(record)
        draft = drafter.draft(record, packed, article_evidence(record)) if drafter else None
    except KgError as error:
        return failure_of(record.document.id, error)
    return Finished(packed, draft)

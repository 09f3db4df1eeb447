"""A record as the bytes that a store keeps of it, which can be passed on without being read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.errors import ShapeError
from kg.model.json_bytes import to_json

if TYPE_CHECKING:
    from kg.model.record import DocumentRecord


@dataclass(frozen=True, slots=True)
class PackedRecord:
    """A document record as canonical JSON, and what a manifest says of it.

    Attributes:
        document: Id of the document.
        sha256: Digest of its source.
        claims: Ids of its claims, in document order.
        data: The record: UTF-8, one line, sorted keys.
    """

    document: str
    sha256: str
    claims: tuple[str, ...]
    data: bytes

    @classmethod
    def of(cls, record: DocumentRecord) -> PackedRecord:
        """Pack a record.

        Raises:
            ShapeError: A text in it holds half of a surrogate pair.
        """
        document = record.document
        try:
            data = to_json(record)
        except UnicodeEncodeError as error:
            message = "the text holds half of a surrogate pair"
            raise ShapeError(message, path=document.id, offset=error.start) from error
        claims = tuple(claim.id for claim in record.claims)
        return cls(document.id, document.source.sha256, claims, data)

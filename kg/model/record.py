"""One document with everything that was made of it: what a store keeps and views read."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model.claim import Claim
from kg.model.document import Document


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A read document and its claims, in document order.

    Attributes:
        claims: Sorted by quote start, quote end, then id.
        unattached: Indices of ``document.markers`` that reach no claim.
        refused: How many proposals of other extractors the gate refused.
    """

    document: Document
    claims: tuple[Claim, ...]
    unattached: tuple[int, ...] = ()
    refused: int = 0


@dataclass(frozen=True, slots=True)
class RecordClaims:
    """The claims of a record, where nothing else of it is wanted."""

    claims: tuple[Claim, ...]

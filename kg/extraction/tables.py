"""Tables."""

from kg.extraction.claims import ClaimMaker
from kg.model.claim import Claim
from kg.model.document import Document


def table_claims(document: Document, maker: ClaimMaker) -> list[Claim]:
    """Return nothing yet."""
    return []

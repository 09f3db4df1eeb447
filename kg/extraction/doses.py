"""Doses."""

from kg.extraction.claims import ClaimMaker
from kg.model.claim import Claim


def dose_claims(maker: ClaimMaker) -> list[Claim]:
    """Return nothing yet."""
    return []

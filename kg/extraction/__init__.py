"""Document to claims; the only user of spaCy."""

from kg.extraction.extractor import Extractor

__all__ = ["Extractor"]

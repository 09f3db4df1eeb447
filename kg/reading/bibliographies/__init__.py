"""Bibliographies beside a document or given by option, as sources of References."""

from kg.reading.bibliographies.entry import BibliographyEntry, WorkText
from kg.reading.bibliographies.loading import (
    SUFFIXES,
    load_texts,
    load_works,
    read_entries,
)

__all__ = ["SUFFIXES", "BibliographyEntry", "WorkText", "load_texts", "load_works", "read_entries"]

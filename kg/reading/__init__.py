"""Reads sources into Documents: sections, blocks, sentences, citation markers and references."""

from kg.reading.documents import Documents, read_bytes, read_path, walk
from kg.reading.files import SourceFile
from kg.reading.reader import Reader
from kg.reading.registry import READERS

__all__ = ["READERS", "Documents", "Reader", "SourceFile", "read_bytes", "read_path", "walk"]

"""Reads sources into Documents: sections, blocks, sentences, citation markers and references."""

from kg.reading.documents import Documents, read_bytes, read_path, walk
from kg.reading.files import SourceFile
from kg.reading.read_json import document_to_json
from kg.reading.reader import Reader
from kg.reading.registry import READERS
from kg.reading.sidecar import skeleton

__all__ = [
    "READERS",
    "Documents",
    "Reader",
    "SourceFile",
    "document_to_json",
    "read_bytes",
    "read_path",
    "skeleton",
    "walk",
]

"""The shape of a format reader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from kg.errors import ReadError
from kg.model.document import Source
from kg.reading.draft import Draft


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is recognised and how it becomes drafts.

    Attributes:
        name: Short name of the format, for messages.
        media_types: The first one is what :attr:`Source.media_type` gets.
        suffixes: File name endings in lower case, dot included; the longest match wins.
        sniff: Whether the first kilobytes of a file are of this format, whatever its name.
        drafts: Bytes and their source to drafts, one per document. A member that cannot be read is
            yielded as a ReadError, so that it does not stop its siblings; a file that cannot be
            read at all raises one.
        max_bytes: Larger files are refused.
    """

    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    sniff: Callable[[bytes], bool]
    drafts: Callable[[bytes, Source], Iterator[Draft | ReadError]]
    max_bytes: int = 64 * 1024 * 1024

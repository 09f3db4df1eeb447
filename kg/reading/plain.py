"""Reads plain text: the text stays as it is, and layout says what is what."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import ReadError
from kg.model.document import Source
from kg.reading.decoding import decode, looks_binary
from kg.reading.draft import Draft
from kg.reading.layout import lay_out
from kg.reading.reader import Reader


def read_plain(text: str) -> Draft:
    r"""Return the draft of a plain text.

    >>> [block.kind.value for block in read_plain("Iron\n\nIt carries oxygen.").blocks]
    ['heading', 'paragraph']
    """
    draft = Draft(text)
    lay_out(draft)
    return draft


def _drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    text, notes = decode(data, source.name)
    draft = read_plain(text)
    draft.diagnostics.extend(notes)
    yield draft


PLAIN = Reader(
    name="plain text",
    media_types=("text/plain",),
    suffixes=(".txt", ".text"),
    sniff=lambda head: not looks_binary(head),
    drafts=_drafts,
)

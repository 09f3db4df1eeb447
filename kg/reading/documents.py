"""Files and bytes to Documents: picks the reader, assembles, adds what stands beside the file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import ReadError
from kg.model.document import Document, Reference, Source
from kg.reading import files
from kg.reading.assemble import assemble
from kg.reading.draft import Draft
from kg.reading.files import SourceFile
from kg.reading.reader import Reader
from kg.reading.registry import reader_for, suffixes
from kg.reading.sidecar import Sidecar, beside, read_sidecar, supply

_HEAD = 8192


class Documents(Iterator[Document]):
    """The documents of one file, one after the other.

    ``next`` raises a ReadError for a document that cannot be read and goes on to the following one
    when it is called again, so one bad line of JSON Lines does not hide the rest.
    """

    def __init__(
        self,
        drafts: Iterator[Draft | ReadError],
        source: Source,
        sidecar: Sidecar | None = None,
        works: Sequence[Reference] = (),
    ) -> None:
        self._works = works
        self._drafts = drafts
        self._source = source
        self._sidecar = sidecar

    def __next__(self) -> Document:
        """Return the next document.

        Raises:
            ReadError: It cannot be read; the next call returns its successor.
        """
        draft = next(self._drafts)
        if isinstance(draft, ReadError):
            raise draft
        document = assemble(draft, self._source, self._works)
        return supply(document, self._sidecar) if self._sidecar else document


def walk(sources: Sequence[str]) -> Iterator[SourceFile]:
    """Yield the files of ``sources``: a file as it is, a folder's readable members, sorted."""
    return files.walk(sources, suffixes())


def read_path(path: Path, *, name: str | None = None) -> Iterator[Document]:
    """Read a file, and what stands beside it (``article.refs.yaml``, ``article.bib`` …).

    Raises:
        ReadError: On ``next``, for the file or for one of its documents.
    """
    label = name or path.as_posix()
    reader, data = _load(path, label)
    companion = beside(path) if str(path) != files.STANDARD_INPUT else None
    sidecar = None
    if companion is not None:
        sidecar = read_sidecar(files.load(companion, companion.name), companion.name)
    return _read(reader, data, label, sidecar, _works_beside(path))


def _works_beside(path: Path) -> tuple[Reference, ...]:
    """Return the works of the bibliographies that are named like the file."""
    found = (path.with_suffix(suffix) for suffix in (".bib", ".ris", ".nbib", ".csl.json"))
    there = [file for file in found if file != path and file.is_file()]
    if not there:
        return ()
    from kg.reading.bibliographies import load_works  # noqa: PLC0415 - only where there is one

    return tuple(work for file in there for work in load_works(file))


def read_bytes(data: bytes, name: str, media_type: str | None = None) -> Iterator[Document]:
    """Read bytes; ``name`` becomes the id of the document and hints at the format.

    Raises:
        ReadError: For the whole, or on ``next`` for one of its documents.
    """
    return _read(_pick(name, data, media_type), data, name)


def _load(path: Path, name: str) -> tuple[Reader, bytes]:
    data = files.load(path, name)
    return _pick(name, data, None), data


def _pick(name: str, data: bytes, media_type: str | None) -> Reader:
    if not data:
        raise ReadError("the file is empty", path=name, remedy="give a file with text in it")
    reader = reader_for(name, data[:_HEAD], media_type)
    if reader is None:
        raise ReadError("unknown format", path=name, remedy="see the list of formats in the README")
    if len(data) > reader.max_bytes:
        size = reader.max_bytes // (1024 * 1024)
        raise ReadError(f"larger than {size} MB", path=name, remedy="split the document")
    return reader


def _read(
    reader: Reader,
    data: bytes,
    name: str,
    sidecar: Sidecar | None = None,
    works: Sequence[Reference] = (),
) -> Documents:
    digest = hashlib.sha256(data).hexdigest()
    source = Source(name, reader.media_types[0], digest)
    return Documents(reader.drafts(data, source), source, sidecar, works)

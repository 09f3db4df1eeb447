"""Recognises bibliographies and loads works and their texts from files and folders."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from kg.errors import ReadError
from kg.model.document import Reference
from kg.reading.bibliographies.bibtex import read_bibtex
from kg.reading.bibliographies.csl import read_csl
from kg.reading.bibliographies.entry import BibliographyEntry, WorkText
from kg.reading.bibliographies.medline import read_medline
from kg.reading.bibliographies.tagged import read_nbib, read_ris
from kg.reading.decoding import decode
from kg.reading.files import load
from kg.reading.guards import MAX_XML_BYTES, check_size

SUFFIXES = (".bib", ".ris", ".nbib", ".csl.json", ".json", ".medline", ".xml")
_READERS: tuple[tuple[tuple[str, ...], Callable[[str, str], Iterator[BibliographyEntry]]], ...] = (
    ((".bib",), lambda text, _name: read_bibtex(text)),
    ((".ris",), lambda text, _name: read_ris(text)),
    ((".nbib", ".medline"), lambda text, _name: read_nbib(text)),
    ((".json",), read_csl),
)


def read_entries(data: bytes, name: str) -> tuple[BibliographyEntry, ...]:
    """Return the entries of a bibliography, by the ending of its name, else by its content.

    Raises:
        ReadError: It is none of BibTeX, RIS, CSL-JSON, NBIB and MEDLINE XML, or broken as a whole.
    """
    check_size(len(data), name, MAX_XML_BYTES)
    lower = name.lower()
    if lower.endswith(".xml") or data.lstrip()[:5] == b"<?xml":
        return tuple(read_medline(data, name))
    text, _ = decode(data, name)
    for suffixes, reader in _READERS:
        if lower.endswith(suffixes):
            return tuple(reader(text, name))
    return tuple(_by_content(text, name))


def load_works(path: Path) -> tuple[Reference, ...]:
    """Return the works of a bibliography file, or of all in a folder (sorted by name).

    Raises:
        ReadError: A file cannot be read.
    """
    return tuple(
        entry.reference()
        for file in _files(path)
        for entry in read_entries(load(file, file.name), file.name)
    )


def load_texts(path: Path) -> tuple[WorkText, ...]:
    """Return the abstracts that a bibliography file, or the files of a folder, have.

    Raises:
        ReadError: A file cannot be read.
    """
    return tuple(
        WorkText(
            work=entry.reference().work,
            title=entry.draft.title,
            text=entry.abstract,
            design=entry.design,
            is_abstract=True,
            name=f"{file.name}#{entry.draft.id}",
        )
        for file in _files(path)
        for entry in read_entries(load(file, file.name), file.name)
        if entry.abstract
    )


def _files(path: Path) -> tuple[Path, ...]:
    if not path.is_dir():
        return (path,)
    found = (p for p in path.iterdir() if p.name.lower().endswith(SUFFIXES) and not p.is_symlink())
    return tuple(sorted(p for p in found if p.is_file() and not p.name.startswith(".")))


def _by_content(text: str, name: str) -> Iterator[BibliographyEntry]:
    start = text.lstrip()[:200]
    if start.startswith(("[", "{")):
        return read_csl(text, name)
    if start.startswith("@"):
        return read_bibtex(text)
    if start.startswith("TY  -"):
        return read_ris(text)
    if start.startswith("PMID"):
        return read_nbib(text)
    raise ReadError(
        "not a bibliography", path=name, remedy="give BibTeX, RIS, CSL-JSON, NBIB or MEDLINE XML"
    )

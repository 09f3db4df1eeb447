"""Reads what a user has of cited works: abstracts in bibliographies, full texts in any format."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.appraisal.verification import identities
from kg.build.pipeline import Failure, failure_of, read_documents
from kg.errors import KgError, ReadError
from kg.model.document import Document, Source
from kg.reading import SourceFile, read_bytes
from kg.reading.bibliographies import BibliographyEntry, read_entries
from kg.reading.files import load, walk
from kg.reading.identifiers import url_identity, works_in_text

_BIBLIOGRAPHIES = (".bib", ".ris", ".nbib", ".medline", ".csl.json", ".json")
_PUBMED = re.compile(rb"<PubmedArticle(?:Set)?[\s>]")
_HEAD = 4096
_IDENTITY = re.compile(r"(?i)(?:doi|pmid|pmcid):\s*\S+|10\.\d{4,9}/\S+|PMC\d+")


@dataclass(frozen=True, slots=True)
class HeldWork:
    """The text of a work, and every identity by which an article may cite it.

    Attributes:
        keys: ``doi:…``, ``pmid:…``, ``pmcid:…``, ``key:…``, the surest first.
        document: The abstract or full text; its source is the file (and entry).
        design: What a catalogue says the work is, or None.
    """

    keys: tuple[str, ...]
    document: Document
    design: str | None = None


def read_works(sources: Path) -> Iterator[HeldWork | Failure]:
    """Yield the works of a file or folder in the order of file names, and what cannot be used.

    Raises:
        ReadError: There is no such file or folder.
    """
    if not sources.exists():
        raise ReadError(
            "no such file or folder", path=str(sources), remedy="name a folder of texts"
        )
    for file in walk([str(sources)]):
        try:
            yield from _of_file(file)
        except KgError as error:
            yield failure_of(file.name, error)


def _of_file(file: SourceFile) -> Iterator[HeldWork | Failure]:
    if _is_bibliography(file):
        data = load(file.path, file.name)
        digest = hashlib.sha256(data).hexdigest()
        for entry in read_entries(data, file.name):
            if entry.abstract:
                yield _abstract(entry, file.name, digest)
        return
    for item in read_documents(file):
        yield item if isinstance(item, Failure) else _full_text(item)


def _is_bibliography(file: SourceFile) -> bool:
    name = file.name.lower()
    if name.endswith(".xml"):
        with file.path.open("rb") as opened:
            return _PUBMED.search(opened.read(_HEAD)) is not None
    return name.endswith(_BIBLIOGRAPHIES)


def _abstract(entry: BibliographyEntry, name: str, digest: str) -> HeldWork:
    """Return the abstract as a document of one section; its title is beside it, not in it."""
    reference = entry.reference()
    place = f"{name}#{reference.id}"
    (document,) = read_bytes(f"{entry.abstract}\n".encode(), place, "text/plain")
    source = Source(place, "text/plain", digest)
    found = replace(document, source=source, title=reference.title)
    return HeldWork(identities(reference), found, entry.design)


def _full_text(document: Document) -> HeldWork | Failure:
    keys = tuple(_identities_of(document))
    if keys:
        return HeldWork(keys, document)
    message = (
        f"{document.id}: no DOI, PMID or PMCID says which work this is; "
        "name the file or the line's id by one (pmid:123, doi:10.…)"
    )
    return Failure(document.id, "ReadError", message)


def _identities_of(document: Document) -> Iterator[str]:
    """Yield the identities: by the source's address, then by the name of file or line."""
    if document.source.url and (found := url_identity(document.source.url)):
        yield found
    for match in _IDENTITY.finditer(_as_identifier(document.source.name)):
        for _, _, work in works_in_text(match.group()):
            yield work


def _as_identifier(name: str) -> str:
    """Return a file's name as an identifier that it may stand for.

    >>> _as_identifier("texts/pmid-123.txt"), _as_identifier("PMC123.xml")
    ('pmid:123', 'PMC123')
    """
    stem = name
    if not re.match(r"(?i)(?:doi|pmid|pmcid):|10\.", name):
        stem = re.sub(r"\.[A-Za-z]{2,5}$", "", name.rsplit("/", 1)[-1])
    return re.sub(r"(?i)^(doi|pmid|pmcid)[-_ ](?=\w)", r"\1:", stem)

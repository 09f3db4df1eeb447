"""What catalogues know of cited works, put to references: design, retraction, identifiers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from kg.appraisal import appraise
from kg.appraisal.verification import identities
from kg.graph.change import Change
from kg.model.document import Reference
from kg.model.record import DocumentRecord
from kg.reading.bibliographies import load_works
from kg.reading.references import identity


class Finder(Protocol):
    """Finds out about a cited work."""

    def find(self, reference: Reference) -> Reference | None:
        """Return what is known of the work, or None."""


class Catalogue:
    """Works by every name that a reference may have for them.

    Of several entries for one work the later fills in what the earlier leaves open; a retraction
    is never taken back.
    """

    def __init__(self, works: Iterable[Reference]) -> None:
        self._by_name: dict[str, Reference] = {}
        for work in works:
            known = self.find(work)
            merged = work if known is None else filled(known, work)
            for name in _names(merged):
                self._by_name[name] = merged

    def find(self, reference: Reference) -> Reference | None:
        """Return what is known of a work, by DOI, PMID, PMCID, or title, year and author."""
        names = _names(reference)
        return next((self._by_name[name] for name in names if name in self._by_name), None)

    def works(self) -> tuple[Reference, ...]:
        """Return every work once, sorted by identity."""
        return tuple(sorted(set(self._by_name.values()), key=lambda work: (work.work, work.raw)))

    def enrich(self, record: DocumentRecord) -> DocumentRecord:
        """Return the record with what is known of its references, graded anew where that matters.

        The same record is returned where nothing is known.
        """
        document = record.document
        references = tuple(
            reference if (known := self.find(reference)) is None else filled(reference, known)
            for reference in document.references
        )
        if references == document.references:
            return record
        made = appraise(replace(document, references=references), record.claims)
        return replace(made, refused=record.refused)


def filled(reference: Reference, known: Reference) -> Reference:
    """Return a reference with what a catalogue adds; what the document prints stays.

    >>> first = Reference("1", "Iron.", "doi:10.5555/a", doi="10.5555/a")
    >>> filled(first, Reference("x", "", "pmid:12", pmid="12", design="rct", retracted=True)).design
    'rct'
    """
    either = {bool(reference.retracted), bool(known.retracted)}
    looked = reference.retracted is not None or known.retracted is not None
    complete = replace(
        reference,
        doi=reference.doi or known.doi,
        pmid=reference.pmid or known.pmid,
        pmcid=reference.pmcid or known.pmcid,
        design=known.design or reference.design,
        retracted=(True in either) if looked else None,
    )
    return replace(complete, work=identity(complete))


def read_catalogues(paths: Iterable[Path]) -> tuple[Reference, ...]:
    """Return the works of files or folders: CSL-JSON, NBIB, MEDLINE XML, RIS, BibTeX.

    Raises:
        ReadError: A file cannot be read, or is no bibliography.
    """
    return tuple(work for path in paths for work in load_works(path))


def new_works(
    change: Change, known: Iterable[Reference], finder: Finder | None
) -> tuple[Reference, ...]:
    """Return ``known``, and what ``finder`` says of the cited works of which nothing is known.

    Args:
        change: What will be in the store.
        known: From files.
        finder: Asks services; None asks nobody.
    """
    given = tuple(known)
    if finder is None:
        return given
    catalogue = Catalogue((*change.kept.works, *given))
    unknown = {
        reference.work: reference
        for record in change.records()
        for reference in record.document.references
        if reference.work and catalogue.find(reference) is None
    }
    found = (finder.find(unknown[work]) for work in sorted(unknown))
    return (*given, *(replace(work, span=None) for work in found if work is not None))


def apply_catalogue(change: Change, new: Iterable[Reference]) -> None:
    """Keep works in a store, and put all that it keeps to the references of its documents."""
    catalogue = Catalogue((*change.kept.works, *new))
    works = catalogue.works()
    if not works:
        return
    change.kept = replace(change.kept, works=works)
    for entry in change.entries():
        record = change.read(entry)
        enriched = catalogue.enrich(record)
        if enriched is not record:
            path = Path(entry.path) if entry.path is not None else None
            change.add(enriched, change.runs[entry.run], path)


def _names(reference: Reference) -> tuple[str, ...]:
    """Return the names of a work; a title is one only together with year and author."""
    bare = replace(reference, doi=None, pmid=None, pmcid=None, url=None)
    is_whole = bool(reference.title and reference.year and reference.authors)
    own = [name for name in identities(reference) if not name.startswith("key:")]
    return (*own, identity(bare)) if is_whole else tuple(own)

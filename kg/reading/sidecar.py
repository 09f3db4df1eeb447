"""Sidecar files (``article.refs.yaml``): what stands behind markers that do not say it.

A text that prints ``(x)`` withholds its sources. In the sidecar a person names them: for the nth
marker of the text, one work for each of its pointers, as a DOI, a PubMed number, an address, or the
reference in words. ``kg read --missing`` writes the skeleton of such a file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from kg.errors import ReadError, ShapeError
from kg.model.codec import from_plain
from kg.model.document import CitationState, Diagnostic, Document, Marker, Pointer, Reference
from kg.model.spans import Span
from kg.reading.draft_records import DraftReference
from kg.reading.identifiers import find_doi, url_identity
from kg.reading.references import to_reference

SUFFIX = ".refs.yaml"
_MAX_BYTES = 4 * 1024 * 1024
_CONTEXT = 120  # code points of text before a marker that the skeleton shows


@dataclass(frozen=True, slots=True)
class Supplied:
    """What a person supplies for one marker.

    Attributes:
        marker: Its number in the text, from 1.
        text: The marker as printed; the entry is refused where the text has another one there.
        context: For people only.
        references: One for each pointer, in order: a DOI, ``pmid:…``, an address, or words.
    """

    marker: int
    references: tuple[str, ...] = ()
    text: str | None = None
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Sidecar:
    """The content of a sidecar file."""

    markers: tuple[Supplied, ...]
    document: str | None = None


def beside(path: Path) -> Path | None:
    """Return the sidecar of a file: ``article.refs.yaml`` or ``article.txt.refs.yaml``."""
    for candidate in (path.with_name(path.name + SUFFIX), path.with_suffix(SUFFIX)):
        if candidate.is_file():
            return candidate
    return None


def read_sidecar(data: bytes, name: str) -> Sidecar:
    """Return what a sidecar says.

    Raises:
        ReadError: It is too large, no YAML, uses aliases, or has unknown or wrong keys.
    """
    remedy = "compare it with the skeleton that `kg read --missing` writes"
    if len(data) > _MAX_BYTES:
        raise ReadError("the sidecar is larger than 4 MB", path=name, remedy=remedy)
    try:
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(data, yaml.SafeLoader)):
            raise ReadError("aliases are not allowed in a sidecar", path=name, remedy=remedy)
        return from_plain(Sidecar, yaml.safe_load(data))
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        if isinstance(error, ReadError):
            raise
        said = error.message if isinstance(error, ShapeError) else "it is not YAML"
        raise ReadError(said, path=name, remedy=remedy) from error


def supply(document: Document, sidecar: Sidecar) -> Document:
    """Return the document with the references that a sidecar supplies.

    A marker that is resolved already keeps its references; an entry that does not fit the text is
    passed over with a diagnostic.
    """
    markers = list(document.markers)
    references = {reference.work: reference for reference in document.references}
    ids = {reference.id for reference in document.references}
    notes: list[Diagnostic] = []
    for entry in sidecar.markers:
        if not entry.references:
            continue
        problem = _problem(markers, entry)
        if problem:
            notes.append(Diagnostic("sidecar", problem))
            continue
        marker = markers[entry.marker - 1]
        reached: list[str] = []
        for place, said in enumerate(entry.references, start=1):
            reference = _reference(said, f"{entry.marker}.{place}", ids)
            known = references.setdefault(reference.work, reference)
            ids.add(known.id)
            reached.append(known.id)
        markers[entry.marker - 1] = _resolved(marker, reached)
    return replace(
        document,
        markers=tuple(markers),
        references=document.references + tuple(_new(references, document.references)),
        diagnostics=(*document.diagnostics, *notes),
    )


def _new(references: dict[str, Reference], own: Sequence[Reference]) -> Iterator[Reference]:
    known = {reference.id for reference in own}
    return (reference for reference in references.values() if reference.id not in known)


def _problem(markers: Sequence[Marker], entry: Supplied) -> str | None:
    if not 1 <= entry.marker <= len(markers):
        return f"the sidecar names marker {entry.marker}, and the text has {len(markers)}"
    printed = markers[entry.marker - 1].text
    if entry.text is not None and entry.text != printed:
        return f"the sidecar says {entry.text!r} for marker {entry.marker}, the text {printed!r}"
    return None


def _reference(said: str, identity: str, taken: set[str]) -> Reference:
    said = " ".join(said.split())
    while identity in taken:
        identity += "+"
    lowered = said.lower()
    doi = find_doi(said) if lowered.startswith(("doi:", "10.", "https://doi.org/")) else None
    pmid = said[5:].strip() if lowered.startswith("pmid:") and said[5:].strip().isdigit() else None
    url = said if url_identity(said) and not doi else None
    return to_reference(DraftReference(identity, said, doi=doi, pmid=pmid, url=url))


def _resolved(marker: Marker, reached: Sequence[str]) -> Marker:
    """Return the marker with its open pointers resolved in order; further works join it."""
    rest = iter(reached)
    pointers: list[Pointer] = []
    for pointer in marker.pointers:
        identity = None if pointer.state is CitationState.RESOLVED else next(rest, None)
        pointers.append(
            pointer
            if identity is None
            else Pointer(pointer.key, CitationState.RESOLVED, (identity,))
        )
    key = marker.pointers[-1].key if marker.pointers else marker.text
    pointers.extend(Pointer(key, CitationState.RESOLVED, (identity,)) for identity in rest)
    return replace(marker, pointers=tuple(pointers))


def skeleton(document: Document) -> str:
    """Return a sidecar to fill in: every marker that is not resolved, with the words before it."""
    lines = [
        "# For each marker, name the works it stands for, in its order: a DOI, pmid:NUMBER, an",
        "# address, or the reference in words. Leave [] what you do not know.",
        f"document: {_quoted(document.id)}",
        "markers:",
    ]
    open_markers = [
        (number, marker)
        for number, marker in enumerate(document.markers, start=1)
        if marker.state is not CitationState.RESOLVED
    ]
    for number, marker in open_markers:
        lines += [
            f"  - marker: {number}",
            f"    text: {_quoted(marker.text)}",
            f"    context: {_quoted(_before(document, marker.span))}",
            "    references: []",
        ]
    if not open_markers:
        lines[-1] = "markers: []"
    return "\n".join(lines) + "\n"


def _before(document: Document, span: Span) -> str:
    return " ".join(document.text[max(0, span.start - _CONTEXT) : span.end].split())


def _quoted(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)

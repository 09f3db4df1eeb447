"""Works that a document links to and does not list: each becomes an entry of its own.

A link to a DOI or a PubMed page names its work by itself. With an entry for it, the chain from
claim to marker to entry to work holds as it does for a work of the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model.document import CitationState, Marker, Pointer, Reference


def with_linked_works(
    markers: Sequence[Marker], references: Sequence[Reference]
) -> tuple[tuple[Marker, ...], tuple[Reference, ...]]:
    """Return the markers with an entry behind every link, and the entries with those of links.

    An entry of a link has the work for its id, and for its words those of the first marker.
    """
    linked: dict[str, Reference] = {}
    reaching = tuple(_reaching(marker, linked) for marker in markers)
    return reaching, (*references, *linked.values())


def _reaching(marker: Marker, linked: dict[str, Reference]) -> Marker:
    if not any(map(_is_unlisted, marker.pointers)):
        return marker
    pointers = []
    for pointer in marker.pointers:
        if _is_unlisted(pointer):
            linked.setdefault(pointer.key, _entry(pointer.key, marker.text))
        pointers.append(
            replace(pointer, references=(pointer.key,)) if _is_unlisted(pointer) else pointer
        )
    return replace(marker, pointers=tuple(pointers))


def _is_unlisted(pointer: Pointer) -> bool:
    """Say whether a pointer names a work that the list does not have."""
    return pointer.state is CitationState.RESOLVED and not pointer.references


def _entry(work: str, words: str) -> Reference:
    kind, _, name = work.partition(":")
    return Reference(
        id=work,
        raw=words,
        work=work,
        doi=name if kind == "doi" else None,
        pmid=name if kind == "pmid" else None,
        pmcid=name if kind == "pmcid" else None,
        url=f"https://{name}" if kind == "url" else None,
    )

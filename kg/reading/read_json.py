"""A Document as ``kg read --format json`` prints it."""

from __future__ import annotations

from typing import Any

from kg.model.document import Document, Marker, Reference, Section


def document_to_json(document: Document) -> dict[str, Any]:
    """Return the object of one document; offsets are code points, half-open.

    Keys are always all there, in this order.
    """
    return {
        "id": document.id,
        "title": document.title,
        "text": document.text,
        "sha256": document.source.sha256,
        "sections": [_section(section) for section in document.sections],
        "markers": [_marker(marker) for marker in document.markers],
        "references": [_reference(reference) for reference in document.references],
        "diagnostics": [{"kind": d.kind, "message": d.message} for d in document.diagnostics],
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "level": section.level,
        "start": section.span.start,
        "end": section.span.end,
    }


def _marker(marker: Marker) -> dict[str, Any]:
    return {
        "text": marker.text,
        "start": marker.span.start,
        "end": marker.span.end,
        "style": marker.style.value,
        "state": marker.state.value,
        "references": list(marker.references),
    }


def _reference(reference: Reference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "raw": reference.raw,
        "doi": reference.doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "url": reference.url,
        "year": reference.year,
        "title": reference.title,
        "authors": list(reference.authors),
        "container": reference.container,
        "work": reference.work,
    }

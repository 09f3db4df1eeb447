"""Chooses media types (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from types import MappingProxyType

#: Media type → name of the result format that writes it, in our order of preference.
RESULT_TYPES = MappingProxyType(
    {
        "application/sparql-results+json": "json",
        "application/json": "json",
        "application/sparql-results+xml": "xml",
        "application/xml": "xml",
        "text/xml": "xml",
        "text/csv": "csv",
        "text/tab-separated-values": "tsv",
        "text/turtle": "ttl",
        "application/n-triples": "nt",
        "application/n-quads": "nquads",
        "application/ld+json": "jsonld",
        "application/rdf+xml": "rdfxml",
    }
)
THING_TYPES = MappingProxyType(
    {
        "text/html": "html",
        "application/xhtml+xml": "html",
        "text/turtle": "ttl",
        "application/ld+json": "jsonld",
        "application/json": "jsonld",
        "application/n-triples": "nt",
        "application/n-quads": "nquads",
        "application/rdf+xml": "rdfxml",
    }
)
_MOST_RANGES = 50


def accepted(header: str, offered: dict[str, str] | MappingProxyType[str, str]) -> tuple[str, ...]:
    """Return the names of the offered formats that an Accept header takes, best first.

    >>> accepted("text/csv;q=0.5, application/json", RESULT_TYPES)
    ('json', 'csv')
    >>> accepted("image/png", RESULT_TYPES)
    ()
    """
    ranges = [_range(part) for part in (header.strip() or "*/*").split(",")[:_MOST_RANGES]]
    weighed = []
    for order, (media_type, name) in enumerate(offered.items()):
        fitting = [(len(r.rstrip("*")), q) for r, q in ranges if _fits(media_type, r)]
        quality = max(fitting)[1] if fitting else 0.0
        if quality > 0:
            weighed.append((-quality, order, name))
    return tuple(dict.fromkeys(name for _, _, name in sorted(weighed)))


def _range(part: str) -> tuple[str, float]:
    media_type, *parameters = (piece.strip().lower() for piece in part.split(";"))
    quality = next((p[2:] for p in parameters if p.startswith("q=")), "1")
    try:
        return media_type, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return media_type, 0.0


def _fits(media_type: str, wanted: str) -> bool:
    if wanted == "*/*":
        return True
    kind, _, subtype = wanted.partition("/")
    return media_type == wanted or (subtype == "*" and media_type.startswith(f"{kind}/"))

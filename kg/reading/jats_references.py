"""Reads entries of JATS reference lists: element-, mixed- and nlm-citation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

from kg.model.spans import Span
from kg.reading.draft import DraftReference
from kg.reading.person_names import person
from kg.reading.xml_names import first_of, local_name, plain_text

_CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAMES = frozenset({"name", "string-name", "name-alternatives"})
_OWN_TITLES = ("article-title", "chapter-title", "part-title", "data-title")


def read_reference(
    element: Any, fallback: str, written: Callable[[str | None, str], Span]
) -> DraftReference | None:
    """Return the entry of a ``ref`` element, or None where there is nothing in it.

    Args:
        element: The ``ref``.
        fallback: Id of an entry that has none.
        written: Writes label and words of the entry and tells where they stand.
    """
    citation = next(_citations(element), element)
    parts = first_of(citation)
    title, container = _titles(parts)
    ids = _identifiers(citation)
    authors = tuple(_authors(citation))
    year = plain_text(parts.get("year")).strip("().,; ") or None
    if _is_bare(citation):
        raw = _composed(authors, year, title, container, ids, parts)
    else:
        raw = citation_text(citation)
    further = (citation_text(other) for other in islice(_citations(element), 1, None))
    raw = " ".join((raw, *further)).strip()
    if not raw:
        return None
    label = _label(element, parts)
    return DraftReference(
        id=element.get("id") or citation.get("id") or fallback,
        raw=raw,
        span=written(label, raw),
        label=label,
        authors=authors,
        year=year,
        url=_url(citation),
        title=title,
        container=container,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        pmcid=ids.get("pmcid"),
    )


def citation_text(element: Any) -> str:
    """Return the text of an entry or note as printed, without its label."""
    return " ".join("".join(_texts(element)).split())


def _citations(element: Any) -> Iterator[Any]:
    """Yield the citations of an entry: chemists number several works as one."""
    for child in element:
        name = local_name(child)
        if name in _CITATIONS:
            yield child
        elif name == "citation-alternatives":
            yield from islice(_citations(child), 1)


def _label(element: Any, parts: dict[str, Any]) -> str | None:
    label = plain_text(element.find("{*}label")) or plain_text(parts.get("label"))
    return label.strip("[](). :") or None


def _texts(element: Any) -> Iterator[str]:
    """Yield the text of an entry; names and numbers that markup alone sets apart get blanks."""
    yield element.text or ""
    for child in element:
        name = local_name(child)
        if name == "label":
            pass
        elif name in _NAMES and _is_bare(child):
            yield _name(child)
        elif name == "pub-id" and child.get("pub-id-type") == "pmid":
            yield f"PMID: {plain_text(child)}"
        else:
            yield from _texts(child)
        yield child.tail or ""


def _is_bare(citation: Any) -> bool:
    """Say whether the markup carries no punctuation, as that of element-citation."""
    if len(citation) == 0 or (citation.text and not citation.text.isspace()):
        return False
    return all(not (text := child.tail) or text.isspace() for child in citation)


def _composed(  # noqa: PLR0913, PLR0917 - the parts of an entry
    authors: tuple[str, ...],
    year: str | None,
    title: str | None,
    container: str | None,
    ids: dict[str, str],
    parts: dict[str, Any],
) -> str:
    """Return an entry put together as in a Vancouver list."""
    numbers = plain_text(parts.get("volume"))
    if issue := plain_text(parts.get("issue")):
        numbers += f"({issue})"
    if pages := _pages(parts):
        numbers += f":{pages}"
    pieces = (
        ", ".join(authors),
        title,
        container,
        plain_text(parts.get("publisher-name")),
        ";".join(filter(None, (year, numbers))),
        plain_text(parts.get("comment")),
        f"doi:{ids['doi']}" if "doi" in ids else "",
        f"PMID: {ids['pmid']}" if "pmid" in ids else "",
    )
    return " ".join(f"{piece.rstrip(' .')}." for piece in pieces if piece and piece.strip(" ."))


def _pages(parts: dict[str, Any]) -> str:
    first, last = plain_text(parts.get("fpage")), plain_text(parts.get("lpage"))
    if first and last and first != last:
        return f"{first}–{last}"
    return first or plain_text(parts.get("elocation-id"))


def _authors(citation: Any) -> Iterator[str]:
    groups = citation.findall("{*}person-group")
    authors = [g for g in groups if g.get("person-group-type") in {None, "author"}]
    own = not groups or citation.find("{*}name") is not None
    scope = authors[0] if authors else citation if own else groups[0]
    for element in scope:
        name = local_name(element)
        if name in _NAMES:
            yield _name(element)
        elif name in {"collab", "institution"} and (text := plain_text(element)):
            yield text


def _name(element: Any) -> str:
    parts = first_of(element)
    if "name" in parts:  # name-alternatives
        parts = first_of(parts["name"])
    if "surname" not in parts:
        return plain_text(element)
    return person(plain_text(parts["surname"]), plain_text(parts.get("given-names")))


def _titles(parts: dict[str, Any]) -> tuple[str | None, str | None]:
    """Return the title of the work and of what contains it; a book has only the first."""
    own = next((text for name in _OWN_TITLES if (text := plain_text(parts.get(name)))), None)
    source = plain_text(parts.get("source")) or None
    return (own, source) if own else (source, None)


def _identifiers(citation: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in citation.iter("{*}pub-id", "{*}ext-link"):
        kind = element.get("pub-id-type") or element.get("ext-link-type") or ""
        kind = {"pmc": "pmcid"}.get(kind, kind)
        value = plain_text(element)
        if kind in {"doi", "pmid", "pmcid"} and value:
            found.setdefault(kind, value)
    return found


def _url(citation: Any) -> str | None:
    for element in citation.iter("{*}ext-link", "{*}uri"):
        url: str = (element.get(_HREF) or plain_text(element)).strip()
        if url.startswith(("http://", "https://")):
            return url
    return None

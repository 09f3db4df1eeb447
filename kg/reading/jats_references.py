"""Reads entries of JATS reference lists: element-, mixed- and nlm-citation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from kg.model.frozen import maker_of
from kg.model.spans import Span
from kg.reading.draft_records import DraftReference
from kg.reading.person_names import person
from kg.reading.xml_names import LOCAL_NAMES, plain_text

_CITATIONS = frozenset({"element-citation", "mixed-citation", "nlm-citation", "citation"})
_HREF = "{http://www.w3.org/1999/xlink}href"
_NAMES = frozenset({"name", "string-name", "name-alternatives"})
_BODIES = frozenset({"collab", "institution"})
_Parts = dict[str, Any]  # the children of a citation by local name, the first of each
_People = dict[Any, str]  # names by their element, each put together once
_draft_reference = maker_of(DraftReference)
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
    citations, printed_label = _within(element)
    citation = citations[0] if citations else element
    children = list(citation)
    parts: _Parts = {}
    for child in children:
        parts.setdefault(LOCAL_NAMES[child.tag], child)
    people: _People = {}
    title, container = _titles(parts)
    ids, url = _identifiers(citation)
    authors = tuple(_authors(children, parts, people))
    year = plain_text(parts.get("year")).strip("().,; ") or None
    if _is_bare(citation, children):
        raw = _composed(authors, year, title, container, ids, parts)
    else:
        raw = _printed(citation, people)
    if len(citations) > 1:
        raw = " ".join((raw, *map(citation_text, citations[1:])))
    raw = raw.strip()
    if not raw:
        return None
    label = plain_text(printed_label) or plain_text(parts.get("label"))
    return _draft_reference(
        id=element.get("id") or citation.get("id") or fallback,
        raw=raw,
        span=written(label.strip("[](). :") or None, raw),
        label=label.strip("[](). :") or None,
        authors=authors,
        year=year,
        url=url,
        title=title,
        container=container,
        doi=ids.get("doi"),
        pmid=ids.get("pmid"),
        pmcid=ids.get("pmcid"),
    )


def citation_text(element: Any) -> str:
    """Return the text of an entry or note as printed, without its label."""
    return _printed(element, {})


def _printed(element: Any, people: _People) -> str:
    texts: list[str] = []
    _add_texts(element, texts, people)
    return " ".join("".join(texts).split())


def _within(element: Any) -> tuple[list[Any], Any]:
    """Return the citations of an entry and its label: chemists number several works as one."""
    citations: list[Any] = []
    label = None
    for child in element:
        name = LOCAL_NAMES[child.tag]
        if name in _CITATIONS:
            citations.append(child)
        elif name == "citation-alternatives":
            citations += _within(child)[0][:1]
        elif name == "label" and label is None:
            label = child
    return citations, label


def _add_texts(element: Any, texts: list[str], people: _People) -> None:
    """Add the text of an entry; names and numbers that markup alone sets apart get blanks."""
    texts.append(element.text or "")
    for child in element:
        name = LOCAL_NAMES[child.tag]
        if name == "label":
            pass
        elif name in _NAMES and _is_bare(child, child):
            texts.append(people.get(child) or _name(child))
        elif name == "pub-id" and child.get("pub-id-type") == "pmid":
            texts.append(f"PMID: {plain_text(child)}")
        elif len(child):
            _add_texts(child, texts, people)
        else:
            texts.append(child.text or "")
        texts.append(child.tail or "")


def _is_bare(citation: Any, children: Sequence[Any]) -> bool:
    """Say whether the markup carries no punctuation, as that of element-citation."""
    if not len(children) or ((text := citation.text) and not text.isspace()):
        return False
    for child in children:  # noqa: SIM110 - of each name; a generator would double its time
        if (tail := child.tail) and not tail.isspace():
            return False
    return True


def _composed(  # noqa: PLR0913, PLR0917 - the parts of an entry
    authors: tuple[str, ...],
    year: str | None,
    title: str | None,
    container: str | None,
    ids: dict[str, str],
    parts: _Parts,
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
        f"{year};{numbers}" if year and numbers else year or numbers,
        plain_text(parts.get("comment")),
        f"doi:{ids['doi']}" if "doi" in ids else "",
        f"PMID: {ids['pmid']}" if "pmid" in ids else "",
    )
    ended = [f"{said}." for piece in pieces if piece and (said := piece.rstrip(" ."))]
    return " ".join(ended)


def _pages(parts: _Parts) -> str:
    first, last = plain_text(parts.get("fpage")), plain_text(parts.get("lpage"))
    if first and last and first != last:
        return f"{first}–{last}"
    return first or plain_text(parts.get("elocation-id"))


def _authors(children: Sequence[Any], parts: _Parts, people: _People) -> list[str]:
    scope = children
    if "person-group" in parts:
        groups = (child for child in children if LOCAL_NAMES[child.tag] == "person-group")
        authors = (g for g in groups if g.get("person-group-type") in {None, "author"})
        scope = next(authors, children if "name" in parts else parts["person-group"])
    found = []
    for element in scope:
        name = LOCAL_NAMES[element.tag]
        if name in _NAMES:
            people[element] = said = _name(element)
            found.append(said)
        elif name in _BODIES and (text := plain_text(element)):
            found.append(text)
    return found


def _name(element: Any) -> str:
    family = given = None
    for child in element:
        name = LOCAL_NAMES[child.tag]
        if name == "surname" and family is None:
            family = child
        elif name == "given-names" and given is None:
            given = child
        elif name == "name":  # name-alternatives
            return _name(child)
    if family is None:
        return plain_text(element)
    return person(plain_text(family), plain_text(given))


def _titles(parts: _Parts) -> tuple[str | None, str | None]:
    """Return the title of the work and of what contains it; a book has only the first."""
    source = plain_text(parts.get("source")) or None
    for name in _OWN_TITLES:
        if name in parts and (own := plain_text(parts[name])):
            return own, source
    return source, None


def _identifiers(citation: Any) -> tuple[dict[str, str], str | None]:
    """Return identifiers by kind, and the first address."""
    found: dict[str, str] = {}
    url: str | None = None
    for element in citation.iter("{*}pub-id", "{*}ext-link", "{*}uri"):
        name = LOCAL_NAMES[element.tag]
        value = plain_text(element)
        if name != "pub-id" and url is None:
            address = (element.get(_HREF) or value).strip()
            url = address if address.startswith(("http://", "https://")) else None
        if name != "uri" and value:
            kind = element.get("pub-id-type") or element.get("ext-link-type") or ""
            kind = "pmcid" if kind == "pmc" else kind
            if kind in {"doi", "pmid", "pmcid"}:
                found.setdefault(kind, value)
    return found, url

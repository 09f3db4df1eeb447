"""Reads web pages: the article without what stands around it, its title and its address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model.document import BlockKind, Source
from kg.reading.draft import Draft
from kg.reading.html_content import Content, find_content, kept_words
from kg.reading.html_notes import set_notes_apart
from kg.reading.html_references import find_entries
from kg.reading.html_tree import MAX_HTML_BYTES, decode_html, parse_html
from kg.reading.html_walk import HtmlWalk
from kg.reading.reader import Reader

_SITE_NAME = re.compile(r"(?<!\s)\s+(?:[|–—•·»]|::|-)\s+(?=[^|–—•·»]{1,40}$)")
_SAVED_FROM = re.compile(r"<!--\s{0,9}saved from url=\(\d{1,6}\)(https?://[^\s>]{1,2000})")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)
_NOTES_MAX = 60
XHTML = "{http://www.w3.org/1999/xhtml}"


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield the draft of a web page.

    Raises:
        ReadError: There is no text in it, or it is refused.
    """
    text = decode_html(data)
    saved = _SAVED_FROM.search(text[:2000])
    draft = Draft()
    if "\ufffd" in text:
        draft.note("decoding", "characters that could not be decoded were replaced")
    write_page(parse_html(text, source.name), draft, saved.group(1) if saved else None)
    yield draft


def write_page(root: Any, draft: Draft, address: str | None = None) -> None:
    """Write a parsed page into a draft.

    Args:
        root: The lxml root, from HTML or XHTML.
        draft: Where to write.
        address: Where the page was saved from, if the file says so.
    """
    draft.url = _address(root) or draft.url or address
    _localise(root, draft.url)
    set_notes_apart(root)
    entries = find_entries(root)
    content = find_content(root, frozenset(entries.of))
    title, heading = _title(root, content)
    draft.title = draft.title or title
    walk = HtmlWalk(draft, content, entries, draft.url)
    if heading is not None:
        draft.add(BlockKind.HEADING, kept_words(heading, content), level=1)
    walk.walk(content.main)
    for reason, words in content.notes[:_NOTES_MAX]:
        draft.note("dropped", f"{reason}: {words}")
    if len(content.notes) > _NOTES_MAX:
        draft.note("dropped", f"{len(content.notes) - _NOTES_MAX} more parts of the page")


def _address(root: Any) -> str | None:
    """Return the address that the page gives as its own."""
    for link in root.iter("link"):
        if link.get("rel") == "canonical" and (link.get("href") or "").startswith("http"):
            return str(link.get("href")).strip()
    return next(
        (url for name in ("og:url", "citation_fulltext_html_url") for url in _metas(root, name)
         if url.startswith("http")),
        None,
    )  # fmt: skip


def _metas(root: Any, name: str) -> Iterator[str]:
    for meta in root.iter("meta"):
        if name in (meta.get("property"), meta.get("name")) and meta.get("content"):
            yield str(meta.get("content")).strip()


def _localise(root: Any, address: str | None) -> None:
    """Make links to places in the page itself (saved pages spell them out) plain fragments."""
    own = (address or "").partition("#")[0]
    if not own:
        return
    for link in root.iter("a"):
        href = link.get("href") or ""
        if "#" in href and href.partition("#")[0] == own:
            link.set("href", "#" + href.partition("#")[2])


def _title(root: Any, content: Content) -> tuple[str | None, Any]:
    """Return the page's title, and its heading where that stands outside the article."""
    inside = content.main.find(".//h1")
    heading = inside if inside is not None else next(root.iter("h1"), None)
    printed = kept_words(heading, content) if heading is not None else ""
    given = next((t for n in ("citation_title", "og:title") for t in _metas(root, n)), None)
    element = next(root.iter("title"), None)
    named = " ".join((element.text or "").split()) if element is not None else ""
    title = next(_metas(root, "citation_title"), None) or printed or given or _without_site(named)
    outside = (
        heading if inside is None and printed and _named_alike(printed, given, named) else None
    )
    return title or None, outside


def _named_alike(printed: str, *titles: str | None) -> bool:
    return any(title and printed.lower()[:40] in title.lower() for title in titles)


def _without_site(title: str) -> str:
    """Return a page title without the site's name.

    >>> _without_site("Iron and fatigue | Example Health")
    'Iron and fatigue'
    """
    return _SITE_NAME.split(title)[0]


def _sniff(head: bytes) -> bool:
    return _PAGE.search(head[:4096]) is not None


HTML = Reader(
    name="HTML",
    media_types=("text/html", "application/xhtml+xml"),
    suffixes=(".html", ".htm", ".xhtml"),
    sniff=_sniff,
    drafts=drafts,
    max_bytes=MAX_HTML_BYTES,
)

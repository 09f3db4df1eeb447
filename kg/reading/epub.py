"""Reads EPUB books and articles: the chapters of the spine, one after the other.

Source: EPUB 3.3 (W3C), Open Container Format 3.3; EPUB 2.0.1.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model.document import Source
from kg.reading.draft import Draft
from kg.reading.epub_chapters import prepare, raised_classes
from kg.reading.epub_contents import Labels, labels_in, member_of, set_headings
from kg.reading.guards import Archive, parse_xml
from kg.reading.html import write_page
from kg.reading.html_tree import decode_html, parse_html
from kg.reading.reader import Reader
from kg.reading.xml_names import local_name, plain_text

_CONTAINER = "META-INF/container.xml"
_NCX = "application/x-dtbncx+xml"
_CHAPTERS_MAX = 2000
_CHAPTER_TYPES = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield the draft of a book.

    Raises:
        ReadError: It is no EPUB, is protected, has no chapters, or exceeds a cap.
    """
    archive = Archive(data, source.name)
    package_name = _package_name(archive, source.name)
    package = parse_xml(archive.read(package_name), source.name).root
    draft = Draft(title=_meta(package, "title"), url=_address(package))
    folder = posixpath.dirname(package_name)
    chapters = _spine(package, folder)
    if not chapters:
        raise ReadError("the book has no chapters", path=source.name, remedy="check the file")
    write_page(_bound(archive, package, folder, chapters[:_CHAPTERS_MAX], draft), draft)
    yield draft


def _bound(archive: Archive, package: Any, folder: str, chapters: list[str], draft: Draft) -> Any:
    """Return one page with all chapters; one that is damaged is noted and the rest is read."""
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    raised, labels = _raised(archive, package, folder), _labels(archive, package, folder)
    page = etree.Element("html")
    body = etree.SubElement(page, "body")
    for chapter in chapters:
        try:
            root = _chapter_root(archive.read(chapter), archive.name)
        except ReadError as error:
            draft.note("unreadable", f"{chapter}: {error.message}")
            continue
        prepare(root, chapter, frozenset(chapters), raised)
        set_headings(root, labels.get(chapter, {}))
        own = root.find("body")
        own = root if own is None else own
        own.tag = "section"
        body.append(own)
    return page


def _chapter_root(data: bytes, name: str) -> Any:
    """Return a chapter's tree, as XHTML where it is well-formed, else as HTML."""
    try:
        return parse_xml(data, name).root
    except ReadError as error:
        if error.message.startswith("refused"):
            raise
        return parse_html(decode_html(data), name)


def _package_name(archive: Archive, name: str) -> str:
    if _CONTAINER not in archive:
        raise ReadError("not an EPUB: it has no container", path=name, remedy="check the file")
    container = parse_xml(archive.read(_CONTAINER), name).root
    for element in container.iter():
        if local_name(element) == "rootfile" and element.get("full-path"):
            return str(element.get("full-path"))
    raise ReadError("not an EPUB: its container names no package", path=name)


def _spine(package: Any, folder: str) -> list[str]:
    """Return the members with the chapters, in reading order, without the book's contents page."""
    manifest = _manifest(package)
    contents = {
        member_of(folder, element.get("href") or "")
        for element in package.iter()
        if local_name(element) == "reference" and element.get("type") == "toc"
    }
    chapters: list[str] = []
    for element in package.iter():
        item = (
            manifest.get(element.get("idref") or "") if local_name(element) == "itemref" else None
        )
        if item is None or "nav" in (item.get("properties") or "").split():
            continue
        if item.get("media-type") in _CHAPTER_TYPES:
            chapters.append(member_of(folder, item.get("href")))
    own = [chapter for chapter in dict.fromkeys(chapters) if chapter not in contents]
    return own or chapters  # a book of one page may have its contents in it


def _manifest(package: Any) -> dict[str, Any]:
    return {
        element.get("id"): element
        for element in package.iter()
        if local_name(element) == "item" and element.get("id") and element.get("href")
    }


def _raised(archive: Archive, package: Any, folder: str) -> frozenset[str]:
    """Return the classes that the style sheets of a book set as superscript."""
    found: frozenset[str] = frozenset()
    for item in _manifest(package).values():
        name = member_of(folder, item.get("href"))
        if item.get("media-type") == "text/css" and name in archive:
            found |= raised_classes(archive.read(name).decode("utf-8", "replace"))
    return found


def _labels(archive: Archive, package: Any, folder: str) -> Labels:
    """Return what the contents of a book call the places in its chapters."""
    found: Labels = {}
    for item in _manifest(package).values():
        name = member_of(folder, item.get("href"))
        is_contents = "nav" in (item.get("properties") or "").split()
        if name in archive and (is_contents or item.get("media-type") == _NCX):
            try:
                root = parse_xml(archive.read(name), archive.name).root
            except ReadError:
                continue  # a book can be read without its contents
            for chapter, label, level in labels_in(root, posixpath.dirname(name)):
                found.setdefault(chapter, {}).setdefault(label, level)
    return found


def _meta(package: Any, name: str) -> str | None:
    for element in package.iter():
        if local_name(element) == name and (text := plain_text(element)):
            return text
    return None


def _address(package: Any) -> str | None:
    for element in package.iter():
        if local_name(element) in {"identifier", "source"}:
            text = plain_text(element).removeprefix("doi:")
            if text.startswith(("http://", "https://")):
                return text
            if text.startswith("10.") and "/" in text:
                return f"https://doi.org/{text}"
    return None


def _sniff(head: bytes) -> bool:
    return head.startswith(b"PK\x03\x04") and b"mimetypeapplication/epub+zip" in head[:200]


EPUB = Reader(
    name="EPUB",
    media_types=("application/epub+zip",),
    suffixes=(".epub",),
    sniff=_sniff,
    drafts=drafts,
)

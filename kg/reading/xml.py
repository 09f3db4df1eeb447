"""Reads XML documents: looks at the root element and hands over to JATS, TEI or XHTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model.document import Source
from kg.reading.draft import Draft
from kg.reading.guards import MAX_XML_BYTES, parse_xml
from kg.reading.html import XHTML, write_page
from kg.reading.jats import JatsWalk
from kg.reading.reader import Reader
from kg.reading.tei import TeiWalk
from kg.reading.xml_names import local_name


def drafts(data: bytes, source: Source) -> Iterator[Draft | ReadError]:
    """Yield the draft of an XML document.

    Raises:
        ReadError: It is not well-formed, is refused, or is XML of another kind.
    """
    xml = parse_xml(data, source.name)
    root = local_name(xml.root)
    if root == "article":
        draft = JatsWalk(xml.root).read()
    elif root == "tei":
        draft = TeiWalk(xml.root).read()
    elif root == "html":
        draft = _xhtml(xml.root)
    else:
        raise ReadError(
            f"XML of an unknown kind: its root is <{root}>",
            path=source.name,
            remedy="JATS (<article>), TEI and XHTML are read",
        )
    if xml.replaced:
        draft.note("decoding", f"{xml.replaced} characters that could not be decoded")
    yield draft


def _xhtml(root: Any) -> Draft:
    draft = Draft()
    for element in root.iter():
        element.tag = str(element.tag).removeprefix(XHTML)
    write_page(root, draft)
    return draft


def _sniff(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return start.startswith((b"<?xml", b"<!DOCTYPE article", b"<article", b"<TEI"))


XML = Reader(
    name="XML",
    media_types=("application/xml", "text/xml", "application/jats+xml", "application/tei+xml"),
    suffixes=(".xml", ".nxml", ".jats", ".tei"),
    sniff=_sniff,
    drafts=drafts,
    max_bytes=MAX_XML_BYTES,
)

"""Makes one page of a book's chapters: plain tags, roles, superscripts, links between them."""

from __future__ import annotations

import posixpath
import re
from typing import Any
from urllib.parse import unquote

from kg.reading.xml_names import LOCAL_NAMES

_TYPE = "{http://www.idpf.org/2007/ops}type"
_ROLES = {  # Source: EPUB 3 Structural Semantics Vocabulary, beside DPUB-ARIA 1.1
    "noteref": "doc-noteref",
    "footnote": "doc-footnote",
    "endnote": "doc-endnote",
    "rearnote": "doc-endnote",
    "endnotes": "doc-endnotes",
    "rearnotes": "doc-endnotes",
    "bibliography": "doc-bibliography",
    "biblioentry": "doc-biblioentry",
    "biblioref": "doc-biblioref",
}
_CSS_MAX = 2**20
_RULE = re.compile(r"\.([A-Za-z_][\w-]{0,80})\s{0,9}\{([^{}]{0,2000})\}")
_SUPER = re.compile(r"vertical-align\s{0,9}:\s{0,9}(?:super|\+?(?:0?\.[2-9]|[2-9]\d%|[1-9]p))")
_LIFTED = re.compile(r"(?<![\w-])top\s{0,9}:\s{0,9}-(?:0?\.[2-9]|[1-9]p)")
_SMALL = re.compile(r"font-size\s{0,9}:\s{0,9}(?:0?\.\d|[1-8]\d(?:\.\d{0,9})?%|smaller)")
_MARKED = frozenset({"span", "small", "a"})


def raised_classes(css: str) -> frozenset[str]:
    """Return the classes that a style sheet sets as superscript.

    Programs that write books say so by ``vertical-align``, or lift small type by its position.

    >>> sheet = ".up {vertical-align: super} .s3 { font-size: 0.58em; top: -0.33em }"
    >>> sorted(raised_classes(sheet))
    ['s3', 'up']
    >>> raised_classes(".down { font-size: 0.58em; top: 0.33em } .lead { font-size: 0.9em }")
    frozenset()
    """
    found = (match.groups() for match in _RULE.finditer(css[:_CSS_MAX]))
    return frozenset(
        name
        for name, said in found
        if _SUPER.search(said) or (_LIFTED.search(said) and _SMALL.search(said))
    )


def prepare(root: Any, chapter: str, chapters: frozenset[str], raised: frozenset[str]) -> None:
    """Give a chapter plain tags and roles, and ids and links that are unique in the book.

    Args:
        root: The chapter.
        chapter: Its name in the archive.
        chapters: The names of all chapters.
        raised: Classes of what is set as superscript.
    """
    folder = posixpath.dirname(chapter)
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag.startswith("{"):  # names that HTML lets pass cannot be set again
            element.tag = LOCAL_NAMES[element.tag]
        _say_role(element)
        if raised and element.tag in _MARKED and not raised.isdisjoint(_classes(element)):
            _raise(element)
        if element.get("id"):
            element.set("id", f"{chapter}#{element.get('id')}")
        if element.tag == "a" and (href := element.get("href")):
            path, _, place = href.partition("#")
            target = posixpath.normpath(posixpath.join(folder, unquote(path))) if path else chapter
            if place and target in chapters:
                element.set("href", f"#{target}#{place}")


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _say_role(element: Any) -> None:
    """Say what part of a book an element is as web pages say it; page numbers are left out."""
    kinds = (element.get(_TYPE) or element.get("epub:type") or "").split()
    if "pagebreak" in kinds or element.get("role") == "doc-pagebreak":
        element.set("hidden", "hidden")
    role = next((_ROLES[kind] for kind in kinds if kind in _ROLES), None)
    if role is not None and element.get("role") is None:
        element.set("role", role)


def _raise(element: Any) -> None:
    if element.tag == "a":
        element.set("style", "vertical-align: super")
    else:
        element.tag = "sup"

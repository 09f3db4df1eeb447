"""Reads what the contents of a book name, and finds its headings where no tag tells them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from kg.reading.html_context import BLOCKS, HEADINGS
from kg.reading.xml_names import local_name, plain_text

Labels = dict[str, dict[str, int]]  # what the contents call the places in a chapter: their levels
_LEVEL_MAX = 6
_TITLE_MAX = 300


def member_of(folder: str, href: str) -> str:
    """Return the member of a book that an address in it leads to.

    >>> member_of("OEBPS/text", "../notes%201.xhtml#n2")
    'OEBPS/notes 1.xhtml'
    """
    return posixpath.normpath(posixpath.join(folder, unquote(href.partition("#")[0])))


def labels_in(contents: Any, folder: str) -> Iterator[tuple[str, str, int]]:
    """Yield the chapter, label and level of each line of a contents page or of an NCX file.

    Source: EPUB 3.3, navigation document; DAISY NCX 2005, of EPUB 2.
    """
    for element in contents.iter():
        name = local_name(element)
        if name == "a" and element.get("href"):
            label, href, holder = plain_text(element), element.get("href"), "ol"
        elif name == "navpoint":
            parts = {local_name(child): child for child in element}
            label, holder = plain_text(parts.get("navlabel")), "navpoint"
            href = parts["content"].get("src") if "content" in parts else None
        else:
            continue
        if label and href:
            outer = sum(local_name(around) == holder for around in element.iterancestors())
            level = outer + (holder == "navpoint")
            yield member_of(folder, href), label, min(max(level, 1), _LEVEL_MAX)


def set_headings(root: Any, labels: Mapping[str, int]) -> None:
    """Make headings of the paragraphs that say what the contents call a place in the chapter.

    Only where the chapter has no headings: word processors write them as large type alone.
    """
    if not labels or any(element.tag in HEADINGS for element in root.iter()):
        return
    for element in root.iter("p", "div"):
        if any(child.tag in BLOCKS for child in element.iterdescendants()):
            continue
        said = plain_text(element)
        if len(said) <= _TITLE_MAX and said in labels:
            element.tag = f"h{labels[said]}"

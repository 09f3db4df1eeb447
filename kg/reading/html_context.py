"""What the walk over a web page keeps in mind: the kind of block, open marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from kg.model.document import BlockKind, TablePosition
from kg.reading.headings import is_byline as reads_as_byline
from kg.reading.html_categories import category_of
from kg.reading.html_tree import Counts

HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div", "dl",
     "dt", "fieldset", "figure", "footer", "form", "header", "hr", "html", "li", "main", "ol", "p",
     "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
     "caption", "figcaption", *HEADINGS}
)  # fmt: skip
_BYLINE_MAX = 300
_CAPTION_MAX = 1500
_BYLINE_TAGS = frozenset({"address", "p", "div", "header", "section", "ul"})
_NOTE_MARKS = frozenset({"footnote-ref", "footnote-reference", "noteref"})  # pandoc, docutils
_RAISED_STYLE = re.compile(r"vertical-align\s{0,5}:\s{0,5}super", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Context:
    """What kind of block text goes to.

    Attributes:
        is_flat: Whether blocks inside start no block of their own.
    """

    kind: BlockKind = BlockKind.PARAGRAPH
    depth: int = 0
    level: int = 0
    label: str | None = None
    table: TablePosition | None = None
    is_flat: bool = False


@dataclass(slots=True, eq=False)
class Mark:
    """A link or superscript that is open: where its text started; compared by identity."""

    start: int | None = None


def is_bracketed(element: Any) -> bool:
    """Say whether a superscript stands in brackets, which keep its digits from others by itself."""
    return "".join(element.itertext()).lstrip().startswith(("[", "("))


def is_raised(element: Any) -> bool:
    """Say whether a style sets an element as superscript."""
    style = element.get("style")
    return style is not None and _RAISED_STYLE.search(style) is not None


def is_note_mark(link: Any) -> bool:
    """Say whether a link is the bare number of a note, which pages raise by their style."""
    if len(link) or not (link.text or "").strip().isdecimal():
        return False
    named = link.get("role") == "doc-noteref" or is_raised(link)
    return named or not _NOTE_MARKS.isdisjoint((link.get("class") or "").split())


def is_power(element: Any) -> bool:
    """Say whether an element is the upper part of a power in mathematics: no citation."""
    parent = element.getparent()
    if parent is None or parent.tag not in {"msup", "msubsup"}:
        return False
    return element.getnext() is None and element.getprevious() is not None


def list_depth(item: Any) -> int:
    """Return how many lists a list item stands in, from 0."""
    lists = sum(1 for _ in item.iterancestors("ul", "ol", "dl"))
    return max(0, lists - 1)


def absolute(base: str | None, href: str) -> str | None:
    """Return where a link leads, or None where that is not the web."""
    try:
        url = urljoin(base or "", href.strip())
    except ValueError:
        return None
    return url if url.startswith(("http://", "https://")) else None


def is_byline(element: Any, counts: Counts | None) -> bool:
    """Say whether a short element names author and date."""
    if element.tag not in _BYLINE_TAGS or counts is None:
        return False
    if counts.text > _BYLINE_MAX or counts.headings:
        return False
    if element.tag == "address" or category_of(element) == "byline":
        return True
    return element.tag in {"p", "div", "section"} and reads_as_byline(
        " ".join("".join(element.itertext()).split())
    )


def is_caption(element: Any, counts: Mapping[Any, Counts]) -> bool:
    """Say whether a block is marked as the caption of a figure or table."""
    if element.tag not in {"p", "div"} or category_of(element) != "caption":
        return False
    own = counts.get(element)
    return own is not None and own.text <= _CAPTION_MAX and not own.headings

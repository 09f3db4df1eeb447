"""Finds the entries of reference lists and footnotes in a web page, and what points at them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.reading.bibliography import is_reference_heading
from kg.reading.html_categories import category_of
from kg.reading.html_tree import solid

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_ENTRY_TAGS = frozenset({"li", "p", "dd", "tr", "div", "aside", "section", "cite"})
_MARKER_LIKE = re.compile(
    r"\W{0,3}(?:\d{1,4}(?:\W{1,3}\d{1,4}){0,9}|[a-z]|[*†‡§¶]{1,3}|note \d{1,3}"
    r"|.{2,80}\d{4}[a-z]?)\W{0,3}",
    re.IGNORECASE | re.DOTALL,
)
_ENTRY_LENGTH_MAX = 2000
_TITLE_LENGTH_MAX = 60


@dataclass(frozen=True, slots=True)
class Entry:
    """An element that is an entry of a reference list or a footnote.

    Attributes:
        id: What markers point at.
        label: Its number where an ordered list prints it and the text does not have it.
        is_footnote: Whether only its place says so, so that it may be a remark.
    """

    id: str
    label: str | None
    is_footnote: bool


class ItemNumbers:
    """The numbers that ordered lists print before their items, each list counted once."""

    def __init__(self) -> None:
        self._lists: dict[Any, dict[Any, int]] = {}

    def of(self, item: Any) -> str | None:
        """Return the number of an item, or None where nothing is an item of an ordered list."""
        parent = item.getparent()
        if item.tag != "li" or parent is None or parent.tag != "ol":
            return None
        if (own := _integer(item.get("value"))) is not None:
            return str(own)
        if parent not in self._lists:
            start = _integer(parent.get("start"))
            places = enumerate(parent.iterchildren("li"), start=1 if start is None else start)
            self._lists[parent] = {child: place for place, child in places}
        return str(self._lists[parent][item])


@dataclass(slots=True)
class Entries:
    """The entries of a page.

    Attributes:
        of: Element to entry, in document order.
        ids: Every HTML id in or on an entry, to the entry.
        numbers: Of the items of ordered lists.
    """

    of: dict[Any, Entry] = field(default_factory=dict)
    ids: dict[str, Entry] = field(default_factory=dict)
    numbers: ItemNumbers = field(default_factory=ItemNumbers)


def find_entries(root: Any) -> Entries:
    """Return the entries under a reference heading, in marked lists, or that links point at."""
    targets = _targets(root)
    found: dict[Any, bool] = {}
    for element in _under_heading(root):
        found.setdefault(element, False)
    for element, is_note in _in_marked_lists(root):
        found.setdefault(element, is_note)
    for element in _pointed_at(root, targets, set(found)):
        found.setdefault(element, True)
    return _numbered(root, found)


def fragment(href: str | None) -> str | None:
    """Return the id that a link inside the page points at, or None.

    >>> fragment("#ref-3"), fragment("https://example.org/a#b")
    ('ref-3', None)
    """
    if href and href.startswith("#") and len(href) > 1:
        return href[1:]
    return None


def _targets(root: Any) -> frozenset[str]:
    """Return the ids that links which read like citation markers point at."""
    return frozenset(
        target
        for link in root.iter("a")
        if (target := fragment(link.get("href")))
        and _MARKER_LIKE.fullmatch("".join(link.itertext()).strip()[:120])
    )


def _under_heading(root: Any) -> Iterator[Any]:
    """Yield the entries of the last section that is headed as a reference list."""
    headings = list(root.iter(*_HEADINGS))
    for heading in reversed(headings):
        if is_reference_heading(" ".join("".join(heading.itertext()).split())[:_TITLE_LENGTH_MAX]):
            yield from _entries_in(_following(heading))
            return


def _following(heading: Any) -> list[Any]:
    """Return the elements between a heading and the next one of its rank or above."""
    level = _HEADINGS[heading.tag]
    at = heading
    while at.getnext() is None and at.getparent() is not None and at.getparent().tag != "body":
        at = at.getparent()
    found: list[Any] = []
    element = at.getnext()
    while element is not None:
        inner = [element, *element.iterdescendants(*_HEADINGS)]
        if any(_HEADINGS.get(e.tag, 9) <= level for e in inner):
            break
        found.append(element)
        element = element.getnext()
    return found


def _entries_in(elements: list[Any]) -> Iterator[Any]:
    """Yield the entries of a region: its list items, else its rows, else its paragraphs."""
    for tag in ("li", "tr", "p"):
        entries = [e for element in elements for e in element.iter(tag) if not _is_nested(e, tag)]
        if entries:
            yield from entries
            return
    yield from (element for element in elements if element.tag == "div")


def _is_nested(element: Any, tag: str) -> bool:
    return next(element.iterancestors(tag), None) is not None


def _in_marked_lists(root: Any) -> Iterator[tuple[Any, bool]]:
    """Yield the entries of elements whose class or role says references or notes."""
    for element in root.iter("ol", "ul", "div", "section", "aside", "dl"):
        category = category_of(element)
        if category not in {"references", "notes"}:
            continue
        items = [e for e in element.iter("li") if not _is_nested(e, "li")]
        if items:
            yield from ((item, category == "notes") for item in items)
        elif (element.get("role") or "").endswith("note"):
            yield element, True


def _pointed_at(root: Any, targets: frozenset[str], known: set[Any]) -> Iterator[Any]:
    """Yield the blocks that markers point at, where they are neither headings nor the text."""
    for element in root.iter():
        name = element.get("id") or (element.get("name") if element.tag == "a" else None)
        if name not in targets or not isinstance(element.tag, str):
            continue
        block = _block_of(element)
        if block is not None and not _inside(block, known) and _reads_as_entry(block, element):
            yield block


def _block_of(element: Any) -> Any:
    if element.tag in {"sup", "table", "figure", *_HEADINGS}:
        return None
    at = element
    while at is not None and at.tag not in _ENTRY_TAGS:
        at = at.getparent()
    return at


def _inside(element: Any, known: set[Any]) -> bool:
    return element in known or any(outer in known for outer in element.iterancestors())


def _reads_as_entry(block: Any, target: Any) -> bool:
    """Say whether a block starts where the target stands and is not long."""
    length = 0
    before_target = True
    for element in block.iter():
        if element is target:
            before_target = False
        length += solid(element.text)
        if before_target and length:
            return False
        if element is not block:
            length += solid(element.tail)
        if length > _ENTRY_LENGTH_MAX:
            return False
    return length > 0 and next(block.iter(*_HEADINGS), None) is None


def _numbered(root: Any, found: dict[Any, bool]) -> Entries:
    """Return entries with ids and labels, in document order."""
    entries = Entries()
    for element in root.iter(*_ENTRY_TAGS):
        if element not in found:
            continue
        names = [name for e in element.iter() if (name := e.get("id") or e.get("name"))]
        identity = names[0] if names else f"entry-{len(entries.of) + 1}"
        entry = Entry(identity, entries.numbers.of(element), found[element])
        entries.of[element] = entry
        for name in (*names, *_anchor_before(element)):
            entries.ids.setdefault(name, entry)
    return entries


def _anchor_before(element: Any) -> list[str]:
    """Return the name of an empty anchor right before an entry."""
    before = element.getprevious()
    if before is not None and before.tag == "a" and not solid(before.text):
        return [name for name in (before.get("id"), before.get("name")) if name]
    return []


def _integer(value: str | None) -> int | None:
    text = (value or "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else None

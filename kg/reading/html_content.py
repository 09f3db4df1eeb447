"""Decides what of a web page is its article: the main element, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from kg.reading.html_categories import (
    category_of,
    disclosed_in,
    in_heading,
    is_control,
    is_hidden,
    role_of,
)
from kg.reading.html_tree import SILENT, Counts, count

_DROPPED_TAGS = {
    "nav": "navigation",
    "button": "control",
    "input": "control",
    "select": "control",
    "textarea": "control",
    "menu": "navigation",
    "footer": "footer",
    "aside": "sidebar",
    "pre": "listing",
}
_DROPPED_ROLES = {
    "navigation": "navigation",
    "banner": "navigation",
    "contentinfo": "footer",
    "search": "account and search",
    "complementary": "sidebar",
    "dialog": "pop-up",
    "alertdialog": "pop-up",
    "menu": "navigation",
    "menubar": "navigation",
    "toolbar": "sharing buttons",
}
_KEPT_CATEGORIES = frozenset({"byline", "caption", "references", "notes", "reference button"})
_LISTS = frozenset({"ul", "ol", "div", "section", "table", "p", "dl"})
_MOSTLY = 0.5
_ARTICLE_SHARE = 0.4
_LINK_SHARE = 0.75
_LINKS_MIN = 3
_EXCERPT = 60
_CONTROL_MAX = 40


@dataclass(slots=True)
class Content:
    """What was decided about a page.

    Attributes:
        main: The element that holds the article.
        dropped: Elements that are left out, each with the reason.
        notes: Reason and excerpt of each, in document order.
        counts: What stands in each element.
        disclosed: Ids of hidden panels that readers open by their headings.
    """

    main: Any
    counts: dict[Any, Counts]
    dropped: dict[Any, str] = field(default_factory=dict)
    notes: list[tuple[str, str]] = field(default_factory=list)
    disclosed: frozenset[str] = frozenset()

    def drop(self, element: Any, reason: str) -> None:
        """Leave an element out; one without text is not worth a note."""
        self.dropped[element] = reason
        if self.counts[element].text:
            self.notes.append((reason, excerpt(element)))


def find_content(root: Any, protected: frozenset[Any] = frozenset()) -> Content:
    """Return what of the page is its article.

    Args:
        root: The page.
        protected: Elements that must stay, such as the entries of a reference list.
    """
    counts = count(root)
    body = root.find("body")
    body = root if body is None else body
    content = Content(body, counts, disclosed=disclosed_in(body))
    keep = _ancestors(protected)
    _prune(body, content, keep)
    main = _main(body, content, protected)
    for element in _outside(main, body, content):
        content.drop(element, "outside the main content")
    content.main = main
    return content


def kept_words(element: Any, content: Content) -> str:
    """Return the words of an element without those that are left out, such as a link to itself."""
    texts: list[str] = []

    def add(part: Any) -> None:
        texts.append(part.text or "")
        for child in part:
            if child not in content.dropped and child.tag not in SILENT:
                add(child)
            texts.append(child.tail or "")

    add(element)
    return " ".join("".join(texts).split())


def excerpt(element: Any) -> str:
    """Return the first words of an element."""
    words: list[str] = []
    length = 0
    for text in _visible(element):
        for word in text.split():
            words.append(word)
            length += len(word) + 1
            if length > _EXCERPT:
                return " ".join(words)[:_EXCERPT].rstrip() + "…"
    return " ".join(words)


def _prune(body: Any, content: Content, keep: set[Any]) -> None:
    """Drop what tags, roles, classes and links show to be no article."""
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    total = content.counts[body].text
    walker = etree.iterwalk(body, events=("start",))
    for _, element in walker:
        if element.tag in SILENT:
            walker.skip_subtree()
            continue
        if element is body:
            continue
        reason = _reason(element, content, total, element in keep)
        if reason is not None:
            content.drop(element, reason)
            walker.skip_subtree()


def _reason(element: Any, content: Content, total: int, is_kept: bool) -> str | None:
    """Return why an element is left out, or None."""
    counts = content.counts[element]
    if is_hidden(element, content.disclosed):
        return "hidden text"
    if is_kept or (counts.text > _MOSTLY * total and element.tag != "nav"):
        return None
    if counts.headings and element.tag != "nav":
        return None
    return _marked(element) or _worded(element, counts)


def _worded(element: Any, counts: Counts) -> str | None:
    """Return why an element without marks is left out: it is a list of links, or a control."""
    if _is_list_of_links(element, counts):
        return "list of links"
    if 0 < counts.text < _CONTROL_MAX and is_control(excerpt(element)):
        return "control"
    return None


def _marked(element: Any) -> str | None:
    tag, role = element.tag, element.get("role")
    if (role and role.startswith("doc-")) or (tag == "button" and in_heading(element)):
        return None
    reason = _DROPPED_ROLES.get(role or "") or _DROPPED_TAGS.get(
        tag if isinstance(tag, str) else ""
    )
    category = category_of(element)
    if category in _KEPT_CATEGORIES:
        return None
    if "#" in (element.get("id") or ""):
        category = role_of(element)
    return reason or category


def _is_list_of_links(element: Any, counts: Counts) -> bool:
    """Say whether an element is hardly more than links; a list that a sentence announces is not."""
    if element.tag not in _LISTS or counts.links < _LINKS_MIN or not counts.text:
        return False
    if counts.linked < _LINK_SHARE * counts.text:
        return False
    before = element.getprevious()
    if element.tag in {"ul", "ol", "dl"} and before is not None:
        return "".join(_visible(before)).rstrip()[-1:] != ":"
    return str(element.tag) not in {"p", "table"}


def _main(body: Any, content: Content, protected: frozenset[Any]) -> Any:
    """Return the smallest element that surely holds the article; the body where none does."""
    total = sum(_kept_text(child, content) for child in body) or 1
    candidates = [
        element
        for element in body.iter("main", "article", "div", "section")
        if _may_be_main(element) and not _is_dropped(element, body, content)
    ]
    best = max(candidates, key=lambda e: _kept_text(e, content), default=None)
    if best is None or _kept_text(best, content) < _ARTICLE_SHARE * total:
        return body
    while best is not body and not all(_holds(best, element) for element in protected):
        best = best.getparent()
    return best


def _may_be_main(element: Any) -> bool:
    if element.tag in {"main", "article"}:
        return True
    is_main: bool = element.get("role") == "main" or element.get("itemprop") == "articleBody"
    return is_main


def _kept_text(element: Any, content: Content) -> int:
    if element in content.dropped or element not in content.counts:
        return 0
    return content.counts[element].text


def _is_dropped(element: Any, body: Any, content: Content) -> bool:
    at = element
    while at is not None and at is not body:
        if at in content.dropped:
            return True
        at = at.getparent()
    return False


def _holds(outer: Any, element: Any) -> bool:
    return element is outer or any(at is outer for at in element.iterancestors())


def _outside(main: Any, body: Any, content: Content) -> Iterator[Any]:
    """Yield what stands beside the path from the main element up to the body."""
    at = main
    while at is not body and at is not None:
        parent = at.getparent()
        for sibling in parent if parent is not None else ():
            if sibling is not at and sibling not in content.dropped and sibling in content.counts:
                yield sibling
        at = parent


def _ancestors(elements: frozenset[Any]) -> set[Any]:
    found: set[Any] = set()
    for element in elements:
        at = element
        while at is not None and at not in found:
            found.add(at)
            at = at.getparent()
    return found


def _visible(element: Any) -> Iterator[str]:
    """Yield the text of an element; scripts and the like have none."""
    if element.tag in SILENT:
        return
    yield element.text or ""
    for child in element.iterdescendants():
        if child.tag not in SILENT:
            yield child.text or ""
        yield child.tail or ""

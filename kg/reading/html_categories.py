"""Says what elements of a page are by their classes, ids, roles and words."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.lexicon.loading import Cue, load_entries

# What repeats a picture's own words is hidden from screen readers, but to be seen.
_CAPTIONS = frozenset({"figcaption", "caption"})
_HIDDEN_STYLE = re.compile(
    r"(?:display\s{0,5}:\s{0,5}none|visibility\s{0,5}:\s{0,5}hidden)", re.IGNORECASE
)
_NAMING = ("class", "role", "{http://www.idpf.org/2007/ops}type", "epub:type")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_\-:./]+")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def category_of(element: Any) -> str | None:
    """Return what class, id and role of an element say it is, or None."""
    words = " ".join(value for name in _NAMING if (value := element.get(name)))
    identity = (element.get("id") or "").rpartition("#")[2]  # in a book, without its chapter
    words = f"{words} {identity}" if identity else words
    return category_of_words(words) if words else None


def role_of(element: Any) -> str | None:
    """Return what class and role alone say: in a book an id names a place, in its own words."""
    words = " ".join(value for name in _NAMING if (value := element.get(name)))
    return category_of_words(words) if words else None


@lru_cache(maxsize=4096)
def category_of_words(words: str) -> str | None:
    """Return the category of a class, id or role, or None.

    >>> category_of_words("site-header__nav"), category_of_words("article-body")
    ('navigation', None)
    """
    flat = _SEPARATORS.sub(" ", _CAMEL.sub(" ", words[:300])).lower()
    return next(
        (c.category for c, pattern in _cues() if c.id != "control" and pattern.search(flat)), None
    )


@cache
def _cues() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    return tuple(
        (cue, re.compile(cue.pattern, re.IGNORECASE))
        for cue in load_entries("html_boilerplate", Cue)
    )


@lru_cache(maxsize=1024)
def is_reference_button(text: str) -> bool:
    """Say whether a link's text names a catalogue and not a work.

    >>> is_reference_button("[Google Scholar]"), is_reference_button("Iron and fatigue")
    (True, False)
    """
    return len(text) < 40 and _cue("reference-button").match(text) is not None


@lru_cache(maxsize=4096)
def is_control(text: str) -> bool:
    """Say whether a short text is that of a control of the page, with or without being marked so.

    >>> is_control("Was this helpful?"), is_control("This was helpful in two trials.")
    (True, False)
    """
    return _cue("control").match(text) is not None


@cache
def _cue(wanted: str) -> re.Pattern[str]:
    return next(pattern for cue, pattern in _cues() if cue.id == wanted)


def is_hidden(element: Any, disclosed: frozenset[str] = frozenset()) -> bool:
    """Say whether markup hides an element from readers, and from those who open it, too.

    Args:
        element: The element.
        disclosed: Ids of panels that readers open, see :func:`disclosed_in`.
    """
    is_aria_hidden = element.get("aria-hidden") == "true" and element.tag not in _CAPTIONS
    if element.get("hidden") is None and not is_aria_hidden:
        style = element.get("style")
        if style is None or _HIDDEN_STYLE.search(style) is None:
            return False
    return not disclosed or element.get("id") not in disclosed


def disclosed_in(body: Any) -> frozenset[str]:
    """Return the ids of the panels that a control inside of a heading opens.

    Source: WAI-ARIA Authoring Practices, accordion pattern.
    """
    return frozenset(
        identity
        for control in body.iter("button", "a")
        if (panels := control.get("aria-controls")) and in_heading(control)
        for identity in panels.split()
    )


def in_heading(element: Any) -> bool:
    """Say whether an element stands inside of a heading."""
    parent = element.getparent()
    while parent is not None and parent.tag in {"span", "div"} and parent.get("role") != "heading":
        parent = parent.getparent()
    return parent is not None and (parent.tag in _HEADINGS or parent.get("role") == "heading")

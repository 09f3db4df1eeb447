"""Names and text of XML elements."""

from __future__ import annotations

from typing import Any

_MAX_NAMES = 4096


class _Names(dict[Any, str]):
    """Tags to local names, looked up far more often than there are tags."""

    def __missing__(self, tag: Any) -> str:
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        if len(self) < _MAX_NAMES:
            self[tag] = name
        return name


_NAMES = _Names()


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, in lower case; empty for anything else."""
    return _NAMES[element.tag]


def plain_text(element: Any) -> str:
    """Return all text of an element, white space collapsed; empty for None."""
    if element is None:
        return ""
    text = element.text or "" if len(element) == 0 else "".join(element.itertext())
    return " ".join(text.split())


def first_of(element: Any) -> dict[str, Any]:
    """Return the children of an element by local name, the first of each name."""
    found: dict[str, Any] = {}
    for child in element:
        found.setdefault(local_name(child), child)
    return found

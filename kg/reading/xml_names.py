"""Names and text of XML elements."""

from __future__ import annotations

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition("}")[2].lower()


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, in lower case; empty for anything else."""
    tag = element.tag
    return _local(tag) if isinstance(tag, str) else ""


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

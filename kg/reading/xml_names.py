"""Names and text of XML elements."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

_MAX_NAMES = 4096
_Value = TypeVar("_Value")


class _Names(dict[Any, str]):
    """Tags to local names, looked up far more often than there are tags."""

    def __missing__(self, tag: Any) -> str:
        name = tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
        if len(self) < _MAX_NAMES:
            self[tag] = name
        return name


# The local name of a tag: in lower case and without a namespace, empty for what is no element.
LOCAL_NAMES = _Names()


class ByTag(dict[Any, _Value]):
    """What belongs to an element by its local name, looked up by the whole tag.

    Args:
        by_name: The values by local name.
        otherwise: The value of every other element.
    """

    def __init__(self, by_name: Mapping[str, _Value], otherwise: _Value) -> None:
        super().__init__()
        self._by_name = by_name
        self._otherwise = otherwise

    def __missing__(self, tag: Any) -> _Value:
        """Find the value of a tag that was not met before."""
        value = self._by_name.get(LOCAL_NAMES[tag], self._otherwise)
        if len(self) < _MAX_NAMES:
            self[tag] = value
        return value


def local_name(element: Any) -> str:
    """Return an element's name without its namespace, in lower case; empty for anything else."""
    return LOCAL_NAMES[element.tag]


def child_of(element: Any, name: str) -> Any:
    """Return the first child of that local name in whatever namespace, or None."""
    for child in element:
        if LOCAL_NAMES[child.tag] == name:
            return child
    return None


def whole_text(element: Any) -> str:
    """Return the text of an element and of all in it: written at once, as a walk is slow."""
    from lxml import etree  # noqa: PLC0415 - costs a command's start-up

    text: str = etree.tostring(element, encoding="unicode", method="text", with_tail=False)
    return text


def plain_text(element: Any) -> str:
    """Return all text of an element, white space collapsed; empty for None."""
    if element is None:
        return ""
    text = whole_text(element) if len(element) else element.text or ""
    if text.isprintable() and "  " not in text:  # no white space but single blanks
        return text.strip(" ")
    return " ".join(text.split())

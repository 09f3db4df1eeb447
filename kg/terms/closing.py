"""Closes a namespace: every annotated name of a class becomes an IRI."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def closed(base: str) -> Callable[[type[T]], type[T]]:
    """Give every annotated name of a class its IRI under ``base``.

    >>> @closed("http://example.org/")
    ... class EX:
    ...     thing: str
    >>> EX.thing
    'http://example.org/thing'
    """

    def fill(cls: type[T]) -> type[T]:
        for name in cls.__annotations__:
            setattr(cls, name, base + name)
        return cls

    return fill

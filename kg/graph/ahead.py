"""Makes things in another thread while this one uses those that are made."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Final, TypeVar

T = TypeVar("T")

_END: Final = object()


def made_ahead(items: Iterable[T], most: int) -> Generator[T]:
    """Yield ``items``, made by another thread meanwhile; an error of theirs is raised here.

    Worth it where using an item leaves the interpreter free, as a loader outside of Python does.
    Close it where you stop before the end.

    Args:
        items: What is made.
        most: How many may wait.
    """
    rest = iter(items)
    with ThreadPoolExecutor(1) as maker:
        waiting = deque(maker.submit(next, rest, _END) for _ in range(most))
        try:
            while (made := waiting.popleft().result()) is not _END:
                waiting.append(maker.submit(next, rest, _END))
                yield made  # type: ignore[misc] # what is not the end is an item
        finally:
            for future in waiting:
                future.cancel()

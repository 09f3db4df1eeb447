"""Places the boxes of an overview: one for each group of a picture too large to draw whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.views.spreading import spread
from kg.views.words import text_width

SMALLEST, LARGEST = 13.0, 39.0  # size of the letters, by number of claims
ROOM = 2.2  # the boxes get so many times their area
ASPECT = 1.3


@dataclass(frozen=True, slots=True)
class Member:
    """A node of a group: where it stands, and how many claims it holds."""

    group: int
    x: int
    y: int
    claims: int


@dataclass(frozen=True, slots=True)
class GroupBox:
    """A group as a box in the overview.

    Attributes:
        name: Of the best connected entity.
        size: Of the letters in pixels; larger where there are more claims.
    """

    name: str
    x: int
    y: int
    width: int
    height: int
    size: float


def place_groups(names: Sequence[str], members: Sequence[Member]) -> tuple[GroupBox, ...]:
    """Return one box a group, near the middle of its members, none over another.

    >>> place_groups(["tea"], [Member(0, 4, 8, 1), Member(0, 6, 8, 0)])[0].name
    'tea'
    """
    if not names:
        return ()
    import numpy as np  # noqa: PLC0415 - start-up time

    claims = [0] * len(names)
    sums = np.zeros((len(names), 3))
    for member in members:
        claims[member.group] += member.claims
        sums[member.group] += (member.x, member.y, 1)
    letters = [_letters(count, max(claims)) for count in claims]
    size = np.array([_extent(*row) for row in zip(names, claims, letters, strict=True)])
    middle = sums[:, :2] / np.maximum(sums[:, 2:], 1)
    extent = middle.max(axis=0) - middle.min(axis=0) + 1.0
    area = ROOM * float((size[:, 0] * size[:, 1]).sum())
    wanted = np.array([(area * ASPECT) ** 0.5, (area / ASPECT) ** 0.5])
    middle *= np.minimum(wanted / extent, 1.0)
    placed = spread(middle, size, np.zeros((0, 2), dtype=int))
    return tuple(
        GroupBox(name, round(x), round(y), round(width), round(height), font)
        for name, (x, y), (width, height), font in zip(names, placed, size, letters, strict=True)
    )


def _letters(count: int, most: int) -> float:
    share: float = (count / max(most, 1)) ** 0.5
    return round(SMALLEST + (LARGEST - SMALLEST) * share, 1)


def _extent(name: str, claims: int, letters: float) -> tuple[float, float]:
    width = max(text_width(name, letters), text_width(f"{claims:,} claims", letters))
    return width + 24, letters * 2.44 + 18

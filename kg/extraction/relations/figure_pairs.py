"""Which of two things compared has the higher figure: "differed between A and B (5.7 vs 4.5)"."""

from __future__ import annotations

import re
from collections.abc import Iterator

_FIGURE = r"(?<![\w.,])\d{1,9}(?:[.·,]\d{1,6})?"
_BRACKETS = r" ?\([^()]{1,40}\)| ?\[[^\[\]]{1,40}\]"
_SPREAD = rf"(?: ?%| ?± ?\d{{1,9}}(?:\.\d{{1,6}})?|{_BRACKETS}| ?[a-zA-Z]{{1,10}}){{0,3}}"
_PAIR = re.compile(
    rf"({_FIGURE}){_SPREAD},? (?:vs\.?|versus|v\.?|compared (?:to|with)|against) ({_FIGURE})",
    re.IGNORECASE,
)


def way_of_first(text: str) -> str | None:
    """Return how the first of two things lies by the figures set against each other.

    None where a sentence gives no such figures, or pairs that point different ways.

    >>> way_of_first("Scores differed between the A and B groups (5.7 vs. 4.5; p=0.006).")
    'higher'
    >>> way_of_first("Scores differed (12% versus 18%) in men and (9% versus 4%) in women.")
    """
    ways = set(_ways(text))
    return ways.pop() if len(ways) == 1 else None


def _ways(text: str) -> Iterator[str]:
    for found in _PAIR.findall(text):
        one, other = (float(figure.replace("·", ".").replace(",", ".")) for figure in found)
        if one != other:
            yield "higher" if one > other else "lower"

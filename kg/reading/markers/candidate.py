"""What may be a citation marker, before the document's style decides."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from kg.model.document import MarkerStyle, Pointer
from kg.model.frozen import maker_of


class Form(StrEnum):
    """How a candidate is printed."""

    PLACEHOLDER = "placeholder"
    BRACKET = "bracket"  # [12]
    PARENTHESIS = "parenthesis"  # (12)
    RAISED = "raised"  # set as superscript
    GLUED = "glued"  # digits that lost their superscript: infection.12
    AUTHOR_YEAR = "author_year"
    MARKED_UP = "marked_up"  # the format itself says that it is a citation


@dataclass(frozen=True, slots=True)
class Candidate:
    """A range that may be a marker.

    Attributes:
        keys: What it points to, ranges expanded.
        pointers: The pointers, where they are settled already.
        is_strong: Whether its surroundings alone say that it is a citation.
        token: The word with its digits ("CD4"), where the two may belong together.
    """

    start: int
    end: int
    form: Form
    style: MarkerStyle
    keys: tuple[str, ...]
    pointers: tuple[Pointer, ...] = ()
    is_strong: bool = True
    confidence: float = 1.0
    token: str = ""


new_candidate = maker_of(Candidate)


DASH = r"\u2010-\u2015\u2212\-"
NUMBERS = rf"\d{{1,4}}[a-h]?(?:\s?(?:[,;{DASH}]|and|&)\s?\d{{1,4}}[a-h]?)*"
_PART = re.compile(rf"(\d{{1,4}})([a-h]?)(?:\s*([{DASH}])\s*(?=\d))?")
_MAX_RANGE = 120


def expand(inner: str) -> tuple[str, ...] | None:
    """Return the numbers of a group, ranges expanded, or None where it is none.

    >>> expand("1, 3-5")
    ('1', '3', '4', '5')
    >>> expand("121–3"), expand("9-4"), expand("0, 1")
    (('121', '122', '123'), None, None)
    """
    if inner.isascii() and inner.isdecimal() and len(inner) < 5:  # as most are
        return None if inner[0] == "0" else (inner,)
    keys: list[str] = []
    low: str | None = None
    for digits, letter, dash in _PART.findall(inner):
        if digits.startswith("0"):
            return None
        if low is None:
            keys.append(digits + letter)
        else:
            high = low[: len(low) - len(digits)] + digits if len(digits) < len(low) else digits
            if not 0 < int(high) - int(low) <= _MAX_RANGE:
                return None
            keys.extend(str(number) for number in range(int(low) + 1, int(high) + 1))
        low = digits if dash else None
    return tuple(keys) or None

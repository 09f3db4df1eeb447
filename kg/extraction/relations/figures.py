"""Results told by figures alone: "X was 13.6% in the A arm and 6.6% in the B arm".

Each arm must have a figure of its own, in one order throughout: figure and arm, arm and figure, or
two arms and "respectively". What the figures mean is told by the head of the clause.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.numerals import parse_number
from kg.extraction.relations.arms import Arm
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.tree import Doc, Token

_LABELLED = frozenset(
    {"day", "week", "month", "year", "hour", "table", "figure", "group", "phase", "grade"}
)
_SPREAD = frozenset({"±", "+/-", "(", "to", "-", "–"})
_ORDERS = ("NANA", "ANAN")
_PAIRED = "AANN"


@dataclass(frozen=True, slots=True)
class Contrast:
    """Two arms with a figure each.

    Attributes:
        first: The arm named first, and its figure.
        start: The first token of the first arm or figure.
    """

    first: tuple[Arm, float]
    second: tuple[Arm, float]
    start: int
    trigger: Token


def contrast_in(doc: Doc, arms: list[Arm]) -> Contrast | None:
    """Return the first two arms that a sentence gives a figure each, or None."""
    if len(arms) < 2:
        return None
    events = sorted([*_figures(doc, arms), *((arm.start, "A", arm) for arm in arms)], key=_place)
    kinds = "".join(kind for _, kind, _ in events)
    orders = (*_ORDERS, _PAIRED) if any(t.lower_ == "respectively" for t in doc) else _ORDERS
    for order in orders:
        at = kinds.find(order)
        if at >= 0:
            return _contrast(doc, events[at : at + 4])
    return None


_Event = tuple[int, str, Arm | float]


def _place(event: _Event) -> int:
    return event[0]


def _contrast(doc: Doc, events: list[_Event]) -> Contrast | None:
    arms = [what for _, _, what in events if isinstance(what, Arm)]
    values = [what for _, _, what in events if isinstance(what, float)]
    start = events[0][0]
    trigger = next(doc[i] for i, kind, _ in events if kind == "N")
    return Contrast((arms[0], values[0]), (arms[1], values[1]), start, trigger)


def _figures(doc: Doc, arms: list[Arm]) -> Iterator[_Event]:
    inside = {i for arm in arms for i in range(arm.start, arm.end)}
    for token in doc:
        if token.i in inside or not token.text[0].isdigit() or _is_label(token):
            continue
        try:
            yield token.i, "N", parse_number(token.text)
        except ValueError:
            continue


def _is_label(token: Token) -> bool:
    """Say whether a number counts time, names something or is the spread of another one."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if before is not None and (
        before.lower_ in _SPREAD or before.lemma_.lower() in _LABELLED or before.text == "="
    ):
        return True
    if before is not None and before.lower_ in {"at", "after", "during", "within", "for"}:
        return after is not None and in_class(after.lemma_, "unit_noun")
    return after is not None and after.text == "-"

"""Results told by figures alone: "X was 13.6% in the A arm and 6.6% in the B arm".

Each arm must have a figure of its own, in one order throughout: figure and arm, arm and figure, or
two arms and "respectively". What the figures mean is told by the head of the clause.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.amounts.numerals import parse_number
from kg.extraction.relations.arms import Arm
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_LABELLED = frozenset(
    {"day", "week", "month", "year", "hour", "table", "figure", "group", "phase", "grade"}
)
_SPREAD = frozenset({"±", "+/-", "(", "to", "-", "–"})
_ORDERS = ("NANA", "ANAN")
_PAIRED = ("AANN", "NNAA")
_AGAINST = frozenset({"versus", "vs", "vs."})
_YEAR = re.compile(r"(?:19|20)\d\d$")
_PAIR = 2
_PLAIN = re.compile(r"\d[\d.,]*(?=±)")


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
    arms = list(_single(arms))
    events = sorted([*_figures(doc, arms), *((arm.start, "A", arm) for arm in arms)], key=_place)
    kinds = "".join(kind for _, kind, _ in events)
    in_order = any(t.lower_ == "respectively" for t in doc)
    is_set_against = _are_joined(arms) and any(t.lower_ in _AGAINST for t in doc)
    orders = (*_ORDERS, *_PAIRED) if in_order or is_set_against else _ORDERS
    for order in orders:
        at = kinds.find(order)
        if at >= 0:
            return _contrast(doc, events[at : at + 4])
    return None


def _single(arms: list[Arm]) -> Iterator[Arm]:
    """Yield arms with one name each; "patients in the A group" name theirs twice in a row."""
    last: list[str] = []
    for arm in arms:
        names = [filler.text for filler in arm.fillers]
        if len(names) == _PAIR:
            yield from (replace(arm, fillers=(filler,)) for filler in arm.fillers)
        elif names != last:
            yield arm
        last = names


def _are_joined(arms: list[Arm]) -> bool:
    """Say whether two arms are named in one phrase: "in the zinc and honey groups"."""
    return any(one.start == other.start for one, other in itertools.pairwise(arms))


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
            plain = _PLAIN.match(token.text)
            yield token.i, "N", parse_number(plain.group() if plain else token.text)
        except ValueError:
            continue


def _is_against(word: Token) -> bool:
    """Say whether "to" leads to the other figure: "40% compared to 12%"."""
    return word.lower_ == "to" and word.i > 0 and word.nbor(-1).lower_ == "compared"


def _is_label(token: Token) -> bool:
    """Say whether a number counts time, names something or is the spread of another one."""
    before = token.nbor(-1) if token.i else None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if _YEAR.match(token.text):
        return True
    if before is not None and (before.text == "=" or before.lemma_.lower() in _LABELLED):
        return True
    if before is not None and before.lower_ in _SPREAD and not _is_against(before):
        return True
    if before is not None and before.lower_ in {"at", "after", "during", "within", "for"}:
        return after is not None and in_class(after.lemma_, "unit_noun")
    return after is not None and after.text == "-"

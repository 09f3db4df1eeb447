"""Texts made from a regular expression on which a pattern that backtracks takes long."""

from __future__ import annotations

import re
import re._constants as op  # type: ignore[import-not-found]
import re._parser as parser  # type: ignore[import-not-found]
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

_REPEATS = frozenset((op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT))
_LONG = 8  # a repeat that goes on for less is not pumped
_CATEGORIES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: "-",
}  # fmt: skip
_PROBES = "a1A .,-(=\n"  # a negated class is given one of these
# What documents of any kind have long runs of.
_UNITS = (
    " ",
    "\n",
    "\t",
    "a",
    "A",
    "1",
    ".",
    ",",
    "-",
    "(",
    "[",
    "<",
    '"',
    "a ",
    "A. ",
    "1, ",
    "1-",
    "a, ",
)
_END = "\x00!\n"
_VARIANTS = 3


def attacks(pattern: str | bytes, flags: int) -> tuple[tuple[str, str], ...]:
    """Return beginnings and units; a unit repeated after its beginning makes a hostile text."""
    tree = parser.parse(pattern, flags)
    found: dict[tuple[str, str], None] = {("", unit): None for unit in _UNITS}
    for variant in range(_VARIANTS):
        found["", _sample(tree, variant)] = None
        for before, unit in _pumps(list(tree), "", variant):
            found["", unit] = None
            found[before, unit] = None
            found["", before + unit] = None
            found["", before + unit * 40] = None
    return tuple((before, unit) for before, unit in found if unit)


def text_of(attack: tuple[str, str], length: int) -> str:
    """Return the text of an attack, of about a length."""
    before, unit = attack
    return before + unit * (length // len(unit)) + _END


def seconds(
    pattern: re.Pattern[Any],
    used: tuple[str, ...],
    text: str,
    limit: float,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """Return the time that a pattern takes as it is used; infinity past the limit.

    The CPU clock of some machines ticks every few milliseconds: short times need another one.
    """
    subject: Any = text if isinstance(pattern.pattern, str) else text.encode("utf-8", "replace")
    signal.signal(signal.SIGVTALRM, _stop)
    began = clock()
    try:
        signal.setitimer(signal.ITIMER_VIRTUAL, limit)
        for call in used:
            _run(pattern, call, subject)
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    except TimeoutError:
        return float("inf")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return clock() - began


def _stop(*_: object) -> None:
    raise TimeoutError


def _run(pattern: re.Pattern[Any], call: str, subject: Any) -> None:
    if call in ("match", "fullmatch", "search"):
        getattr(pattern, call)(subject)
    else:
        for _ in pattern.finditer(subject):
            pass


def _pumps(items: list[Any], before: str, variant: int) -> Iterator[tuple[str, str]]:
    """Yield, for each long repeat, a text that leads to it and what it repeats."""
    for item in items:
        code, argument = item
        if code in _REPEATS:
            _, most, inner = argument
            if most == op.MAXREPEAT or most >= _LONG:
                yield before, _sample(inner, variant)
        for inner in _inside(code, argument):
            yield from _pumps(list(inner), before, variant)
        before += _sample([item], variant)


def _inside(code: object, argument: Any) -> tuple[Any, ...]:
    if code in _REPEATS:
        return (argument[2],)
    if code == op.BRANCH:
        return tuple(argument[1])
    if code == op.SUBPATTERN:
        return (argument[-1],)
    if code == op.ATOMIC_GROUP:
        return (argument,)
    if code in (op.ASSERT, op.ASSERT_NOT):
        return (argument[1],)
    return ()


def _sample(items: Any, variant: int) -> str:
    """Return a text that a part of a pattern matches, in most cases."""
    return "".join(_sample_of(code, argument, variant) for code, argument in items)


def _sample_of(code: object, argument: Any, variant: int) -> str:
    if code in _REPEATS:
        return _sample(argument[2], variant) * max(argument[0], variant and 1)
    if code == op.BRANCH:
        return _sample(argument[1][variant % len(argument[1])], variant)
    if code in (op.SUBPATTERN, op.ATOMIC_GROUP):
        return _sample(_inside(code, argument)[0], variant)
    return _character(code, argument, variant)


def _character(code: object, argument: Any, variant: int) -> str:
    """Return what one character's part of a pattern matches; nothing for places and lookarounds."""
    if code == op.LITERAL:
        return chr(argument)
    if code == op.IN:
        return _member(argument, variant)
    if code == op.NOT_LITERAL:
        return "b" if argument == ord("a") else "a"
    return "a" if code == op.ANY else ""


def _member(members: list[Any], variant: int) -> str:
    if members[0][0] == op.NEGATE:
        return next((c for c in _PROBES[variant:] if not _has(members[1:], c)), "\x01")
    code, argument = members[variant % len(members)]
    if code == op.RANGE:
        return chr(argument[0])
    return _CATEGORIES.get(argument, "a") if code == op.CATEGORY else chr(argument)


def _has(members: list[Any], char: str) -> bool:
    return any(
        (code == op.LITERAL and argument == ord(char))
        or (code == op.RANGE and argument[0] <= ord(char) <= argument[1])
        or (code == op.CATEGORY and _in_category(argument, char))
        for code, argument in members
    )


def _in_category(category: object, char: str) -> bool:
    held = {
        op.CATEGORY_DIGIT: char.isdecimal(),
        op.CATEGORY_SPACE: char.isspace(),
        op.CATEGORY_WORD: char.isalnum() or char == "_",
        op.CATEGORY_NOT_DIGIT: not char.isdecimal(),
        op.CATEGORY_NOT_SPACE: not char.isspace(),
        op.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
    }
    return held.get(category, False)

"""Every pattern of the package, however hostile a text is to it, takes time linear in the text."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
import time
from collections.abc import Iterator

import collecting
import pytest
from attacking import attacks, seconds, text_of

SHORT, QUARTER, LONG = 2_000, 25_000, 100_000  # characters
LIMIT = 1.0  # seconds of CPU
ROUNDS = 3  # that must agree before a pattern is called slow
STEEPEST = 8.0  # times longer for four times the text: an exponent of 1.5
# Patterns that are handed on, and to which method; else they must stand ``finditer``.
HANDED_ON = {
    "extraction/amounts/schedules.py": "match",  # at the end of an amount
    "lexicon/labels.py": "fullmatch",  # with a label
    "reading/entry_authors.py": "match",  # one name after the other
    "reading/guards.py": "match",  # one part of a prolog after the other
}


def _quick() -> float:
    """Return seconds for SHORT above which a pattern is looked at closely.

    A quadratic pattern that takes .4 ms for SHORT takes a second for LONG; on a quick machine
    half of what a cheap quadratic pattern takes.
    """
    cheap, text = re.compile(r"<!--.*?-->", re.DOTALL), "<!--" * (SHORT // 4)
    taken = [seconds(cheap, ("finditer",), text, LIMIT, time.perf_counter) for _ in range(5)]
    return min(0.0004, min(taken) / 2)


QUICK = _quick()


def collected() -> tuple[list[collecting.Found], tuple[str, ...]]:
    """Return what a new interpreter finds: here the modules are imported already."""
    done = subprocess.run(
        [sys.executable, collecting.__file__], capture_output=True, check=True, timeout=300
    )
    rows, missed = pickle.loads(done.stdout)  # noqa: S301 - written by it
    return [collecting.Found(*row) for row in rows], missed


def slow_on(found: collecting.Found) -> Iterator[str]:
    """Yield the attacks on a pattern that take longer than linear time, or a second."""
    pattern = re.compile(found.pattern, found.flags)
    used = found.used or (HANDED_ON.get(found.site.partition(":")[0], "finditer"),)

    def taken(attack: tuple[str, str], length: int) -> float:
        return seconds(pattern, used, text_of(attack, length), LIMIT)

    def soon(attack: tuple[str, str]) -> float:
        return seconds(pattern, used, text_of(attack, SHORT), 0.3, time.perf_counter)

    timed = [(soon(one), one) for one in attacks(found.pattern, found.flags)]

    def too_long(attack: tuple[str, str]) -> float:
        """Return the seconds that a long text takes, where that is too long; else 0."""
        long = taken(attack, LONG)
        if long < LIMIT / 10:
            return 0.0
        grown = long / max(taken(attack, QUARTER) for _ in range(2))
        return long if long >= LIMIT or grown > STEEPEST else 0.0

    for _, attack in sorted((one for one in timed if one[0] > QUICK), reverse=True)[:2]:
        # A machine that pauses makes one timing long; a pattern that is slow is so every time.
        rounds = [too_long(attack)]
        while rounds[-1] and len(rounds) < ROUNDS:
            rounds.append(too_long(attack))
        if all(rounds):
            yield f"{found.site} {used} {attack}: {min(rounds):.2f} s"


@pytest.mark.slow
def test_every_pattern_stays_linear_in_texts_made_against_it() -> None:
    found, missed = collected()
    assert missed == (), "patterns that collecting.py cannot see: make them in a cached function"
    assert len(found) > 400
    assert {"reading", "lexicon", "extraction", "grounding", "appraisal", "query", "views"} <= {
        one.site.partition("/")[0] for one in found
    }
    assert [attack for one in found for attack in slow_on(one)] == []


@pytest.mark.parametrize(
    "pattern", [r"\s+$", r"(?:\w+ly |slightly )*up", r"\d[\d,]*mg", r"<!--.*?-->", r"(?:a|aa)+b"]
)
def test_slow_patterns_are_found(pattern: str) -> None:
    assert list(slow_on(collecting.Found("a.py:1", pattern, int(re.DOTALL), ("finditer",))))

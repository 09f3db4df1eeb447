"""Candidates set as superscript: marked up, in Unicode digits, or glued to a word in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.model.document import MarkerStyle
from kg.model.spans import Span
from kg.reading.markers.candidate import DASH, NUMBERS, Candidate, Form, expand

_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻·˒⸴", "0123456789–,,,")
_UNICODE = re.compile(rf"[⁰¹²³⁴-⁹]+(?:\s?[,;·˒⸴{DASH}⁻]\s?[⁰¹²³⁴-⁹]+)*")
_WHOLE = re.compile(rf"\s*[\[(]?\s*({NUMBERS})\s*[\])]?\s*,?\s*")
_JOINT = re.compile(rf"\s?[,;{DASH}]?\s?")
_UNIT = re.compile(r"(?:^|[\s\d/·(×\u00a0])(?:[kcdmµμn]?m|ft|in|yd|mi|sec|s|h|min|dl|L|kg|Å)\Z")
_VARIABLE = re.compile(r"(?:^|[^\w])[A-Za-zα-ωΑ-Ωη]\Z")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_STOPS = frozenset('.,;:)]”’"?!%')
_TIGHT = re.compile(
    rf"(?<=[^\s\d_(\[{{/\\<>=+*~#$€£&@|^“‘{DASH}])"
    rf"(\d{{1,3}}(?:[,;{DASH}]\d{{1,3}})*)"
    r"(?![\w%°′'’+×=<>(/-]|[.,:\u2013]\d)"
)
_LOOSE = re.compile(rf",\s(\d{{1,3}}(?:[{DASH}]\d{{1,3}})?)(?=[\s.,;:)\]]|\Z)")
_WORD_BEFORE = re.compile(r"[^\s(\[,;:“”\"/]*\Z")
_NO_CITATION = re.compile(
    r"(?:.*[^a-z])?(?:figs?|figures?|tables?|types?|phases?|grades?|weeks?|days?|months?|groups?"
    r"|steps?|stages?|log|models?|arms?|visits?|parts?|levels?|class|exons?|chapters?|sections?"
    r"|eqs?|equations?|pages?|pp?|vols?|nos?|box|ver|version|approx|ca|covid|omega|item|question"
    r"|http|doi|www)\.?",
    re.IGNORECASE | re.DOTALL,
)


def raised_runs(text: str, runs: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the superscript runs that hold numbers and are no exponent, isotope or ordinal."""
    for run in _joined(text, runs):
        match = _WHOLE.fullmatch(text, run.start, run.end)
        if match is None or not may_cite(text, match.start(1), match.end(1)):
            continue
        keys = expand(match.group(1))
        if keys:
            yield Candidate(run.start, run.end, Form.RAISED, MarkerStyle.SUPERSCRIPT, keys)


def _joined(text: str, runs: Sequence[Span]) -> Iterator[Span]:
    """Join runs that only a comma or dash keeps apart: ``<sup>4</sup>–<sup>6</sup>``."""
    held: Span | None = None
    for run in sorted(runs):
        if held and run.start - held.end <= 3 and _JOINT.fullmatch(text, held.end, run.start):
            held = Span(held.start, run.end)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def unicode_runs(text: str) -> Iterator[Candidate]:
    """Yield groups of Unicode superscript digits.

    >>> [c.keys for c in unicode_runs("infection¹²,¹³ in 10³ cells, ¹⁰B, 5 m² and R²")]
    [('12', '13')]
    """
    if text.isascii():
        return
    for match in _UNICODE.finditer(text):
        keys = expand(match.group().translate(_PLAIN))
        if keys and may_cite(text, *match.span()):
            yield Candidate(*match.span(), Form.RAISED, MarkerStyle.SUPERSCRIPT, keys)


def may_cite(text: str, start: int, end: int) -> bool:
    """Say whether superscript digits at this place may cite, rather than raise to a power.

    >>> may_cite("10³", 2, 3), may_cite("5 m² of", 3, 4), may_cite("war³ ended", 3, 4)
    (False, False, True)
    """
    before = text[max(0, start - 12) : start]
    after = text[end : end + 1]
    if not before.strip() or before[-1] in "(/-–−+×·^":
        return False
    if before[-1].isspace():
        return not after.isalnum()
    if before[-1].isdigit():
        return _YEAR_BEFORE.search(before) is not None
    digits = text[start:end].translate(_PLAIN)
    if digits in {"2", "3", "4"} and (_UNIT.search(before) or _VARIABLE.search(before)):
        return False
    return not (after.isalpha() and before[-1].isupper())


def glued(text: str) -> Iterator[Candidate]:
    """Yield digits glued to a word or to the stop after it, as copying leaves superscripts.

    A group is strong where an ordinary word stands before, weak after capitals ("CD4", "ASCOT11").

    >>> [(c.keys, c.is_strong) for c in glued("an infection.12,13 The CD4 count; 50 mg.3")]
    [(('12', '13'), True), (('4',), False), (('3',), True)]
    """
    for match in _TIGHT.finditer(text):
        start, end = match.span()
        stop = text[start - 1] if text[start - 1] in _STOPS else ""
        place = start - len(stop)
        found = _WORD_BEFORE.search(text, max(0, place - 30), place)
        word = found.group() if found else ""
        if _NO_CITATION.fullmatch(word) or (stop and not _may_follow(text, place, word)):
            continue
        keys = expand(match.group(1))
        if keys is None:
            continue
        strong = _is_strong(word, stop)
        yield Candidate(
            start,
            end,
            Form.GLUED,
            MarkerStyle.SUPERSCRIPT,
            keys,
            is_strong=strong,
            confidence=0.85 if strong else 0.6,
        )


def _may_follow(text: str, place: int, word: str) -> bool:
    """Say whether the stop before the digits ends words rather than being part of a number."""
    last = text[place - 1 : place]
    if not last or last.isspace():
        return False
    if last.isdigit():
        return text[place] in ")]%”" or (
            text[place] in ".," and _YEAR_BEFORE.search(word) is not None
        )
    return True


def _is_strong(word: str, stop: str) -> bool:
    if stop:
        return True
    return len(word) > 2 and word[-3:].isalpha() and word[-3:].islower() and word.isalpha()


def extended(text: str, candidate: Candidate, highest: int) -> Candidate:
    """Return a glued group with the numbers after ", " that go on ascending: ``plans.21, 22``."""
    keys, end = candidate.keys, candidate.end
    while match := _LOOSE.match(text, end):
        more = expand(match.group(1))
        ascends = more is not None and int(keys[-1]) < int(more[0]) and int(more[-1]) <= highest
        if more is None or not ascends:
            break
        keys, end = keys + more, match.end()
    return Candidate(
        candidate.start, end, candidate.form, candidate.style, keys, (), candidate.is_strong,
        candidate.confidence,
    )  # fmt: skip

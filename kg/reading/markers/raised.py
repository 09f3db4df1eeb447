"""Candidates set as superscript: marked up, in Unicode digits, or glued to a word in plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.model.document import MarkerStyle
from kg.model.spans import Span
from kg.reading.citation_words import words
from kg.reading.markers.candidate import DASH, NUMBERS, Candidate, Form, expand, new_candidate
from kg.reading.places import places_of

PLAIN_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻·˒⸴", "0123456789–,,,")
_RUN = re.compile(r"[⁰¹²³⁴-⁹]+")
_UNICODE = re.compile(rf"[⁰¹²³⁴-⁹][⁰¹²³⁴-⁹]*(?:\s?[,;·˒⸴{DASH}⁻]\s?[⁰¹²³⁴-⁹]+)*")
_WHOLE = re.compile(rf"\s*+(?:[\[(]\s*+)?({NUMBERS})\s*+(?:[\])]\s*+)?(?:,\s*+)?")
_JOINT = re.compile(rf"\s?[,;{DASH}]?\s?")
_UNIT = re.compile(r"(?:^|[\s\d/·(×\u00a0])(?:[kcdmµμn]?m|ft|in|yd|mi|sec|s|h|min|dl|L|kg|Å)\Z")
_VARIABLE = re.compile(r"(?:^|[^\w])[A-Za-zα-ωΑ-Ωη]\Z")
_YEAR_BEFORE = re.compile(r"(?<!\d)(?:19|20)\d\d\Z")
_RAISED = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = frozenset("⁺⁻")
_STOPS = frozenset('.,;:)]”’"?!%')
_TIGHT = re.compile(  # what stands before is looked at after the first digit, which is found fast
    r"[0-9](?:(?<=[^\W\d_].)|(?<=[.,;:)\]”’\"?!%].))"
    rf"\d{{0,2}}(?:[,;{DASH}]\d{{1,3}})*(?![\w%°′'’+×=<>(/*-]|[.,:\u2013]\d)"
)
_LOOSE = re.compile(rf",\s(\d{{1,3}}(?:[{DASH}]\d{{1,3}})?)(?=[\s.,;:)\]]|\Z)")
_CLOSED = re.compile(r"[.,;:)\]]|\s*\Z|\s+[A-Z(“\"]|,\s\d")
_WORD_BEFORE = re.compile(r"[^\s(\[,;:“”\"/]{0,30}\Z")
_LAST_LETTERS = re.compile(r"[a-z]{0,40}\Z")


def raised_runs(text: str, runs: Sequence[Span]) -> Iterator[Candidate]:
    """Yield the superscript runs that hold numbers and are no exponent, isotope or ordinal."""
    for run in _joined(text, runs):
        said = text[run.start : run.end].translate(PLAIN_DIGITS)
        match = _WHOLE.fullmatch(said)
        if match is None or not may_cite(
            text, run.start + match.start(1), run.start + match.end(1)
        ):
            continue
        keys = expand(match.group(1))
        if keys:
            yield new_candidate(run.start, run.end, Form.RAISED, MarkerStyle.SUPERSCRIPT, keys)


def _joined(text: str, runs: Sequence[Span]) -> Iterator[Span]:
    """Join runs that only a comma or dash keeps apart: ``<sup>4</sup>–<sup>6</sup>``."""
    held: Span | None = None
    for run in sorted(runs):
        if text[run.start : run.end].isdigit() and not may_cite(text, run.start, run.end):
            if held and run.start - held.end > 1:
                yield held
                held = None
            if held is None:
                continue
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
    done = 0
    for place in places_of(_RAISED, text):
        match = _UNICODE.match(text, place) if place >= done else None
        if match is None:
            continue
        start, done = match.span()
        end = done
        while start < end:
            first = _RUN.match(text, start, end)
            if first is None or may_cite(text, start, first.end()):
                break
            following = _RUN.search(text, first.end(), end)
            start = following.start() if following else end
        keys = expand(text[start:end].translate(PLAIN_DIGITS))
        if keys:
            yield new_candidate(start, end, Form.RAISED, MarkerStyle.SUPERSCRIPT, keys)


def may_cite(text: str, start: int, end: int) -> bool:
    """Say whether superscript digits at this place may cite, rather than raise to a power.

    >>> may_cite("10³", 2, 3), may_cite("5 m² of", 3, 4), may_cite("war³ ended", 3, 4)
    (False, False, True)
    """
    before = text[max(0, start - 12) : start]
    after = text[end : end + 1]
    if after in _SIGNS and text[end + 1 : end + 2] not in _RAISED:  # an ion: Ca²⁺
        return False
    if before[-1:] in {"(", "["} and after in {")", "]"}:
        return True
    if not before.strip() or before[-1] in "(/-–−+×·^⁻⁺¯":
        return False
    if before[-1].isspace():
        return not after.isalnum()
    return _may_raise(before, after, text[start:end].translate(PLAIN_DIGITS))


def _may_raise(before: str, after: str, digits: str) -> bool:
    """Say the same where something visible stands right before the digits."""
    if before[-1] in ",;" and before[-2:-1] in _RAISED:  # goes on after a power: m²,¹¹
        return True
    if before[-1].isdigit():
        return _YEAR_BEFORE.search(before) is not None
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
        if not _may_follow(text, place, word, stop, match.group()):
            continue
        keys = expand(match.group())
        if keys is None:
            continue
        strong = bool(stop) or _is_word(word) or _takes_number(text, place, word, keys)
        yield new_candidate(
            start,
            end,
            Form.GLUED,
            MarkerStyle.SUPERSCRIPT,
            keys,
            is_strong=strong,
            confidence=0.85 if strong else 0.6,
            token="" if strong else word + match.group(),
        )


def _may_follow(text: str, place: int, word: str, stop: str, digits: str) -> bool:
    """Say whether digits may be raised here: no number, unit, variable or abbreviation before."""
    before = text[max(0, place - 12) : place]
    if not stop:
        return not (
            digits in {"2", "3", "4"} and (_UNIT.search(before) or _VARIABLE.search(before))
        )
    if not before or before[-1].isspace():
        return False
    if before[-1].isdigit():
        ends = stop in ")]%”" or (stop in ".," and _YEAR_BEFORE.search(word) is not None)
        return ends or (stop == "," and before[-2:-1].isalpha())
    return stop != "." or _last_letters(word) not in words("abbreviations-before-numbers")


def _is_word(word: str) -> bool:
    """Say whether a token is an ordinary word, no name of a gene, cell, drug or thing counted."""
    tail = word[-3:]
    return len(tail) == 3 and tail.islower() and word.isalpha() and not _is_counted(word)


def _is_counted(word: str) -> bool:
    return _last_letters(word) in words("counted-nouns")


def _last_letters(word: str) -> str:
    match = _LAST_LETTERS.search(word.lower())
    return match.group() if match else ""


def _takes_number(text: str, place: int, word: str, keys: tuple[str, ...]) -> bool:
    """Say whether "et al" or a counted noun with a high number stands before: ``study25``."""
    if word == "al":
        return text[max(0, place - 6) : place].lower() == " et al"
    return (
        len(word) > 3 and word.islower() and word.isalpha() and int(keys[0].rstrip("abcdefgh")) > 9
    )


def extended(text: str, candidate: Candidate, highest: int, *, freely: bool) -> Candidate:
    """Return a glued group with the numbers after ", " that go on ascending: ``plans.21, 22``.

    Args:
        text: The document's text.
        candidate: A glued group.
        highest: The last number of the list.
        freely: Whether the document sets its lists with blanks; otherwise only a number that is
            the next one, or that ends its clause, is taken in.
    """
    keys, end = candidate.keys, candidate.end
    while match := _LOOSE.match(text, end):
        more = expand(match.group(1))
        if more is None or not int(keys[-1]) < int(more[0]) <= int(more[-1]) <= highest:
            break
        is_next = int(more[0]) == int(keys[-1]) + 1
        if not (freely or is_next or _CLOSED.match(text, match.end())):
            break
        keys, end = keys + more, match.end()
    return replace(candidate, keys=keys, end=end)

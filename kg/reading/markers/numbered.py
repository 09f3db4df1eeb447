"""Candidates printed as numbers in brackets or parentheses, and placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.document import CitationState, MarkerStyle, Pointer
from kg.reading.markers.candidate import DASH, NUMBERS, Candidate, Form, expand, new_candidate

_PREFIX = (
    r"(?:(?:see|e\.g\.,?|cf\.?|also|in|reviewed|review|for|refs?\.?|references?|and|therein|by)\s)"
    r"{0,4}"
)
_SUFFIX = r"(?:,\s?(?:pp?|chap|ch|fig|table|sec|§)\.?\s?[\dA-Z–-]{1,12})?"
_ONE = rf"\[\s?{_PREFIX}{NUMBERS}{_SUFFIX}\s?\]"
_BRACKETS = re.compile(rf"{_ONE}(?:\s?[,;{DASH}]?\s?{_ONE})*", re.IGNORECASE)
_PARENTHESES = re.compile(
    rf"\(\s?(?:(?:see\s)?refs?\.?\s)?{NUMBERS}\s?\)(?:\s?[,;]\s?\(\s?{NUMBERS}\s?\))*"
)
_PLACEHOLDERS = re.compile(r"[(\[]\s?x(?:\s?[,;]\s?x)*\s?[)\]]")
_OPENINGS = (re.compile(r"\(\s?x"), re.compile(r"\[\s?x"))  # found fast, being one character
_BEFORE_PLACEHOLDER = frozenset(" \t\r\n\u00a0\u2009\u202f\u200b.,;:!?”’\"')]%")
_ROMAN = re.compile(r"\(ix\)")
_STATISTIC = re.compile(
    r"\b(?:medians?|means?|ranges?|iqr|ci|interquartile|interval|sd|quartiles?|percentiles?|average)\b"
    r"[^.;,()]{0,40}\d\s?%?\s?\Z",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d\s?%?\s?\Z")
_LISTED = re.compile(r"(?:\A|[:;,.]\s|\band\s|\bor\s|\n)\Z")
_REFERS = re.compile(r"\b(?:refs?|references?)\b", re.IGNORECASE)
_PAGES = re.compile(
    r",\s?(?:pp?|chap|ch|fig|table|sec|§)\.?\s?[\dA-Z–-]{1,12}(?=\s?\])", re.IGNORECASE
)
_NO_BRACKETS = str.maketrans("", "", "[]")


def placeholders(text: str) -> Iterator[Candidate]:
    """Yield ``(x)`` and ``(x, x)``: a source exists, and the text does not say which.

    >>> [len(c.keys) for c in placeholders("clots (x). Groups (x, x, x).")]
    [1, 3]
    """
    if not any(opening.search(text) for opening in _OPENINGS):
        return
    numeral = _ROMAN.search(text) is not None  # then a lone (x) is the tenth of a list
    for match in _PLACEHOLDERS.finditer(text):
        before = text[max(0, match.start() - 1) : match.start()]
        if (numeral and match.group() == "(x)") or (before and before not in _BEFORE_PLACEHOLDER):
            continue
        count = match.group().count("x")
        pointers = (Pointer("x", CitationState.PLACEHOLDER),) * count
        yield new_candidate(
            *match.span(), Form.PLACEHOLDER, MarkerStyle.PLACEHOLDER, ("x",) * count, pointers
        )


def brackets(text: str) -> Iterator[Candidate]:
    """Yield ``[12]``, ``[2,3]``, ``[4–6]``, ``[1], [2]``; not ``[0, 1]`` or ``12 [10–15]``.

    >>> [c.keys for c in brackets("blood [1, 3-5] and [0, 1]; median 12 [10-15]")]
    [('1', '3', '4', '5')]
    """
    if "[" not in text:
        return
    for match in _BRACKETS.finditer(text):
        start, end = match.span()
        said = match.group()[1:-1]
        keys = expand(
            said if said.isdecimal() else _PAGES.sub("", said + "]").translate(_NO_BRACKETS)
        )
        if keys is None or _is_index(text, start, end):
            continue
        if len(keys) > 1 and _STATISTIC.search(text, max(0, start - 60), start):
            continue
        after_number = len(keys) > 1 and _NUMBER.search(text, max(0, start - 4), start)
        yield new_candidate(
            start, end, Form.BRACKET, MarkerStyle.NUMERIC, keys, is_strong=not after_number
        )


def _is_index(text: str, start: int, end: int) -> bool:
    """Say whether a group stands in brackets once more, as code writes an index: ``names[[1]]``."""
    return text[max(0, start - 1) : start] == "[" and text[end : end + 1] == "]"


def parentheses(text: str) -> Iterator[Candidate]:
    """Yield ``(12)`` and ``(2, 3)``; strong where the number closes a clause or follows a stop.

    >>> [c.is_strong for c in parentheses("shown.(12) We (1) measure, (2) count and age (41)")]
    [True, False, False, False]
    """
    if "(" not in text:
        return
    for match in _PARENTHESES.finditer(text):
        start, end = match.span()
        keys = expand(match.group())
        if keys is None:
            continue
        refers = _REFERS.search(match.group()) is not None
        is_glued = start > 0 and text[start - 1] in ".,;:)]"
        closes = text[end : end + 1] in {".", ",", ";", ":"}
        is_listed = _LISTED.search(text, max(0, start - 5), start) is not None and not is_glued
        form = Form.BRACKET if refers else Form.PARENTHESIS
        strong = refers or is_glued or (closes and not is_listed) or len(keys) > 1
        confidence = 0.9 if strong else 0.7
        yield new_candidate(
            start, end, form, MarkerStyle.NUMERIC, keys, is_strong=strong, confidence=confidence
        )

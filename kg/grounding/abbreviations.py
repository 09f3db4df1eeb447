"""Abbreviations that a document defines: "tumor necrosis factor (TNF)".

Source: Schwartz AS, Hearst MA. A simple algorithm for identifying abbreviation definitions in
biomedical text. Pac Symp Biocomput. 2003:451-62 (own implementation).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.model.document import Document

# A parenthesis without another inside it; bounded, so that the search stays linear.
_PARENTHESIS = re.compile(r"\(([^()\[\]\n]{2,80})\)")
_SHORT = re.compile(r"[A-Za-z0-9][\w./+-]{1,9}(?: [\w./+-]{1,6})?")
_WORD = re.compile(r"\S+")


def abbreviations(document: Document) -> dict[str, str]:
    """Return short forms and the long forms that the document gives for them.

    Where a document defines a short form twice, the first definition holds.
    """
    found: dict[str, str] = {}
    for sentence in document.sentences:
        for short, long in definitions(sentence.span.text_of(document.text)):
            found.setdefault(short, long)
    return found


def definitions(sentence: str) -> Iterator[tuple[str, str]]:
    """Yield short and long form of each definition in a sentence.

    >>> list(definitions("It lowers tumor necrosis factor (TNF) in mice."))
    [('TNF', 'tumor necrosis factor')]
    >>> list(definitions("CBC (complete blood count) is a test (x)."))
    [('CBC', 'complete blood count')]
    """
    for match in _PARENTHESIS.finditer(sentence):
        inside = re.split(r"[;,]", match[1])[0].strip()
        before = sentence[max(0, match.start() - 200) : match.start()].rstrip()
        if _is_short(inside):
            long = long_form(inside, before)
            if long:
                yield inside, long
            continue
        words = _WORD.findall(before)
        if words and _is_short(words[-1]) and long_form(words[-1], inside) == inside:
            yield words[-1], inside


def _is_short(text: str) -> bool:
    """Say whether ``text`` looks like an abbreviation: short, with a capital in it."""
    return bool(_SHORT.fullmatch(text)) and any(char.isupper() for char in text[:4])


def long_form(short: str, before: str) -> str | None:
    """Return the end of ``before`` that ``short`` abbreviates, or None.

    Each letter of the short form, from the last to the first, must occur in the long form in the
    same order, the first one at the start of a word.

    >>> long_form("HIV", "infection with the human immunodeficiency virus")
    'human immunodeficiency virus'
    >>> long_form("CT", "The patients") is None
    True
    """
    words = list(_WORD.finditer(before))
    limit = min(len(short) + 5, 2 * len(short))
    window_start = words[-limit].start() if len(words) > limit else 0
    at = len(before) - 1
    letters = [char.lower() for char in short if char.isalnum()]
    for number, letter in reversed(list(enumerate(letters))):
        at = _find(before, letter, at, window_start, must_start=number == 0)
        if at < window_start:
            return None
        at -= 1
    long = before[at + 1 :]
    is_longer = len(long) > len(short) and len(long.split()) >= min(2, len(letters))
    return long if is_longer and short not in long.split() else None


def _find(text: str, letter: str, at: int, stop: int, *, must_start: bool) -> int:
    """Return where ``letter`` stands at or before ``at``; below ``stop`` where it does not."""
    while at >= stop:
        starts = at == 0 or not text[at - 1].isalnum()
        if text[at].lower() == letter and (starts or not must_start):
            return at
        at -= 1
    return stop - 1

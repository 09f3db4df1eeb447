"""Splits blocks into sentences by rule; citation markers belong to the sentence they follow."""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.model.document import Block, BlockKind, Marker, Sentence
from kg.model.frozen import maker_of
from kg.model.spans import Span

_sentence, _span = maker_of(Sentence), maker_of(Span)
_WHOLE = frozenset({BlockKind.HEADING, BlockKind.TABLE_CELL, BlockKind.REFERENCE, BlockKind.BYLINE})
_STOP = re.compile(r"[.!?…。！？][.!?…。！？]*[\"”’»')\]]*")
_STOPPERS = frozenset(".!?…。！？\"”’»')]")
# The same where no marker stands right after a stop: only before a blank, or before digits that
# lost their superscript, can a sentence end.
_ENDING = r"[\"”’»')\]]*+(?:(?=\s)|(?<=[^\W\d_]\.)(?=\d))"
_FREE_STOP = re.compile(rf"[.!?…。！？](?<![.!?…。！？]{{2}})[.!?…。！？]*+{_ENDING}")
_FULL_STOP = re.compile(rf"\.(?<!\.\.)\.*+{_ENDING}")  # a single character is found fast
_OTHER_STOPS = "?!…。！？"
_LOST_NUMBER = re.compile(r"\d{1,3}(?:[,–-]\s?\d{1,3})*(?=\s+[^\W\d_a-z]|\s*\Z)")
_STARTS = re.compile(r"[\"“‘«'(\[¿¡*]*(?:[^\W\d_a-z]|\d|[a-zα-ω]{1,2}[A-Z]|[a-zα-ω]-[A-Z]|[•…])")
_WORD = re.compile(r"[^\W_][\w’'-]*")
_LAST_WORD = re.compile(r"[^(\[{\"“‘/—–,;]*\Z")
_WORD_PARTERS = frozenset('([{"“‘/—–,;')
_WORD_BEFORE = re.compile(r"([^\s(\[]{1,80})\s{1,20}\Z")
_ROMAN = re.compile(r"[IVXL]+\b")
_LONGEST = 6000  # code points; what runs on longer (a table pasted as one line) is cut at a blank


@dataclass(frozen=True, slots=True)
class BreakWords:
    """Words of one kind that bear on whether a stop ends a sentence; see the data file.

    Attributes:
        words: In lower case, without the last stop.
        positive: Texts with "|" where sentences end, in which the words decide.
        negative: Texts with "|" where sentences end, in which they must not interfere.
    """

    id: str
    category: str
    words: tuple[str, ...]
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def _categories() -> Mapping[str, str]:
    entries = load_entries("sentence_breaks", BreakWords)
    return {word: e.category for e in entries if e.category != "starter" for word in e.words}


@functools.cache
def _starters() -> frozenset[str]:
    entries = load_entries("sentence_breaks", BreakWords)
    return frozenset(word for e in entries if e.category == "starter" for word in e.words)


def split_blocks(
    text: str, blocks: Sequence[Block], markers: Sequence[Marker]
) -> tuple[Sentence, ...]:
    """Return the sentences of all blocks, in order.

    Headings, table cells, references and bylines are one unit each; other blocks are split.
    """
    spans = [marker.span for marker in markers]
    starts = [span.start for span in spans]
    others = "".join(stop for stop in _OTHER_STOPS if stop in text)
    sentences: list[Sentence] = []
    for number, block in enumerate(blocks):
        span = block.span
        if block.kind in _WHOLE:
            sentences.append(_sentence(span, number))
            continue
        low = bisect.bisect_left(starts, span.start)
        high = bisect.bisect_left(starts, span.end)
        within = split(text, span, spans[low:high], others)
        sentences += [_sentence(found, number) for found in within]
    return tuple(sentences)


def split(
    text: str, span: Span, markers: Sequence[Span] = (), others: str = _OTHER_STOPS
) -> list[Span]:
    """Return the sentences of a range, without the blanks between them.

    Args:
        text: The document's text.
        span: The range.
        markers: The citation markers in it.
        others: Stops that stand somewhere in the text, besides the full stop.

    >>> t = "It fights disease.[3] Smith et al. (2020) agree. Take 8 oz. of water."
    >>> [s.text_of(t) for s in split(t, Span(0, len(t)), [Span(18, 21)])]
    ['It fights disease.[3]', 'Smith et al. (2020) agree.', 'Take 8 oz. of water.']
    """
    found: list[Span] = []
    start, limit, at, count = span.start, span.end, 0, len(markers)
    for match in _stops(text, span, markers, others).finditer(text, start, limit):
        stop, end = match.span()
        if stop < start:
            continue
        while at < count and markers[at].end <= stop:
            at += 1
        if at < count and markers[at].start < stop:
            continue  # inside a marker: "(Lee et al. 2020)"
        nears_marker = at < count and markers[at].start - end < 3
        if nears_marker or (end < limit and text[end].isdecimal()):
            end = _after_markers(text, end, limit, markers, at)
        following = _past_blanks(text, end, limit)
        if following >= limit:
            break
        if following > end and _is_end(text, start, stop, following, limit):
            _add(found, text, start, end)
            start = following
    _add(found, text, start, limit)
    return found


def _stops(text: str, span: Span, markers: Sequence[Span], others: str) -> re.Pattern[str]:
    """Return the pattern that finds the stops in a range at the least cost."""
    for marker in markers:
        if text[marker.start] in _STOPPERS or text[marker.start - 1] in _STOPPERS:
            return _STOP
    for stop in others:
        if text.find(stop, span.start, span.end) >= 0:
            return _FREE_STOP
    return _FULL_STOP


def _past_blanks(text: str, at: int, limit: int) -> int:
    while at < limit and text[at].isspace():
        at += 1
    return at


def _after_markers(text: str, end: int, limit: int, markers: Sequence[Span], at: int) -> int:
    """Return where a sentence ends once the markers after its stop are taken in.

    A marker after a blank ("disease. [3] The") is taken in where a new sentence follows it.
    """
    taken = _taken_in(text, end, limit, markers, at) if at < len(markers) else end
    if taken > end or end == limit or not text[end].isdecimal():
        return taken
    if text[end - 1] == "." and text[end - 2 : end - 1].isalpha():
        lost = _LOST_NUMBER.match(text, end, limit)
        return lost.end() if lost else end
    return end


def _taken_in(text: str, end: int, limit: int, markers: Sequence[Span], at: int) -> int:
    while at < len(markers) and markers[at].start < end:
        at += 1
    taken = end
    for number in range(at, len(markers)):
        marker = markers[number]
        gap = text[taken : marker.start]
        if gap and not (gap.isspace() and text[marker.start] in "[(" and len(gap) < 3):
            break
        if gap:
            place = _past_blanks(text, marker.end, limit)
            if not (place >= limit or _STARTS.match(text, place)):
                break
        taken = marker.end
        while taken < limit and text[taken] in '.)]”"’':
            taken += 1
    return taken


def _is_end(text: str, start: int, stop: int, following: int, limit: int) -> bool:
    """Say whether a stop ends the sentence that began at ``start``."""
    first = text[following]
    if not ("A" <= first <= "Z" or _is_capital(first) or _STARTS.match(text, following, limit)):
        return False
    if text[stop] != "." or text[stop + 1] == ".":
        return True
    low = max(start, stop - 24)
    word = text[max(low, text.rfind(" ", low, stop) + 1) : stop]
    if word.isalpha() and len(word) > 1:  # as most words are: a look into the table is enough
        return word.lower() not in _categories() or _ends_after_word(text, word, following, limit)
    word = _last_word(text[low:stop])
    if not word or (stop - start <= 3 and word.isdigit()):
        return not word and stop > start
    if len(word) == 1 and word.isalpha():
        before = _WORD_BEFORE.search(text, max(start, stop - 25), stop - 1)
        previous = before.group(1).lower().strip("(") if before else ""
        return _ends_after_letter(text, word, previous, following, limit)
    return _ends_after_word(text, word, following, limit)


def _is_capital(character: str) -> bool:
    return character.isalpha() and not "a" <= character <= "z"


def _last_word(said: str) -> str:
    """Return the word that a text ends with; empty after a blank or an opening mark."""
    if not said or said[-1].isspace():
        return ""
    word = said.rsplit(maxsplit=1)[-1]
    if _WORD_PARTERS.isdisjoint(word):
        return word
    found = _LAST_WORD.search(word)
    return found.group() if found else ""


def _ends_after_word(text: str, word: str, following: int, limit: int) -> bool:
    category = _categories().get(word.lower())
    if category is None:
        is_initials = len(word) < 8 and "." in word and all(len(p) == 1 for p in word.split("."))
        category = "open" if is_initials else "free"
    if category in {"free", "lettered"}:
        return True
    if category == "bound":
        return False
    if category == "counted":
        return not (text[following].isdigit() or _ROMAN.match(text, following, limit)) and (
            _starts_often(text, following, limit) or word[0].islower()
        )
    return _starts_often(text, following, limit)


def _ends_after_letter(text: str, letter: str, previous: str, following: int, limit: int) -> bool:
    """Say whether "D." ends a sentence ("vitamin D.") or is an initial ("J. Smith")."""
    if letter.islower():
        return _categories().get(letter) != "bound" and not text[following].isdigit()
    if _categories().get(previous) == "lettered":
        return True
    return bool(previous) and _starts_often(text, following, limit)


def _starts_often(text: str, at: int, limit: int) -> bool:
    word = _WORD.search(text, at, min(limit, at + 30))
    return word is not None and word.group().lower() in _starters()


def _add(found: list[Span], text: str, start: int, end: int) -> None:
    """Add a sentence, in pieces where it runs on beyond all measure."""
    if 0 < end - start <= _LONGEST and not text[end - 1].isspace():
        found.append(_span(start, end))
        return
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        cut = text.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > 0 else start + _LONGEST
        found.append(_span(start, cut))
        start = _past_blanks(text, cut, end)
    if end > start:
        found.append(_span(start, end))

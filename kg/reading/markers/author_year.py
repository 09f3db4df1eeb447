"""Candidates that name authors and a year: ``(Lee & Park, 2021)``, ``Lee et al. (2021)``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.document import CitationState, MarkerStyle
from kg.reading.citation_words import words
from kg.reading.markers.author_names import Named, known_names, read_names, said_name
from kg.reading.markers.candidate import Candidate, Form, new_candidate
from kg.reading.resolution import NamedWork, ReferenceIndex

_DATED = re.compile(r"(1[6-9]\d\d|20\d\d)([a-z]?)(?![\w%°]|[.:]\d|,\d(?!\d{3}(?!\d))|[–-]\d)")
_BEFORE_YEAR = re.compile(r"[\w./–-]\Z|\d[ ,]\Z")
_IN_PRESS = tuple(
    re.compile(pattern)
    for pattern in (
        r"(in press|in preparation)()(?!\w)",
        r"(forthcoming)()(?!\w)",
        r"(submitted(?: for publication)?)()(?!\w)",
        r"(n\.\s?d\.)()(?!\w)",
        r"(unpublished(?: data)?)()(?!\w)",
    )
)
_UNDATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"al\.?(?=\s?[;)\]])",
        r"and\s[^\W\d_a-z][\w’'-]+(?=\s?[;)\]])",
        r"&\s[^\W\d_a-z][\w’'-]+(?=\s?[;)\]])",
    )
)
_LETTERS = re.compile(r"\s?[,/&–-]\s?([a-z])(?![\w’'.])")
_AGAIN = re.compile(r"\s?(?:[,;/]|,?\s?and|&)\s?(1[6-9]\d\d|20\d\d)([a-z]?)(?!\w)")
_PAGES = re.compile(r"[,:]?\s?(?:pp?\.|pages?|:|chap(?:ter|\.)|ch\.|§)\s?\w{1,8}(?:[–-]\w{1,8})?")
_BETWEEN = re.compile(r"\s?(?:[;,]\s?(?:and|&)?|and|&)\s?(?:see(?: also)?\s|e\.g\.,?\s)?")
_LEAD = re.compile(
    r"\(\s?(?:(?:but|and|also|see|cf\.?|e\.g\.?|i\.e\.?|for|a|an|recent|reviewed|reviews?|in|by|of"
    r"|from|adapted|as|are|is|example|instance|most|recently|originally|proposed|described|discussed"
    r"|data|according|to|after|more|information|details|quoted|cited),?\s){0,5}\Z",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:\s?[,;:]?\s?(?:(?:and|among|amongst)\s(?:references|refs|citations|others)(?:\s(?:there)?in)?"
    r"|for (?:an? )?(?:reviews?|overview|details|discussion)|for example|among others|inter alia"
    r"|and others|and references therein|unpublished))?\s?\)"
)
_WINDOW = 230
_REACH = 800


@dataclass(frozen=True, slots=True)
class Cited:
    """One author–year citation as it stands.

    Attributes:
        is_strong: Whether its form alone says that it is a citation ("et al.", two names, or a
            comma before the year inside parentheses).
        is_narrative: Whether the year alone stands in parentheses.
    """

    start: int
    end: int
    works: tuple[NamedWork, ...]
    is_strong: bool
    is_narrative: bool


def author_years(text: str, index: ReferenceIndex) -> Iterator[Candidate]:
    """Yield groups of author–year citations."""
    group: list[Cited] = []
    for cited in _cited(text, index):
        if group and not _BETWEEN.fullmatch(text, group[-1].end, cited.start):
            yield _candidate(text, group, index)
            group = []
        group.append(cited)
    if group:
        yield _candidate(text, group, index)


def _cited(text: str, index: ReferenceIndex) -> Iterator[Cited]:
    """Yield citations in order: those with a year, and "Lee et al." alone where the list has it."""
    floor = 0
    for match, is_dated in _anchors(text):
        if match.start() < floor:
            continue
        read = _around if is_dated else _undated
        cited = read(text, match, floor, index)
        if cited is not None:
            floor = cited.end
            yield cited


def _anchors(text: str) -> list[tuple[re.Match[str], bool]]:
    """Return years, "in press" and the ends of undated citations, in order."""
    found = [
        (match, True)
        for match in _DATED.finditer(text)
        if not _BEFORE_YEAR.search(text, max(0, match.start() - 2), match.start())
    ]
    found += [(match, True) for pattern in _IN_PRESS for match in pattern.finditer(text)]
    found += [(match, False) for pattern in _UNDATED for match in pattern.finditer(text)]
    return sorted(found, key=lambda anchor: anchor[0].start())


def _undated(text: str, match: re.Match[str], floor: int, index: ReferenceIndex) -> Cited | None:
    """Return a citation that gives no year: inside parentheses, and known to the list."""
    named = read_names(text, floor, match.start() - _WINDOW, match.end())
    if named is None or not index.references or not _is_segment(text, named):
        return None
    start, names, et_al = known_names(named, index)
    work = NamedWork(names, None, "", et_al)
    if not names or index.named(work).state is CitationState.MISSING:
        return None
    return Cited(start, match.end(), (work,), False, False)


def _is_segment(text: str, named: Named) -> bool:
    """Say whether names fill a place of their own in parentheses: ``(Lee et al.; Park 2020)``."""
    start = named.names[0][0][0]
    opens = text[max(0, start - 3) : start].rstrip()[-1:] in {"(", ";", "["}
    pair = [said_name(name) for name in named.names]
    are_two = len(pair) == 2 and all(name.isalpha() and not name.isupper() for name in pair)
    return opens and (named.et_al or are_two) and _is_inside(text, start)


def _around(text: str, match: re.Match[str], floor: int, index: ReferenceIndex) -> Cited | None:
    """Return the citation whose year stands at ``match``, or None where no name precedes it."""
    named = read_names(text, floor, match.start() - _WINDOW, match.start())
    if named is None:
        return None
    start, names, et_al = known_names(named, index)
    if not names or names[0].lower().rstrip(".") in words("months"):
        return None
    years, end = _years(text, match)
    works = tuple(NamedWork(names, year, letter, et_al) for year, letter in years)
    if named.opened:
        closing = _closing(text, end)
        if closing is None:
            return None
        end = closing
    inside = _is_inside(text, start)
    strong = et_al or (len(names) > 1 and (inside or named.opened)) or (inside and named.comma)
    return Cited(start, end, works, strong, named.opened)


def _closing(text: str, end: int) -> int | None:
    """Return the offset after the parenthesis that closes a narrative year, or None."""
    pages = _PAGES.match(text, end)
    at = pages.end() if pages else end
    if text[at : at + 1] in {")", "]"}:
        return at + 1
    return end if text[at : at + 1] in {";", ","} else None


def _is_inside(text: str, start: int) -> bool:
    """Say whether an open parenthesis stands before ``start``."""
    before = text[max(0, start - _REACH) : start]
    return max(before.rfind("("), before.rfind("[")) > max(before.rfind(")"), before.rfind("]"))


def _years(text: str, match: re.Match[str]) -> tuple[list[tuple[str | None, str]], int]:
    """Return the years and letters that follow the names, and where they end."""
    year = match.group(1)
    found: list[tuple[str | None, str]] = [(year if year.isdigit() else None, match.group(2))]
    end = match.end()
    while True:
        year, letter = found[-1]
        more = _LETTERS.match(text, end) if letter else None
        if more:
            found.append((year, more.group(1)))
        else:
            more = _AGAIN.match(text, end) if year else None
            if more is None:
                return found, end
            found.append((more.group(1), more.group(2)))
        end = more.end()


def _candidate(text: str, group: list[Cited], index: ReferenceIndex) -> Candidate:
    works = [work for cited in group for work in cited.works]
    pointers = tuple(index.named(work) for work in works)
    start, end = group[0].start, group[-1].end
    if not group[-1].is_narrative:
        lead = _LEAD.search(text, max(0, start - 80), start)
        pages = _PAGES.match(text, end)
        tail = _TAIL.match(text, pages.end() if pages else end)
        if lead and tail:
            start, end = lead.start(), tail.end()
    reached = sum(pointer.state is not CitationState.MISSING for pointer in pointers)
    strong = any(cited.is_strong for cited in group)
    return new_candidate(
        start,
        end,
        Form.AUTHOR_YEAR,
        MarkerStyle.AUTHOR_YEAR,
        tuple(work.key for work in works),
        pointers,
        is_strong=strong or reached > 0,
        confidence=0.95 if reached else 0.8 if strong else 0.5,
    )

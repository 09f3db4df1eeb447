"""Candidates that name authors and a year: ``(Lee & Park, 2021)``, ``Lee et al. (2021)``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.model.document import CitationState, MarkerStyle
from kg.reading.citation_words import words
from kg.reading.markers.candidate import Candidate, Form
from kg.reading.names import PARTICLES
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
_TOKEN = re.compile(r"[^\W\d_](?:[\w’'.\-‐]*[\w’'])?\.?|[&,;()\[\]…]|\S")
_ET_AL = frozenset(
    {"al.", "al", "alii", "colleagues", "coworkers", "co-workers", "others", "associates"}
)
_JOINTS = frozenset({"and", "&", "und", "et", "y"})
_INNER = frozenset({"of", "for", "the", "on", "in", "against", "de", "des", "für"})
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
_POSSESSIVE = re.compile(r"[’']s?\Z")
_OWNERS = re.compile(r"[’']s\Z")
_WINDOW = 230
_NEAR = 70
_MARGIN = 8  # words left unread: the stretch may begin within a word, and reading looks ahead
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
    named = _before(text, floor, match.start() - _WINDOW, match.end())
    if named is None or not index.references or not _is_segment(text, named):
        return None
    start, names, et_al = _known(named, index)
    work = NamedWork(names, None, "", et_al)
    if not names or index.named(work).state is CitationState.MISSING:
        return None
    return Cited(start, match.end(), (work,), False, False)


def _is_segment(text: str, named: _Named) -> bool:
    """Say whether names fill a place of their own in parentheses: ``(Lee et al.; Park 2020)``."""
    start = named.names[0][0][0]
    opens = text[max(0, start - 3) : start].rstrip()[-1:] in {"(", ";", "["}
    pair = [_said(name) for name in named.names]
    are_two = len(pair) == 2 and all(name.isalpha() and not name.isupper() for name in pair)
    return opens and (named.et_al or are_two) and _is_inside(text, start)


def _around(text: str, match: re.Match[str], floor: int, index: ReferenceIndex) -> Cited | None:
    """Return the citation whose year stands at ``match``, or None where no name precedes it."""
    named = _before(text, floor, match.start() - _WINDOW, match.start())
    if named is None:
        return None
    start, names, et_al = _known(named, index)
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


@dataclass(frozen=True, slots=True)
class _Named:
    """Names found before a year, each as the words it consists of, with their offsets."""

    names: tuple[tuple[tuple[int, str], ...], ...]
    et_al: bool
    opened: bool
    comma: bool


def _before(text: str, floor: int, low: int, end: int) -> _Named | None:
    """Read the names before ``end``: most are few, so a short stretch is looked at first."""
    low = max(floor, low)
    near = end - _NEAR
    if near > low:
        reader = _Backwards(text, near, end)
        named = reader.read()
        if reader.at >= _MARGIN:
            return named
    return _Backwards(text, low, end).read()


class _Backwards:
    """Reads the names before a year from right to left."""

    def __init__(self, text: str, low: int, end: int) -> None:
        self.tokens = [(m.start(), m.group()) for m in _TOKEN.finditer(text, low, end)]
        self.at = len(self.tokens) - 1

    def read(self) -> _Named | None:
        opened = self._take({"(", "["})
        comma = self._take({","})
        if opened and comma:
            return None
        et_al = self._et_al()
        names: list[tuple[tuple[int, str], ...]] = []
        while True:
            name = self._name()
            if name is None:
                break
            names.append(name)
            if not self._joint():
                break
        if not names:
            return None
        return _Named(tuple(reversed(names)), et_al, opened, comma)

    def _peek(self) -> str:
        return self.tokens[self.at][1] if self.at >= 0 else ""

    def _take(self, wanted: set[str]) -> bool:
        if self._peek() in wanted:
            self.at -= 1
            return True
        return False

    def _et_al(self) -> bool:
        word = _OWNERS.sub("", self._peek().lower())
        if word not in _ET_AL:
            return False
        kept = self.at
        self.at -= 1
        if word.startswith("al"):
            if self._peek().lower() in {"et", "et."}:
                self.at -= 1
        elif not self._take({"and", "&"}):
            self.at = kept
            return False
        self._take({","})
        return True

    def _joint(self) -> bool:
        """Go over ``,``, ``and``, ``, &`` if a name stands before it."""
        kept = self.at
        joined = self._take(set(_JOINTS))
        joined = self._take({",", "…"}) or joined
        while joined and self._take({",", "…", "."}):
            pass
        if joined and _is_name(self._peek()):
            return True
        self.at = kept
        return False

    def _name(self) -> tuple[tuple[int, str], ...] | None:
        """Take a family name with particles, or the words of an organisation."""
        kept = self.at
        if self._take({"]", ")"}):
            short = self._bracketed()
            if not short:
                self.at = kept
                return None
            if not _is_name(self._peek()):
                return tuple(short)
        taken: list[tuple[int, str]] = []
        while self.at >= 0 and len(taken) < 12 and self._belongs(bool(taken)):
            taken.append(self.tokens[self.at])
            self.at -= 1
        while taken and not _is_name(taken[-1][1]) and taken[-1][1] not in PARTICLES:
            taken.pop()
            self.at += 1
        return tuple(reversed(taken)) or None

    def _belongs(self, inside: bool) -> bool:
        """Say whether the word at hand is part of a name; small words only inside of one."""
        word = self._peek()
        if _is_name(word):
            return True
        if not inside:
            return False
        if word in PARTICLES and word not in _JOINTS:
            return True
        is_inner = word in _INNER and word not in _JOINTS
        return is_inner and self.at > 0 and _is_name(self.tokens[self.at - 1][1])

    def _bracketed(self) -> list[tuple[int, str]]:
        """Take the short form in ``World Health Organization [WHO], 2010``."""
        word = self._peek()
        if word.isupper() and self.at > 0 and self.tokens[self.at - 1][1] in {"[", "("}:
            taken = [self.tokens[self.at]]
            self.at -= 2
            return taken
        return []


@functools.lru_cache(maxsize=50_000)
def _is_name(word: str) -> bool:
    if not word[:1].isalpha():
        return False
    bare = word[2:] if word[:2].lower() in {"d'", "d’", "l'", "l’", "o'", "o’"} else word
    bare = bare[3:] if bare[:3].lower() in {"al-", "el-"} else bare
    return bare[:1].isupper()


def _known(named: _Named, index: ReferenceIndex) -> tuple[int, tuple[str, ...], bool]:
    """Return where the citation starts, its names, and whether authors are left out.

    The first name may have taken in words of the sentence ("In Lee"); they are let go until
    the list knows the name, or until they are no openers of sentences.
    """
    parts = [tuple(part) for part in named.names]
    others = tuple(_said(part) for part in parts[1:])
    first = list(parts[0])
    for drop in range(len(first)):
        rest = first[drop:]
        if index.knows(_said(tuple(rest))):
            return rest[0][0], (_said(tuple(rest)), *others), named.et_al
    for drop in range(1, len(parts)):
        if index.knows(_said(parts[drop])):
            rest_names = tuple(_said(part) for part in parts[drop:])
            return parts[drop][0][0], rest_names, named.et_al
    while first and first[0][1].lower() in words("openers"):
        first.pop(0)
    if not first:
        return (parts[1][0][0], others, named.et_al) if others else (0, (), False)
    return first[0][0], (_said(tuple(first)), *others), named.et_al


def _said(part: tuple[tuple[int, str], ...]) -> str:
    return " ".join(
        _POSSESSIVE.sub("", word) if "’" in word or "'" in word else word for _, word in part
    )


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
    return Candidate(
        start,
        end,
        Form.AUTHOR_YEAR,
        MarkerStyle.AUTHOR_YEAR,
        tuple(work.key for work in works),
        pointers,
        is_strong=strong or reached > 0,
        confidence=0.95 if reached else 0.8 if strong else 0.5,
    )

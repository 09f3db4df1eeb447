"""Reads the names before a year from right to left, and tells names from words of the sentence."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.reading.citation_words import words
from kg.reading.names import PARTICLES
from kg.reading.resolution import ReferenceIndex

_TOKEN = re.compile(r"[^\W\d_](?:[\w’'.\-‐]*[\w’'])?\.?|[&,;()\[\]…]|\S")
_ET_AL = frozenset(
    {"al.", "al", "alii", "colleagues", "coworkers", "co-workers", "others", "associates"}
)
_JOINTS = frozenset({"and", "&", "und", "et", "y"})
_INNER = frozenset({"of", "for", "the", "on", "in", "against", "de", "des", "für"})
_POSSESSIVE = re.compile(r"[’']s?\Z")
_OWNERS = re.compile(r"[’']s\Z")
_NEAR = 70
_MARGIN = 8  # words left unread: the stretch may begin within a word, and reading looks ahead


@dataclass(frozen=True, slots=True)
class Named:
    """Names found before a year, each as the words it consists of, with their offsets."""

    names: tuple[tuple[tuple[int, str], ...], ...]
    et_al: bool
    opened: bool
    comma: bool


def read_names(text: str, floor: int, low: int, end: int) -> Named | None:
    """Read the names before ``end``: most are few, so a short stretch is looked at first."""
    low = max(floor, low)
    if _follows_a_small_word(text, low, end):
        return None
    near = end - _NEAR
    if near > low:
        reader = _Backwards(text, near, end)
        named = reader.read()
        if reader.at >= _MARGIN:
            return named
    return _Backwards(text, low, end).read()


def _follows_a_small_word(text: str, low: int, end: int) -> bool:
    """Say whether a plain word stands right before ``end`` ("since 2015"), so that no name does."""
    last = text[max(low, end - 20) : end].rsplit(maxsplit=2)[1:]
    if not last:
        return False
    word = last[-1]
    return word.islower() and word.isascii() and word.isalpha() and word not in _ET_AL


class _Backwards:
    """Reads the names before a year from right to left."""

    def __init__(self, text: str, low: int, end: int) -> None:
        self._tokens = list(_TOKEN.finditer(text, low, end))  # most are never looked at
        self.at = len(self._tokens) - 1

    def read(self) -> Named | None:
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
        return Named(tuple(reversed(names)), et_al, opened, comma)

    def _peek(self, before: int = 0) -> str:
        at = self.at - before
        return self._tokens[at].group() if at >= 0 else ""

    def _taken(self) -> tuple[int, str]:
        """Take the word at hand with its place."""
        token = self._tokens[self.at]
        self.at -= 1
        return token.start(), token.group()

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
            taken.append(self._taken())
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
        return is_inner and _is_name(self._peek(1))

    def _bracketed(self) -> list[tuple[int, str]]:
        """Take the short form in ``World Health Organization [WHO], 2010``."""
        word = self._peek()
        if word.isupper() and self._peek(1) in {"[", "("}:
            taken = [self._taken()]
            self.at -= 1
            return taken
        return []


@functools.lru_cache(maxsize=50_000)
def _is_name(word: str) -> bool:
    if not word[:1].isalpha():
        return False
    bare = word[2:] if word[:2].lower() in {"d'", "d’", "l'", "l’", "o'", "o’"} else word
    bare = bare[3:] if bare[:3].lower() in {"al-", "el-"} else bare
    return bare[:1].isupper()


def known_names(named: Named, index: ReferenceIndex) -> tuple[int, tuple[str, ...], bool]:
    """Return where the citation starts, its names, and whether authors are left out.

    The first name may have taken in words of the sentence ("In Lee"); they are let go until
    the list knows the name, or until they are no openers of sentences.
    """
    parts = [tuple(part) for part in named.names]
    others = tuple(said_name(part) for part in parts[1:])
    first = list(parts[0])
    for drop in range(len(first)):
        rest = first[drop:]
        if index.knows(said_name(tuple(rest))):
            return rest[0][0], (said_name(tuple(rest)), *others), named.et_al
    for drop in range(1, len(parts)):
        if index.knows(said_name(parts[drop])):
            rest_names = tuple(said_name(part) for part in parts[drop:])
            return parts[drop][0][0], rest_names, named.et_al
    while first and first[0][1].lower() in words("openers"):
        first.pop(0)
    if not first:
        return (parts[1][0][0], others, named.et_al) if others else (0, (), False)
    return first[0][0], (said_name(tuple(first)), *others), named.et_al


def said_name(part: tuple[tuple[int, str], ...]) -> str:
    """Return a name as its words say it, without the mark of possession."""
    return " ".join(
        _POSSESSIVE.sub("", word) if "’" in word or "'" in word else word for _, word in part
    )

"""Finds the reference that a citation points to, or says how that fails."""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model.document import CitationState, Pointer, Reference
from kg.reading.identifiers import url_identity
from kg.reading.names import acronym, significant, tokens
from kg.reading.references import leading_authors

_YEAR = re.compile(r"(1[6-9]\d\d|20\d\d)(?<![\d.]\d{4})(?![\d.]\d)([a-z]\b)?")
_BRACKETED = re.compile(r"[(\[]([A-Z][A-Za-z]{1,9})[)\]]")
_HEAD = 240  # characters of an entry that hold its authors, for all but the longest lists
_MAX_RANGE = 200


@dataclass(frozen=True, slots=True)
class NamedWork:
    """An author–year citation.

    Attributes:
        names: Family names or an organisation, as written, first one first.
        year: Four digits, or None ("in press").
        letter: ``a`` of ``2018a``, or empty.
        et_al: Whether further authors are left out.
    """

    names: tuple[str, ...]
    year: str | None
    letter: str = ""
    et_al: bool = False

    @property
    def key(self) -> str:
        """Return the citation in short: ``Lee & Park 2021a``, ``Lee 2021`` for three or more."""
        shown = self.names if len(self.names) == 2 else self.names[:1]
        return " & ".join(shown) + (f" {self.year}{self.letter}" if self.year else "")


class _Entry:
    """A reference as names see it; details are read when they are asked for."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference
        self.id = reference.id
        self.work = reference.work
        self.head = tokens(reference.raw[:_HEAD])
        self.first = significant(self.head)
        if reference.authors:
            own = significant(tokens(reference.authors[0]))
            self.first = own if own and len(own[0]) > 1 else self.first
        self.year = reference.year[:4] if reference.year else None

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """Return the words of the entry's head and of all its authors."""
        named = (word for name in self.reference.authors for word in tokens(name))
        return frozenset((*self.head, *named))

    @functools.cached_property
    def years(self) -> tuple[tuple[str, str], ...]:
        """Return every year in the entry with its letter."""
        return tuple(_YEAR.findall(self.reference.raw))

    @property
    def letter(self) -> str:
        """Return ``a`` of ``2018a``."""
        given = (self.reference.year or "")[4:5]
        found = (mark for year, mark in self.years if year == self.year and mark)
        return given if given.isalpha() else next(found, "")

    def years_from(self, year: str) -> int | None:
        """Return how many years lie between the entry and a year; None where it gives no year."""
        own = self.year or ""
        return abs(int(own) - int(year)) if own.isdecimal() else None

    @functools.cached_property
    def author_count(self) -> int:
        """Return how many authors the entry names."""
        return len(self.reference.authors or leading_authors(self.reference.raw))


class ReferenceIndex:
    """The references of a document, by everything a marker may say."""

    def __init__(self, references: Sequence[Reference], aliases: Mapping[str, str]) -> None:
        self.references = references
        self.aliases = aliases
        self._named: dict[NamedWork, Pointer] = {}
        self._found: dict[str, list[_Entry]] = {}
        self.place = {reference.id: number for number, reference in enumerate(references)}
        self.numbers = frozenset(
            int(a) for a in aliases if a.isascii() and a.isdigit() and len(a) < 5
        )

    @property
    def highest(self) -> int:
        """Return the highest number of the list, 0 where it has none."""
        return max(self.numbers, default=0)

    def labelled(self, key: str) -> Pointer:
        """Return the pointer of a label or number."""
        found = self.aliases.get(key) or self.aliases.get(key.rstrip("abcdefgh"))
        if found is None:
            return Pointer(key, CitationState.MISSING)
        return Pointer(key, CitationState.RESOLVED, (found,))

    def between(self, first: str, last: str) -> tuple[str, ...]:
        """Return the ids that stand between two entries of the list, in its order."""
        low, high = self.place.get(first), self.place.get(last)
        if low is None or high is None or not 0 < high - low <= _MAX_RANGE:
            return ()
        return tuple(reference.id for reference in self.references[low + 1 : high])

    def identified(self, work: str) -> str | None:
        """Return the id of the entry that is the work ``doi:…``, ``pmid:…``, ``url:…``."""
        return self._by_work.get(work)

    def knows(self, name: str) -> bool:
        """Say whether an entry starts with this name, or is abbreviated so."""
        return bool(self._candidates(name))

    def named(self, work: NamedWork) -> Pointer:
        """Return the pointer of an author–year citation."""
        if work not in self._named:
            self._named[work] = self._pointed(work)
        return self._named[work]

    def _pointed(self, work: NamedWork) -> Pointer:
        entries = self._with_coauthors(self._candidates(work.names[0]), work)
        if not entries:
            return Pointer(work.key, CitationState.MISSING)
        if work.year is None:
            return _pointer(work.key, entries)
        dated = [e for e in entries if e.year == work.year]
        dated = dated or [e for e in entries if work.year in dict(e.years)]
        if dated:
            return _pointer(work.key, _narrowed(dated, work))
        near = [e for e in entries if e.years_from(work.year) == 1]
        if near and (len(work.names) > 1 or work.et_al):
            return Pointer(work.key, CitationState.AMBIGUOUS, tuple(e.id for e in near))
        return Pointer(work.key, CitationState.MISSING)

    def _candidates(self, name: str) -> list[_Entry]:
        """Return the entries that may be meant by a name; a text says few names many times."""
        if name not in self._found:
            self._found[name] = self._search(name)
        return self._found[name]

    def _search(self, name: str) -> list[_Entry]:
        words = significant(tokens(name))
        if not words:
            return []
        found = [e for e in self._by_name.get(words[0], ()) if e.first[: len(words)] == words]
        if not found and len(words) == 1:
            found = self._by_acronym.get(words[0], [])
        if not found and len(words) > 1 and (short := acronym(name)):
            found = self._by_acronym.get(short.lower(), [])
        return found

    @staticmethod
    def _with_coauthors(entries: list[_Entry], work: NamedWork) -> list[_Entry]:
        others = [significant(tokens(name)) for name in work.names[1:]]
        fitting = [e for e in entries if all(e.words.issuperset(other) for other in others)]
        return fitting or ([] if len(work.names) > 1 else entries)

    @functools.cached_property
    def _entries(self) -> list[_Entry]:
        return [_Entry(reference) for reference in self.references]

    @functools.cached_property
    def _by_name(self) -> dict[str, list[_Entry]]:
        index: dict[str, list[_Entry]] = defaultdict(list)
        for entry in self._entries:
            if entry.first:
                index[entry.first[0]].append(entry)
        return index

    @functools.cached_property
    def _by_acronym(self) -> dict[str, list[_Entry]]:
        index: dict[str, list[_Entry]] = defaultdict(list)
        for entry, reference in zip(self._entries, self.references, strict=True):
            for short in _acronyms(reference.raw):
                index[short.lower()].append(entry)
        return index

    @functools.cached_property
    def _by_work(self) -> dict[str, str]:
        index: dict[str, str] = {}
        for reference in self.references:
            keys = (
                reference.work,
                reference.doi and f"doi:{reference.doi.lower()}",
                reference.pmid and f"pmid:{reference.pmid}",
                reference.pmcid and f"pmcid:{reference.pmcid.upper()}",
                reference.url and url_identity(reference.url),
            )
            for key in filter(None, keys):
                index.setdefault(key, reference.id)
        return index


def _acronyms(raw: str) -> Iterable[str]:
    head = re.split(r"[.,(\[\d]", raw[:_HEAD], maxsplit=1)[0]
    words = head.split()
    if len(words) > 1 and all(len(word.strip(".,")) > 2 or word.islower() for word in words):
        short = acronym(head)
        if short:
            yield short
    yield from _BRACKETED.findall(raw[:_HEAD])


def _narrowed(entries: list[_Entry], work: NamedWork) -> list[_Entry]:
    """Choose among entries of one first author and year by letter, then by number of authors."""
    if work.letter:
        lettered = [e for e in entries if e.letter == work.letter]
        place = ord(work.letter) - ord("a")
        if lettered or len(entries) == 1:
            return lettered or entries
        return (
            [entries[place]] if place < len(entries) and not any(e.letter for e in entries) else []
        )
    if len(entries) == 1:
        return entries
    wanted = range(3, 10_000) if work.et_al else range(len(work.names), len(work.names) + 1)
    counted = [e for e in entries if e.author_count in wanted]
    return counted or entries


def _pointer(key: str, entries: Sequence[_Entry]) -> Pointer:
    ids = tuple(entry.id for entry in entries)
    if not ids:
        return Pointer(key, CitationState.MISSING)
    if len(ids) == 1 or len({entry.work for entry in entries}) == 1:
        return Pointer(key, CitationState.RESOLVED, ids[:1])
    return Pointer(key, CitationState.AMBIGUOUS, ids)

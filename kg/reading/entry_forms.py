"""Recognises entries of a reference list by their form, where no heading says what they are."""

from __future__ import annotations

import bisect
import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.draft_records import MarkerHint
from kg.reading.entry_authors import starts_with_persons
from kg.reading.identifiers import find_doi, find_pmcid, find_pmid, work_of_url

_YEAR = re.compile(r"(?:1[89]\d\d|20\d\d)(?<!\d\d\d\d\d)(?!\d)")
_PLACE = re.compile(  # in a journal or book: 12(3):101-10, 7(2), 45–58, 2019;4:11-9, pp. 3–9
    r"\d{1,4}\s?\(\d{1,4}(?:[-–]\d{1,4})?\)\s?[:,]\s?[A-Za-z]?\d"
    r"|[;,]\s?\d{1,4}\s?:\s?[A-Za-z]?\d{1,6}(?:\s?[-–]\s?[A-Za-z]?\d{1,6})?(?![:\d–-])"
    r"|pp?\.\s?\d{1,5}\s?[-–]\s?\d"
)
_LENGTH_MAX = 1200
_ENTRIES_MIN = 2
_FITTING = 0.8  # of the entries, that must have the form
_PLACED = 0.5  # of the entries, that must have an identifier, or a place in a journal


@dataclass(frozen=True, slots=True)
class Form:
    """What the form of a text says.

    Attributes:
        is_entry: Whether it has the form of an entry: two signs of author, year and place.
        is_placed: Whether an identifier, or a volume and page after authors, says where it is.
    """

    is_entry: bool
    is_placed: bool


class Links:
    """Where the links of a draft lead, by their place."""

    def __init__(self, hints: Sequence[MarkerHint]) -> None:
        placed = sorted((hint.span.start, hint.url) for hint in hints if hint.url)
        self._starts = [start for start, _ in placed]
        self._urls = [url for _, url in placed]

    def within(self, start: int, end: int) -> list[str]:
        """Return where the links in a range lead, in order."""
        low = bisect.bisect_left(self._starts, start)
        return self._urls[low : bisect.bisect_left(self._starts, end)]


def form_of(raw: str, urls: Sequence[str] = ()) -> Form:
    """Return what the form of a text says about its being an entry.

    >>> form_of("Lee A, Park B. Iron in adults. J Ex Hematol. 2016;12(3):101-10.")
    Form(is_entry=True, is_placed=True)
    >>> form_of("World Health Organization: health topics, reviewed 2021")
    Form(is_entry=False, is_placed=False)

    Args:
        raw: The text.
        urls: Where the links in it lead.
    """
    if not 20 <= len(raw) <= _LENGTH_MAX:
        return Form(is_entry=False, is_placed=False)
    found = any(map(work_of_url, urls)) or find_doi(raw) or find_pmid(raw) or find_pmcid(raw)
    is_named = bool(found)
    is_dated, has_place = _YEAR.search(raw) is not None, _PLACE.search(raw) is not None
    has_persons = starts_with_persons(raw)
    return Form(
        is_entry=is_dated + (is_named or has_place) + has_persons > 1,
        is_placed=is_named or (has_place and has_persons),
    )


def are_entries(forms: Sequence[Form]) -> bool:
    """Say whether texts with these forms are a reference list: nearly all, half of them surely.

    >>> are_entries([Form(True, True)] * 4 + [Form(False, False)])
    True
    >>> are_entries([Form(True, False)] * 5)
    False
    """
    count = len(forms)
    return (
        count >= _ENTRIES_MIN
        and sum(form.is_entry for form in forms) >= _FITTING * count
        and sum(form.is_placed for form in forms) >= _PLACED * count
    )

"""Reads an entry of a web page's reference list: its words, its number, what its links say."""

from __future__ import annotations

import re
from typing import Any

from kg.model.spans import Span
from kg.reading.draft_records import DraftReference
from kg.reading.html_categories import is_reference_button
from kg.reading.html_references import Entries, Entry, fragment
from kg.reading.markers.raised import PLAIN_DIGITS

_BACK_LINK = re.compile(r"[\W_]*(?:[a-z]|jump up|back|go back)?[\W_]*", re.IGNORECASE)
_PRINTED_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?(?:[.:)\]]\s*|\s+)(?=\S)")
_RAISED_LABEL = re.compile(r"([⁰¹²³⁴-⁹]{1,3})\s?(?=\S)")
_EMPTY_BRACKETS = re.compile(r"\[[\s,;|]{0,9}\]|^[\^↑↩]\s{0,3}")
_IDENTIFIERS = (
    ("doi", re.compile(r"doi\.org/(10\.\d{4,9}/[^\s?#]+)", re.IGNORECASE)),
    ("pmcid", re.compile(r"/(PMC\d{3,9})", re.IGNORECASE)),
    ("pmid", re.compile(r"pubmed(?:\.ncbi\.nlm\.nih\.gov)?/(\d{4,9})", re.IGNORECASE)),
)


class EntryReader:
    """One entry while it is walked through.

    Args:
        entry: What is known of it beforehand.
        entries: All entries of the page.
    """

    def __init__(self, entry: Entry, entries: Entries) -> None:
        self._entry = entry
        self._entries = entries
        self._found: dict[str, str] = {}

    def is_furniture(self, link: Any) -> bool:
        """Say whether a link leads back or to a catalogue; the latter names the work."""
        words = " ".join("".join(link.itertext()).split())
        target = fragment(link.get("href"))
        if target is not None:
            return target not in self._entries.ids and _BACK_LINK.fullmatch(words[:20]) is not None
        self._identify(link.get("href") or "")
        return is_reference_button(words)

    def read(self, text: str, span: Span) -> DraftReference:
        """Return the entry, given its words and where they stand."""
        raw = " ".join(text.split())
        printed = _PRINTED_LABEL.match(raw) or _RAISED_LABEL.match(raw)
        label = printed.group(1).translate(PLAIN_DIGITS) if printed else self._entry.label
        raw = _EMPTY_BRACKETS.sub("", raw[printed.end() :] if printed else raw).strip()
        return DraftReference(
            self._entry.id,
            raw,
            span,
            label,
            doi=self._found.get("doi"),
            pmid=self._found.get("pmid"),
            pmcid=self._found.get("pmcid"),
            url=self._found.get("url"),
            is_footnote=self._entry.is_footnote,
        )

    def _identify(self, href: str) -> None:
        for name, pattern in _IDENTIFIERS:
            if match := pattern.search(href):
                self._found.setdefault(name, match.group(1))
                return
        if href.startswith(("http://", "https://")) and "scholar.google" not in href:
            self._found.setdefault("url", href)

"""What a heading, a byline and a caption look like in plain text, and how headings nest."""

from __future__ import annotations

import re

_TERMINAL = (".", ",", ";", ":", "!", "…", "(", "-", "–")
_BYLINE = re.compile(
    r"(?:(?:written|reviewed|edited|posted|published|compiled|translated"
    r"|(?:fact|medically)[ -](?:checked|reviewed))\s+(?:by|on|:)"
    r"|(?:authors?|editors?|reviewers?|by|date|published|updated|last\s+(?:updated|reviewed|modified)"
    r"|reading\s+time|photo(?:\s+credit)?|image(?:\s+credit)?|credit|copyright|©|contact|doi|keywords?)\s*:"
    r"|by\s+(?:(?:dr|prof)\.?\s+)?(?-i:[A-Z][\w.’'-]*(?:\s+[A-Z][\w.’'-]*){1,4})\s*(?:,|\||$|—|–)"
    r"|©|copyright\s"
    r"|(?:received|submitted|revised|accepted)(?:\s*:)?\s+(?:\d{1,2}\s+[a-z]{3,9}|[a-z]{3,9}\s+\d{1,2},)"
    r"\s+(?:19|20)\d\d)",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:figure|fig|table|image|photo|chart|diagram|box|picture)\.?\s*"
    r"(?:(?:[A-Z]?\d{1,3}|[IVX]+)[a-z]?\s*[.:|–—-]|:)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:section\s+|chapter\s+|part\s+)?(\d{1,2}(?:\.\d{1,2})*)[.):]?\s+(?=\S)", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_GENERAL = re.compile(
    r"(?:abstract|background|introduction|overview|methods?|materials?\s+and\s+methods|results?"
    r"|discussion|conclusions?|limitations|acknowledge?ments?|summary|(?:the\s+)?bottom\s+line"
    r"|key\s+(?:points|takeaways|facts)|takeaways?|final\s+(?:thoughts|words)|(?:the\s+)?causes"
    r"|(?:signs\s+and\s+)?symptoms|risk\s+factors|diagnosis|treatments?|prevention|outlook|faqs?"
    r"|frequently\s+asked\s+questions|(?:possible\s+)?(?:side\s+effects|benefits|risks|complications)"
    r"|dosage|references?|bibliography|sources?|works\s+cited|further\s+reading|appendix)",
    re.IGNORECASE,
)
_MAX_CHARACTERS = 110
_MAX_WORDS = 14


def looks_like_heading(said: str) -> bool:
    """Say whether a line on its own reads like a heading.

    >>> looks_like_heading("Immune & Autoimmune Diseases")
    True
    >>> looks_like_heading("It may help.") or looks_like_heading("Other causes may include (x):")
    False
    """
    said = said.strip()
    if not said or len(said) > _MAX_CHARACTERS or said.endswith(_TERMINAL):
        return False
    words = said.split()
    first = said.lstrip("“\"'‘([*#0123456789.) ")[:1]
    return (
        len(words) <= _MAX_WORDS
        and (first.isupper() or not first.islower())
        and any(character.isalpha() for character in said)
    )


def is_byline(said: str) -> bool:
    """Say whether a line names an author, a date or an owner.

    >>> is_byline("Author: Jo Doe"), is_byline("By taking iron, patients recover.")
    (True, False)
    >>> is_byline("Received 3 May 2019; accepted 1 June 2019"), is_byline("Received iron in 2019")
    (True, False)
    """
    return len(said) <= 200 and _BYLINE.match(said) is not None


def is_caption(said: str) -> bool:
    """Say whether a paragraph is the caption of a figure or table.

    >>> is_caption("Figure 2. Iron stores"), is_caption("Table salt contains iodine.")
    (True, False)
    """
    return _CAPTION.match(said) is not None


class HeadingLevels:
    """Gives the headings of a plain text their levels, one after the other.

    The first heading is the title, level 1. After it, numbers tell the level ("2.1"); without
    them a heading that names the topic of the title, or is one of the headings that articles
    usually have, stands on level 2, and others stand below it once there was one.
    """

    def __init__(self) -> None:
        self._topic: frozenset[str] | None = None
        self._current = 1
        self._topical = 0

    def of(self, said: str) -> int:
        """Return the level of a heading known by layout alone."""
        numbered = _NUMBERED.match(said)
        if numbered:
            return self.given(1 + len(numbered.group(1).split(".")), said)
        if self._topic is None:
            return self.given(1, said)
        if _words(said) & self._topic:
            self._topical += 1
            return self.given(2, said)
        return self.general(said) if _GENERAL.fullmatch(said.strip(" ?:")) else self._other(said)

    def general(self, said: str) -> int:
        """Return the level of a heading that articles usually have."""
        return self.given(2, said)

    def given(self, level: int, said: str) -> int:
        """Take note of a heading whose level is known, and return the level."""
        if self._topic is None:
            self._topic = _words(said.partition(":")[0]) or _words(said)
        self._current = level
        return level

    def missing(self) -> int:
        """Return the level of a lost heading: that of its siblings below the current section."""
        self._current = max(self._current, 2) if self._current != 2 else 3
        return self._current

    def _other(self, said: str) -> int:
        return self.given(3 if self._topical and self._current >= 2 else 2, said)


def _words(said: str) -> frozenset[str]:
    return frozenset(word.lower() for word in _WORD.findall(said))

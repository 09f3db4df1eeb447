"""Normalised copies of a text for matching, with every offset mapped back to the original.

The copy is what a dictionary is matched on; quotes and mentions are always cut from the original.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

# Characters a reader does not see: soft hyphen, combining marks, zero-width and bidi controls,
# variation selectors and the byte order mark (Unicode general categories Mn and Cf).
_UNSEEN = re.compile(
    "[\u00ad\u0300-\u036f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
# A run of white space without a blank line counts as one space; a blank line keeps words apart.
_RUN = re.compile(r"[^\S\n]+\n[^\S\n]*|[^\S\n]{2,}|\n[^\S\n]+")
_WIDE = re.compile(r"\s\s")
# "İ" and "ß" grow when case is folded; they are the characters that would shift offsets.
_GROWING = re.compile("[\u0130\u00df\ufb00-\ufb06\u1e9e]")
_EVENT = re.compile(rf"{_RUN.pattern}|{_UNSEEN.pattern}|{_GROWING.pattern}")
_KEPT = ".,;:!?%+"  # punctuation that keeps words apart, or belongs to a name (CD4+)
_AS_SPACE = (
    "\u2018\u2019\u201b\u02bc\u00b4\u2032\uff07"  # apostrophes
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"  # hyphens, dashes, minus
    "\u201c\u201d\u201e\u00ab\u00bb\u2022\u00b7\u2026\u00a0\u2009\u202f"  # quotes, bullets, spaces
)


def _build_table() -> dict[int, str]:
    """Return the one-to-one translation of characters to their folded form."""
    plain_ascii = (chr(code) for code in range(128))
    spaces = [char for char in plain_ascii if not char.isalnum() and char not in _KEPT]
    table = {ord(char): " " for char in (*spaces, *_AS_SPACE)}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00), *range(0x2080, 0x208A)):
        plain = unicodedata.normalize("NFKD", chr(code))[0].lower()
        if plain.isascii():
            table[code] = plain
    table |= {0xB5: "\u03bc", 0xD8: "o", 0xF8: "o", 0x141: "l", 0x142: "l"}
    return table


_TABLE = _build_table()


@dataclass(frozen=True, slots=True)
class Normalised:
    """A folded copy of a text.

    Attributes:
        text: Lower case; typographic and joining punctuation as spaces; unseen characters left out.
        offsets: For each character of ``text`` its offset in the original, and one more entry for
            the end; None where the two run in step.
    """

    text: str
    offsets: tuple[int, ...] | None

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of the original that ``text[start:end]`` stands for (half-open).

        Unseen characters after the last one are left outside the range.
        """
        if self.offsets is None or start >= end:
            return (start, end) if self.offsets is None else (self.offsets[start],) * 2
        return self.offsets[start], self.offsets[end - 1] + 1


def normalise(text: str) -> Normalised:
    r"""Return a copy of ``text`` for matching; offsets are code points of the original.

    Hyphens, dashes, apostrophes and quotation marks become spaces, so that "T-cells" and
    "T cells", "Alzheimer’s" and "Alzheimer's" fold alike; sentence punctuation stays and keeps
    words apart.

    >>> normalise("T-Cells").text
    't cells'
    >>> copy = normalise("an As\u200bpirin")
    >>> copy.text, copy.original(3, 10)
    ('an aspirin', (3, 11))
    """
    if _UNSEEN.search(text) or _GROWING.search(text) or _WIDE.search(text):
        return _slow(text)
    return Normalised(_fold(text), None)


def folded(label: str) -> str:
    r"""Return the key of a label: normalised, without spaces at the ends.

    >>> folded("  Alzheimer\u2019s   disease ")
    'alzheimer s disease'
    """
    return normalise(label).text.strip()


def _fold(text: str) -> str:
    """Fold one to one; needs a text without characters that grow or vanish."""
    return text.lower().translate(_TABLE)


def _slow(text: str) -> Normalised:
    """Fold piece by piece where characters vanish, grow or run together."""
    pieces: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _EVENT.finditer(text):
        start, end = match.span()
        changed = _changed(match[0])
        pieces += (text[done:start], changed)
        offsets.extend(range(done, start))
        offsets.extend([start] * len(changed))
        done = end
    pieces.append(text[done:])
    offsets.extend(range(done, len(text) + 1))
    return Normalised(_fold("".join(pieces)), tuple(offsets))


def _changed(event: str) -> str:
    """Return what a character that grows, an unseen one or a run of white space folds to."""
    if event[0].isspace():
        return event[0]
    if not _GROWING.match(event):
        return ""
    decomposed = unicodedata.normalize("NFKD", event.casefold())
    return _UNSEEN.sub("", decomposed)

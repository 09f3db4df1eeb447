"""Personal and corporate names, folded so that spellings of one name compare equal."""

from __future__ import annotations

import functools
import re
import unicodedata

_SPECIAL = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "þ": "th", "ı": "i",
     "’": "", "'": "", "‘": "", "ʼ": "", "`": "", "´": ""}
)  # fmt: skip
_ACCENT = re.compile("[\u0300-\U0010ffff]")  # no character before these combines
_TOKEN = re.compile(r"[^\W_]+")
PARTICLES = frozenset(
    {"van", "von", "vom", "de", "der", "den", "del", "des", "della", "di", "da", "das", "do", "dos"}
    | {
        "du",
        "la",
        "le",
        "el",
        "al",
        "bin",
        "ibn",
        "ter",
        "ten",
        "op",
        "af",
        "av",
        "zu",
        "zur",
        "zum",
    }
    | {"y", "e", "und"}
)  # names keep them in front of the family name, and lists and texts differ over them


def fold(name: str) -> str:
    """Return ``name`` in lower case without accents and apostrophes.

    >>> fold("Barceló-Coblijn"), fold("D’Anchise"), fold("Ørsted")
    ('barcelo-coblijn', 'danchise', 'orsted')
    """
    lowered = name.lower()
    if not lowered.isascii():
        lowered = _ACCENT.sub(_unless_combining, unicodedata.normalize("NFKD", lowered))
    return lowered.translate(_SPECIAL)


def _unless_combining(match: re.Match[str]) -> str:
    return "" if unicodedata.combining(match.group()) else match.group()


@functools.lru_cache(maxsize=50_000)
def tokens(name: str) -> tuple[str, ...]:
    """Return the folded words of a name.

    >>> tokens("van der Berg-Olsen")
    ('van', 'der', 'berg', 'olsen')
    """
    return tuple(_TOKEN.findall(fold(name)))


def significant(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``words`` without leading initials and particles; all of them if nothing is left.

    >>> significant(("j", "van", "der", "berg"))
    ('berg',)
    """
    start = 0
    while start < len(words) and (len(words[start]) == 1 or words[start] in PARTICLES):
        start += 1
    return words[start:] or words


def acronym(name: str) -> str | None:
    """Return the capitals of a name of several words, or None where there are fewer than two.

    >>> acronym("Centers for Disease Control")
    'CDC'
    """
    capitals = [word[0] for word in name.split() if word[:1].isupper()]
    return "".join(capitals) if len(capitals) > 1 else None

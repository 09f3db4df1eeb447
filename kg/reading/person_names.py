"""Names of people as every reader writes them: family name, then initials."""

from __future__ import annotations

import re

_GIVEN_PART = re.compile(r"[^\W\d_]+", re.UNICODE)


def person(family: str, given: str = "") -> str:
    """Return a name as reference lists print it.

    >>> person("van der Berg", "Anna-Maria K."), person("Lee", "JH"), person("Red Cross")
    ('van der Berg AMK', 'Lee JH', 'Red Cross')
    """
    if given.isupper() and given.isalpha() and len(given) <= 3:
        return f"{family} {given}"
    family = " ".join(family.split())
    initials = "".join(_initials(part) for part in _GIVEN_PART.findall(given))
    return f"{family} {initials}".strip()


def _initials(part: str) -> str:
    """Return ``JH`` for ``JH`` and ``J`` for ``Jane``."""
    return part if part.isupper() and len(part) <= 3 else part[0].upper()


def split_person(name: str) -> str:
    """Return a name that is written as one string, with or without a comma.

    >>> split_person("Lee, Jin H."), split_person("Jin H. Lee"), split_person("Lee JH")
    ('Lee JH', 'Lee JH', 'Lee JH')
    """
    family, comma, given = name.partition(",")
    if comma:
        return person(family, given)
    words = name.split()
    if len(words) < 2 or (words[-1].isupper() and len(words[-1]) <= 3):
        return " ".join(words)
    return person(words[-1], " ".join(words[:-1]))

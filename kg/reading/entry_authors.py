"""Reads the authors at the start of a reference, in the ways that lists print names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.reading.person_names import person

_UP = r"[^\W\d_a-zß-öø-ÿ]"  # a capital letter (every letter that is no Latin small one)
_PARTICLES = (
    r"(?:(?:[vV]an|[vV]on|[dD]e[rnls]?|[dD]ella|[dD]i|[dD]as?|[dD]os|[dD]u|[lL]a|[lL]e|[eE]l|[aA]l|[tT]e[nr]"
    r"|[zZ]u[rm]?|[bB]in|[aA]f|[aA]v|’t)\s){0,3}"
)
_FAMILY = rf"{_PARTICLES}(?:[dDlLO]['’])?{_UP}[\w'’‐-]+(?:\s(?:y\s)?{_UP}[\w'’‐-]+){{0,2}}?"
_ARTICLE = (  # in "Lee, O. A simple rule" the second capital is a word of the title
    r"(?<=[.\s])A\s(?!(?:and|et|und|y|v[ao]n|d[aeiou]|de[rnls]|d[ao]s|l[ae]|el|al|te[nr]|zu[rm]?|bin|a[fv])\s)"
    r"[a-z]"
)
_INITIALS = rf"{_UP}(?:[.\s‐-]{{0,2}}(?!{_ARTICLE}){_UP}){{0,3}}\.?"
_SUFFIX = r"(?:,?\s(?:Jr|Sr|2nd|3rd|II|III|IV)\.?)?"
_JOINT = r"(?:\s?[,;]\s?(?:and|&|y|und|et)?\s?|\s?(?:and|&|y|und|et)\s|\.?\s(?=[^\s]))"
_END = r"(?![\w'’])"
# Family AB  |  Family, A. B.
_FAMILY_FIRST = re.compile(rf"({_FAMILY})(\s?,\s?|\s)({_INITIALS}){_END}{_SUFFIX}")
# A. B. Family
_INITIALS_FIRST = re.compile(
    rf"((?:{_UP}\.[\s‐-]?){{1,4}})({_FAMILY}){_SUFFIX}(?=\s?[,;.:(“\"]|\s(?:and|&|et)\s)"
)
# AB Family
_BARE_INITIALS_FIRST = re.compile(rf"({_UP}{{1,3}})\s({_FAMILY})(?=\s?[,;.:(]|\s(?:and|&)\s)")
# Family, Given  (the first name of MLA and Chicago)
_GIVEN_AFTER = re.compile(
    rf"({_FAMILY}),\s({_UP}[^\W\d_]+(?:\s{_UP}\.?(?![\w’'])|[\s-]{_UP}[^\W\d_]+){{0,2}})(?=[.,]|\s(?:and|&)\s)"
)
# Given Family  (the names that follow it)
_GIVEN_BEFORE = re.compile(rf"({_UP}[^\W\d_]+(?:\s{_UP}\.)?)\s({_FAMILY})(?=[.,;]|\s(?:and|&)\s)")
_JOINED = re.compile(_JOINT)
_MORE = re.compile(
    r"[\s,;&]*(?:and\s)?(?:et\.?\s?al\b\.?|and others|and \d+ others|…|\.\.\.)[\s,;.]*",
    re.IGNORECASE,
)
_EDITORS = re.compile(r"[\s,]*\(?(?:eds?|editors?|hrsg)\.?\)?[\s,.]*", re.IGNORECASE)
_CLOSE = re.compile(r"\s?[.:]\s+")
_ORGANISATION = re.compile(
    rf"({_UP}[^.;:(\d]{{3,120}}?(?:\s?[(\[][A-Z][\w-]{{1,12}}[)\]])?)\s?(?:\.\s|(?=[(\[](?:1[6-9]|20)\d\d))"
)
_MAX = 400


@dataclass(frozen=True, slots=True)
class Authors:
    """Authors at the start of an entry.

    Attributes:
        names: "Family INITIALS", as in MEDLINE; an organisation as printed.
        end: Where the rest of the entry starts.
        closed: Whether a full stop closes the names, so that no year can follow them.
    """

    names: tuple[str, ...]
    end: int
    closed: bool


def read_authors(raw: str) -> Authors:
    """Return the authors that an entry starts with.

    >>> read_authors("Lee, A. B., & van Dam, C. (2019). Iron").names
    ('Lee AB', 'van Dam C')
    >>> read_authors("Tamm, Kadri, and Luz Vasquez. “Iron.”").names
    ('Tamm K', 'Vasquez L')
    >>> read_authors("A. Lee and B. C. Park, “Iron,”").names
    ('Lee A', 'Park BC')
    """
    for reader in _PERSON_READERS:
        names, end = reader(raw)
        if names:
            return _closed(raw, names, end)
    match = _ORGANISATION.match(raw)
    if match:
        return Authors((match.group(1).strip(" ,"),), match.end(), True)
    return Authors((), 0, False)


def starts_with_persons(raw: str) -> bool:
    """Say whether an entry starts with names of people, as lists print them.

    >>> starts_with_persons("Lee A, Roe B. Iron."), starts_with_persons("Iron Society. Facts.")
    (True, False)
    """
    return any(reader(raw)[0] for reader in _PERSON_READERS)


def _family_first(raw: str) -> tuple[list[str], int]:
    return _listed(raw, _FAMILY_FIRST, (1, 3))


def _bare_initials_first(raw: str) -> tuple[list[str], int]:
    """Read "MJ Lee, D Park and AB Roe": two at least, as one may be a title ("A Guide.")."""
    names, end = _listed(raw, _BARE_INITIALS_FIRST, (2, 1), stop=".")
    return (names, end) if len(names) > 1 else ([], 0)


def _initials_first(raw: str) -> tuple[list[str], int]:
    return _listed(raw, _INITIALS_FIRST, (2, 1), stop=".")


def _listed(
    raw: str, pattern: re.Pattern[str], groups: tuple[int, int], stop: str = ""
) -> tuple[list[str], int]:
    """Return the names that stand joined at the start, and where they end.

    Args:
        raw: The entry.
        pattern: One name.
        groups: The groups of ``pattern`` with the family name and with the initials.
        stop: A mark after a name that ends the list, though another name could follow.
    """
    names: list[str] = []
    end = at = 0
    while len(names) < _MAX and (match := pattern.match(raw, at)):
        names.append(person(match.group(groups[0]), match.group(groups[1])))
        end = match.end()
        joint = _JOINED.match(raw, end)
        if joint is None or (stop and raw[end : end + 1] == stop):
            break
        at = joint.end()
    return names, end


def _given_names(raw: str) -> tuple[list[str], int]:
    match = _GIVEN_AFTER.match(raw)
    if match is None:
        return [], 0
    names = [person(match.group(1), match.group(2))]
    end = match.end()
    while len(names) < _MAX:
        joint = _JOINED.match(raw, end)
        if joint is None or raw[end : end + 1] == ".":
            break
        match = _GIVEN_BEFORE.match(raw, joint.end())
        if match is None:
            break
        names.append(person(match.group(2), match.group(1)))
        end = match.end()
    return names, end


def _closed(raw: str, names: list[str], end: int) -> Authors:
    for rest in (_MORE, _EDITORS):
        match = rest.match(raw, end)
        if match:
            end = match.end()
    closed = raw[:end].rstrip().endswith(".") or _CLOSE.match(raw, end) is not None
    following = raw[end:].lstrip(" .,;:")
    if re.match(r"[(\[]?c?(?:1[6-9]|20)\d\d", following):
        closed = False
    return Authors(tuple(names), end, closed)


_PERSON_READERS = (_bare_initials_first, _family_first, _initials_first, _given_names)

"""Parses entries of a reference list."""

from __future__ import annotations

import re

from kg.model.document import Reference
from kg.reading.draft import DraftReference

_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_PMID = re.compile(r"(?:PMID:?\s*|pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)(\d{4,9})", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[6-9]\d\d|20\d\d)(?!\d)")


def reads_like_reference(raw: str) -> bool:
    """Say whether a footnote is a reference rather than a remark."""
    return bool(_DOI.search(raw) or _PMID.search(raw) or (_YEAR.search(raw) and len(raw) > 30))


def to_reference(draft: DraftReference) -> Reference:
    """Return the Reference of a draft entry, with what is not given parsed from its words."""
    doi_match = _DOI.search(draft.raw)
    doi = draft.doi or (doi_match.group().rstrip(".,;)") if doi_match else None)
    year = draft.year or next(iter(_YEAR.findall(draft.raw)), None)
    work = f"doi:{doi.lower()}" if doi else f"key:{draft.raw[:60].lower()}"
    return Reference(
        draft.id,
        draft.raw,
        work,
        draft.span,
        draft.authors,
        year,
        draft.title,
        draft.container,
        doi,
        draft.pmid,
        draft.pmcid,
        draft.url,
    )


_LEADING = re.compile(
    r"((?:(?:[vV]an|[vV]on|[dD]e[rnl]?|[dD]el|della|[dD]i|da|dos|du|[lL]a|[lL]e|[eE]l|al|ten|ter)\s){0,3}"
    r"[^\W\d_a-z][\w’'‐-]*(?:\s[^\W\d_a-z][\w’'‐-]+)?)\s?,?\s"
    r"((?:[^\W\d_a-z]\.?[\s-]?){1,3}|[^\W\d_a-z]{1,3})(?![\w’'])[\s.,;&…]{0,4}(?:and\s|et\s(?!al))?"
)


def leading_authors(raw: str) -> tuple[str, ...]:
    """Return the family names that an entry starts with, where initials follow each.

    >>> leading_authors("Anand A. Li Y. Wang Y. Activity of mood circuits")
    ('Anand', 'Li', 'Wang')
    """
    found: list[str] = []
    at = 0
    while match := _LEADING.match(raw, at):
        found.append(match.group(1))
        at = match.end()
    return tuple(found)

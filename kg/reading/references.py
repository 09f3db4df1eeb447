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

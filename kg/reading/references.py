"""Makes References of entries: authors, year, title, container, identifiers, identity.

The styles that lists are printed in differ in few things: how a name and its initials stand,
where the year stands (in parentheses after the names, or before the volume), and whether the title
is in quotation marks. So an entry is read in steps, each of which takes what it knows and leaves
the rest.
"""

from __future__ import annotations

import re

from kg.model.document import Reference
from kg.model.frozen import maker_of
from kg.reading.draft_records import DraftReference
from kg.reading.entry_authors import Authors, read_authors
from kg.reading.identifiers import find_doi, find_pmcid, find_pmid, find_url, url_identity
from kg.reading.names import significant, tokens

_reference = maker_of(Reference)
_REMARKS = re.compile(
    r"(?:\(?\b(?:available|retrieved|accessed|cited|last accessed|last updated|online|epub"
    r"|published online|date last accessed)\b[^.;]{0,80}(?=https?:|www\.|doi|\Z|[.;])"
    r"|https?://\S+|www\.\S+|\bdoi\s?[:.]?\s?(?=10\.)|\b10\.\d{4,9}/\S+|\bPMID\s?:?\s?\d+"
    r"|\bPMC\s?\d{4,9}"
    r"|\[(?:internet|online|pubmed|crossref|google scholar|medline|cito|web of science)\]|<|>)",
    re.IGNORECASE,
)
_IN_PARENTHESES = re.compile(r"[(\[]\s?c?(1[6-9]\d\d|20\d\d)([a-z]?)\s?(?:[,;–-][^()]{0,30})?[)\]]")
_REMARK_SIGNS = (
    "http", "10.", "doi", "pmid", "pmc", "www.", "[", "<", ">", "available", "retrieved",
    "accessed", "cited", "last ", "online", "epub",
)  # fmt: skip
# What may not stand before is looked at after the match: a pattern that starts with a lookbehind is
# tried at every character.
_BARE_YEAR = re.compile(
    r"(1[6-9]\d\d|20\d\d)(?<![\d.\-–/:]\d{4})([a-z]?)(?![\d%–-]|\s?[–-]\s?\d|/\d)"
)
_BEFORE_VOLUME = re.compile(
    r"[a-z]?\s{0,8}(?:[A-Z][a-z]{2}(?:[ -]\w+)?)?\s?[;:,]?\s{0,8}(?:vol\w*\.?\s{0,8})?[\d(]"
)
_QUOTED = re.compile(r"[\"“«‘'](.{3,400}?)[,.]?[\"”»’'](?=[\s,.;:]|\Z)")
_TITLE_END = re.compile(
    r"[.?!](?=\s+[^\sa-z]|\s*\Z)"
    r"(?<![A-Z\s(]\b[A-Z].)(?<!\bvs.)(?<!\bSt.)(?<!\bet al.)"
)
_IN = re.compile(r"in\s?:\s?", re.IGNORECASE)
_NUMBER_OR_BRACKET = re.compile(r"[\d(;]")
_VOLUME = re.compile(r"\b(?:vol\b|no\.|pp?\.|epub\b)", re.IGNORECASE)
_CONTAINER_MAX = 160
_LOOKS = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")
_BARE_PMID = re.compile(r"\s(\d{7,8})\Z")
_TRIM = " .,;:&()[]-–"


def reads_like_reference(raw: str) -> bool:
    """Say whether a footnote is a reference rather than a remark.

    >>> reads_like_reference("Lee A. Iron in adults. J Ex Hematol. 2016;12:101-10.")
    True
    >>> reads_like_reference("Measured before breakfast.")
    False
    """
    if find_doi(raw) or find_pmid(raw) or find_pmcid(raw) or find_url(raw):
        return True
    return len(raw) > 30 and _LOOKS.search(raw) is not None and bool(read_authors(raw).names)


def to_reference(draft: DraftReference, own_id: str | None = None) -> Reference:
    """Return the Reference of a draft entry; what the format does not give is read from it.

    Args:
        draft: The entry.
        own_id: Its id in the document, where that is another than the entry's own.
    """
    raw = draft.raw
    doi = (draft.doi or find_doi(raw) or "").lower() or None
    pmid = draft.pmid or find_pmid(raw) or _bare_pmid(raw)
    pmcid = draft.pmcid or find_pmcid(raw)
    url = draft.url or find_url(raw)
    is_given = draft.title and draft.authors and draft.year
    authors, year, title, container = ((), None, None, None) if is_given else read_entry(raw)
    authors = draft.authors or authors
    year = draft.year or year
    title = draft.title or title
    return _reference(
        id=draft.id if own_id is None else own_id,
        raw=raw,
        work=_known_as(doi, pmid, pmcid, url) or _key(title or raw, year, authors),
        span=draft.span,
        authors=authors,
        year=year,
        title=title,
        container=draft.container or container,
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        url=url,
    )


def identity(reference: Reference) -> str:
    """Return the identity of the work: ``doi:…``, ``pmid:…``, ``pmcid:…``, ``url:…`` or ``key:…``.

    >>> identity(Reference("1", "", "", authors=("Lee J",), year="2020", title="Iron, again!"))
    'key:iron-again|2020|lee'
    """
    known = _known_as(reference.doi, reference.pmid, reference.pmcid, reference.url)
    return known or _key(reference.title or reference.raw, reference.year, reference.authors)


def _known_as(doi: str | None, pmid: str | None, pmcid: str | None, url: str | None) -> str | None:
    """Return the identity of a work across documents that an identifier gives, or None.

    A DOI wins over a PubMed number, that over a PMC number, that over an address.
    """
    if doi:
        return f"doi:{doi.lower()}"
    if pmid:
        return f"pmid:{pmid}"
    if pmcid:
        return f"pmcid:{pmcid.upper()}"
    return url_identity(url) if url else None


def _key(title: str, year: str | None, authors: tuple[str, ...]) -> str:
    """Return the identity of a work without identifiers: title, year and first author."""
    words = "-".join(tokens(title)[:40])
    named = significant(tokens(authors[0])) if authors else ()
    first = named[0] if named else ""
    return f"key:{words}|{(year or '')[:4]}|{first}"


def _bare_pmid(raw: str) -> str | None:
    """Return a PubMed number printed without a name at the very end of an entry."""
    end = raw.rstrip().removesuffix(".").rstrip()
    match = _BARE_PMID.search(end[-9:]) if end[-1:].isdecimal() else None
    return match.group(1) if match else None


def read_entry(raw: str) -> tuple[tuple[str, ...], str | None, str | None, str | None]:
    """Return authors, year, title and container of an entry as printed.

    >>> read_entry("Lee A, Park B. Iron in adults. J Ex Hematol. 2016;12(3):101-10.")
    (('Lee A', 'Park B'), '2016', 'Iron in adults', 'J Ex Hematol')
    >>> read_entry("Lee, A. B., & Park, C. (2019a). Reading counts. Example Review, 7(2), 45–58.")
    (('Lee AB', 'Park C'), '2019a', 'Reading counts', 'Example Review')
    """
    body = " ".join(_without_remarks(raw).split())
    authors = read_authors(body)
    year, start, end = _year(body, authors.end)
    rest_start = authors.end
    gap = start - authors.end
    if year and (-3 <= gap <= 3 or (not authors.names and 0 <= gap <= 200)):
        authors = _organisation(body, authors, start)
        rest_start = max(end, rest_start)
    title, after = _title(body, rest_start, start if start >= rest_start else len(body))
    container = _container(body[after:]) if title else None
    return authors.names, year, title, container


def _without_remarks(raw: str) -> str:
    """Return an entry without addresses, identifiers and what catalogues add."""
    lowered = raw.lower()
    places = [place for sign in _REMARK_SIGNS if (place := lowered.find(sign)) >= 0]
    if not places:
        return raw
    first = max(0, min(places) - 2) if len(lowered) == len(raw) else 0  # a bracket and its blank
    return raw[:first] + _REMARKS.sub(" ", raw[first:])


def _year(body: str, after: int) -> tuple[str | None, int, int]:
    """Return the year with its letter, and where it stands."""
    for match in _IN_PARENTHESES.finditer(body):
        return match.group(1) + match.group(2), match.start(), match.end()
    found = list(_BARE_YEAR.finditer(body, min(after, len(body))))
    if not found:
        found = list(_BARE_YEAR.finditer(body))
    if not found:
        return None, -1, -1
    first = found[0]
    if first.start() - after <= 3:
        chosen = first
    else:
        before_volume = [m for m in found if _BEFORE_VOLUME.match(body, m.end(1))]
        chosen = (before_volume or found[-1:])[0]
    return chosen.group(1) + chosen.group(2), chosen.start(), chosen.end()


def _organisation(body: str, authors: Authors, year_start: int) -> Authors:
    """Take what stands before a year in front as the author where no person was read."""
    head = body[:year_start].strip(_TRIM)
    if authors.names or not 2 <= len(head) <= 200:
        return authors
    return Authors((head,), year_start, False)


def _title(body: str, start: int, limit: int) -> tuple[str | None, int]:
    """Return the title and where it ends; in quotation marks, or up to the next full stop."""
    while start < len(body) and body[start] in _TRIM + "*_":
        start += 1
    quoted = _QUOTED.match(body, start)
    if quoted:
        return quoted.group(1).strip(_TRIM), quoted.end()
    end = _TITLE_END.search(body, start + 3)
    if end is None:
        return None, start
    title = body[start : end.start() + (body[end.start()] in "?!")].strip(_TRIM + "*_")
    if end.start() > limit > start and not title:
        return None, start
    return (title or None), end.end()


def _container(rest: str) -> str | None:
    rest = rest.strip(_TRIM + '*_"”')
    prefix = _IN.match(rest)
    starts = (prefix.end(), 0) if prefix else (0,)
    end = next((end for start in starts if (end := _container_end(rest, start))), None)
    if end is None:
        return None
    start = starts[0] if end > starts[0] else 0
    name = rest[start:end].strip(_TRIM + "*_")
    return name if any(character.isalpha() for character in name) else None


def _container_end(rest: str, start: int) -> int | None:
    """Return where a container ends: before a number, a bracket, "vol" and the like."""
    if start + 2 > len(rest):
        return None
    number = _NUMBER_OR_BRACKET.search(rest, start + 2)
    end = number.start() if number else len(rest)
    word = _VOLUME.search(rest, start + 2, end + 1)
    end = min(end, word.start()) if word else end
    while end > start + 2 and (rest[end - 1] in ",.;:(" or rest[end - 1].isspace()):
        end -= 1
    return end if end - start <= _CONTAINER_MAX else None


def leading_authors(raw: str) -> tuple[str, ...]:
    """Return the authors that an entry starts with.

    >>> leading_authors("Anand A. Li Y. Wang Y. Activity of mood circuits")
    ('Anand A', 'Li Y', 'Wang Y')
    """
    return read_authors(raw).names

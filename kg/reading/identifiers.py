"""Identifiers of works: DOI, PMID, PMCID, and the addresses that carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import SplitResult, unquote, urlsplit

from kg.reading.citation_words import words
from kg.reading.places import places_of

# Source: https://www.crossref.org/blog/dois-and-matching-regular-expressions/, made wider for
# old DOIs that hold < > ; and brackets.
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"“”‘’|{}\\^`]+")
_PMCID = re.compile(r"\bPMC\s?(\d{3,9})\b", re.IGNORECASE)
_PMID = re.compile(r"\b(?:PMID|PubMed(?:\s+ID)?|Medline)\s?[:#]?\s?(\d{4,9})\b", re.IGNORECASE)
_URL = re.compile(r"https?://[^\s<>\"“”]+|www\.[^\s<>\"“”]+", re.IGNORECASE)
_IN_TEXT = re.compile(
    r"https?://[^\s<>\"“”]{1,2000}|10\.\d{4,9}/[^\s\"“”<>|{}\\^`]{1,500}|PMID\s?[:#]?\s?\d{4,9}\b|PMC\s?\d{4,9}\b",
    re.IGNORECASE,
)
_NEEDLES = ("10.", "PM", "pmid", "Pmid")  # where an identifier may begin, besides an address
_DOI_LABEL = re.compile(r"\bdoi(?:\.org/|\s?[:=]\s?|\s)\Z", re.IGNORECASE)
_CATALOGUES = ("ncbi.nlm.nih.gov", "europepmc.org")
_PUBMED_PATH = re.compile(r"(?:/pubmed)?/(?:entrez/)?(\d{4,9})(?:/|\Z)")
_ARTICLE = re.compile(
    r"/(?:article|articles|abs|abstract|full|fulltext|content|doi|science/article|pii|paper|papers"
    r"|journal|journals|document|books)(?:/|\Z)|article[?/=]|/pii/",
    re.IGNORECASE,
)
_CLOSERS = {")": "(", "]": "[", ">": "<"}


def trimmed(identifier: str) -> str:
    """Return a DOI or address without the punctuation of the sentence around it.

    >>> trimmed("10.1016/S0140-6736(05)17709-5)."), trimmed("10.1000/xyz>.")
    ('10.1016/S0140-6736(05)17709-5', '10.1000/xyz')
    """
    while identifier:
        last = identifier[-1]
        opener = _CLOSERS.get(last)
        if last in ".,;:!?'*_…" or (opener and identifier.count(last) > identifier.count(opener)):
            identifier = identifier[:-1]
        else:
            break
    return identifier


def find_doi(text: str) -> str | None:
    """Return the first DOI of ``text`` in lower case, or None.

    >>> find_doi("doi:10.5555/ABC.1."), find_doi("10.5 mg")
    ('10.5555/abc.1', None)
    """
    match = _DOI.search(text) if "10." in text else None
    return trimmed(match.group()).lower() if match else None


def find_pmid(text: str) -> str | None:
    """Return the PubMed number that ``text`` names, or None.

    >>> find_pmid("Lancet 2004. PMID: 15313359.")
    '15313359'
    """
    lowered = text.lower()
    named = "pmid" in lowered or "pubmed" in lowered or "medline" in lowered
    match = _PMID.search(text) if named else None
    if match:
        return match.group(1)
    if "://" not in text or not any(host in lowered for host in _CATALOGUES):
        return None
    return next(
        (w[5:] for u in _URL.findall(text) if (w := work_of_url(u)) and w.startswith("pmid:")), None
    )


def find_pmcid(text: str) -> str | None:
    """Return the PubMed Central id that ``text`` names, or None.

    >>> find_pmcid("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC123456/")
    'PMC123456'
    """
    match = _PMCID.search(text) if "PMC" in text or "pmc" in text else None
    return f"PMC{match.group(1)}" if match else None


def find_url(text: str) -> str | None:
    """Return the first address of ``text``, or None.

    >>> find_url("Available from: https://example.org/a.")
    'https://example.org/a'
    """
    match = _URL.search(text) if "://" in text or "www." in text else None
    return trimmed(match.group()) if match else None


def work_of_url(url: str) -> str | None:
    """Return the work that an address leads to, or None where it is no page of a work.

    >>> work_of_url("https://doi.org/10.5555/ABC"), work_of_url("https://example.org/about")
    ('doi:10.5555/abc', None)
    >>> work_of_url("https://pubmed.ncbi.nlm.nih.gov/15313359/")
    'pmid:15313359'
    """
    parts = _split(url)
    if parts is None:
        return None
    path = unquote(parts.path)
    if path.rstrip("/").endswith("/prepub"):  # the history of an article, no work
        return None
    doi = find_doi(path) or find_doi(unquote(parts.query))
    if doi:
        return f"doi:{doi.removesuffix('/full').removesuffix('/abstract').removesuffix('/pdf')}"
    host = (parts.hostname or "").lower()
    if host.endswith(_CATALOGUES):
        return _of_catalogue(path, parts.query, url)
    if _is_journal(host) and len(path) > 6 and _reads_like_article(path):
        return f"url:{fold_address(url)}"
    return None


def _split(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url.strip())
        return parts if parts.scheme.lower() in {"http", "https"} and parts.hostname else None
    except ValueError:
        return None


def _is_journal(host: str) -> bool:
    sites = words("journal-sites")
    parts = host.split(".")
    return any(".".join(parts[at:]) in sites for at in range(len(parts) - 1))


def _reads_like_article(path: str) -> bool:
    return _ARTICLE.search(path) is not None or any(map(str.isdigit, path))


def url_identity(url: str) -> str | None:
    """Return the identity of whatever an address leads to, a work or any page.

    >>> url_identity("https://www.who.int/news/#top"), url_identity("not an address")
    ('url:who.int/news', None)
    """
    if not _URL.match(url):
        return None
    return work_of_url(url) or f"url:{fold_address(url)}"


def fold_address(url: str) -> str:
    """Return an address in lower case without scheme, ``www.``, query, fragment and closing slash.

    >>> fold_address("https://www.example.org/Iron/?utm=1#top")
    'example.org/iron'
    """
    bare = re.sub(r"\A[a-z]+://", "", url.strip(), flags=re.IGNORECASE)
    bare = re.split(r"[?#]", bare, maxsplit=1)[0]
    return bare.lower().removeprefix("www.").rstrip("/")


def _of_catalogue(path: str, query: str, url: str) -> str | None:
    central = _PMCID.search(path)
    if central:
        return f"pmcid:PMC{central.group(1)}"
    match = _PUBMED_PATH.match(path) or re.search(r"(?:term|list_uids|id)=(\d{4,9})\b", query)
    if match and ("pubmed" in url.lower() or "/MED/" in path):
        return f"pmid:{match.group(1)}"
    european = re.search(r"/MED/(\d{4,9})", path, re.IGNORECASE)
    if european:
        return f"pmid:{european.group(1)}"
    if "/books/NBK" in path:
        return f"url:{fold_address(url)}"
    return None


def works_in_text(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and work of every identifier in running text.

    >>> list(works_in_text("See doi:10.5555/a1. and PMID 123456"))
    [(4, 18, 'doi:10.5555/a1'), (24, 35, 'pmid:123456')]
    """
    done = 0
    for anchor in sorted((*places_of(_NEEDLES, text), *_addresses(text))):
        if anchor < done:
            continue
        match = _IN_TEXT.match(text, anchor)
        if match is None:
            continue
        start = anchor
        if match.group().startswith("10."):
            label = _DOI_LABEL.search(text, max(0, anchor - 12), anchor)
            if label is None and text[anchor - 1 : anchor].isalnum():
                continue
            start = label.start() if label else anchor
        said = trimmed(match.group())
        done = anchor + len(said)
        work = _work_of(said)
        if work:
            yield start, done, work


def _addresses(text: str) -> Iterator[int]:
    """Yield where ``http`` or ``https`` may begin: found by what follows it in any case."""
    for place in places_of(("://",), text):
        yield max(0, place - (5 if text[place - 1 : place] in {"s", "S"} else 4))


def _work_of(said: str) -> str | None:
    lowered = said.lower()
    if lowered.startswith("http"):
        return work_of_url(said)
    if lowered.startswith("pmc"):
        return f"pmcid:{find_pmcid(said)}"
    if lowered.startswith("pmid"):
        return f"pmid:{find_pmid(said)}"
    doi = find_doi(said)
    return f"doi:{doi}" if doi else None

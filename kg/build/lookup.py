"""Asks Crossref, PubMed and OpenAlex about cited works; off unless a person asks for it.

Every answer is kept on disk and never asked for twice. The hosts are fixed, redirections are not
followed, answers are bounded. A host that fails is left alone for the rest of the run: a lookup can
only add, everything works without it.

Source: Crossref REST API; NCBI E-utilities (at most three requests a second); OpenAlex API.
"""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from email.message import Message
from http import HTTPStatus
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote, urlencode, urlsplit

from kg.build.catalogues import filled
from kg.errors import ReadError
from kg.lexicon.normalise import folded
from kg.model.document import Reference
from kg.reading.bibliographies import read_entries

_LARGEST = 4 * 1024 * 1024
_TIMEOUT = 20.0
_TRIES = 4
_LONGEST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Hosts:
    """Where the services are; other addresses are for tests only."""

    crossref: str = "https://api.crossref.org"
    pubmed: str = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils"
    openalex: str = "https://api.openalex.org"


class _HostDownError(Exception):
    """A service cannot be reached, or refuses."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(  # noqa: PLR0913, PLR0917 - as the base class has it
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message,
        newurl: str,
    ) -> None:  # fmt: skip
        """Follow nothing: an answer comes from the host that was asked, or not at all."""


@dataclass(slots=True)
class Lookup:
    """A polite client with a memory.

    Attributes:
        cache: Folder of answers.
        contact: A mail address that the services are told, or None.
        interval: Least seconds between two requests to one host.
        sleep: Waits; replaced in tests.
        problems: One line for each host that was given up.
    """

    cache: Path
    contact: str | None = None
    hosts: Hosts = field(default_factory=Hosts)
    interval: float = 0.4
    sleep: Callable[[float], None] = time.sleep
    problems: list[str] = field(default_factory=list)
    _last: dict[str, float] = field(default_factory=dict, init=False)
    _down: set[str] = field(default_factory=set, init=False)

    def find(self, reference: Reference) -> Reference | None:
        """Return the reference with identifiers, design and retraction status, or None.

        A work without identifier is asked for by its title, and taken only where title and year
        agree.
        """
        found = reference
        for service in (self._crossref, self._pubmed, self._openalex):
            for answer in self._asked(service, found):
                found = filled(found, answer)
        return found if found != reference else None

    def _asked(
        self, service: Callable[[Reference], Iterator[Reference]], reference: Reference
    ) -> Iterator[Reference]:
        try:
            yield from service(reference)
        except (_HostDownError, ReadError) as error:
            if str(error):
                self.problems.append(str(error))

    def _crossref(self, reference: Reference) -> Iterator[Reference]:
        if reference.doi:
            yield from self._csl(f"/works/{quote(reference.doi, safe='')}", {})
        elif not reference.pmid and reference.title:
            words = {"query.bibliographic": reference.title, "rows": "3"}
            for found in self._csl("/works", words):
                if _is_same(reference, found):
                    yield found
                    return

    def _csl(self, path: str, query: dict[str, str]) -> Iterator[Reference]:
        mail = {"mailto": self.contact} if self.contact else {}
        body = self.get(self.hosts.crossref + path, query | mail)
        if body:
            for entry in read_entries(body, "crossref.json"):
                yield entry.reference()

    def _pubmed(self, reference: Reference) -> Iterator[Reference]:
        number = reference.pmid or (self._pmid(reference.doi) if reference.doi else None)
        if number is None:
            return
        query = self._ncbi({"db": "pubmed", "id": number, "retmode": "xml"})
        body = self.get(f"{self.hosts.pubmed}/efetch.fcgi", query)
        if body:
            for entry in read_entries(body, "pubmed.xml"):
                found = entry.reference()
                if found.pmid == number:
                    yield found

    def _pmid(self, doi: str) -> str | None:
        query = self._ncbi({"db": "pubmed", "term": f"{doi}[doi]", "retmode": "json"})
        body = self.get(f"{self.hosts.pubmed}/esearch.fcgi", query)
        result = _json(body).get("esearchresult")
        ids = result.get("idlist") if isinstance(result, dict) else None
        is_one = isinstance(ids, list) and len(ids) == 1 and str(ids[0]).isdigit()
        return str(ids[0]) if ids and is_one else None

    def _ncbi(self, query: dict[str, str]) -> dict[str, str]:
        return query | {"tool": "citegraph"} | ({"email": self.contact} if self.contact else {})

    def _openalex(self, reference: Reference) -> Iterator[Reference]:
        name = f"doi:{reference.doi}" if reference.doi else f"pmid:{reference.pmid}"
        if not (reference.doi or reference.pmid):
            return
        mail = {"mailto": self.contact} if self.contact else {}
        work = _json(self.get(f"{self.hosts.openalex}/works/{quote(name, safe=':')}", mail))
        if work:
            ids = work.get("ids")
            number = str(ids.get("pmid") or "").rpartition("/")[2] if isinstance(ids, dict) else ""
            retracted = work.get("is_retracted")
            yield replace(
                reference,
                pmid=number if number.isdigit() else None,
                retracted=retracted if isinstance(retracted, bool) else None,
            )

    # the wire

    def get(self, address: str, query: dict[str, str]) -> bytes | None:
        """Return the body at an address, from the cache if it is there; None for "not found".

        Raises:
            _HostDownError: The host cannot be reached or refuses.
        """
        url = f"{address}?{urlencode(sorted(query.items()))}" if query else address
        # The contact is no part of what is asked.
        asked = {k: v for k, v in query.items() if k not in {"mailto", "email", "tool"}}
        key = hashlib.sha256(f"{address}?{urlencode(sorted(asked.items()))}".encode()).hexdigest()
        kept = self.cache / key[:2] / key
        if kept.exists():
            return kept.read_bytes() or None
        body = self._fetched(url)
        kept.parent.mkdir(parents=True, exist_ok=True)
        draft = kept.with_suffix(".tmp")
        draft.write_bytes(body or b"")
        draft.replace(kept)
        return body

    def _fetched(self, url: str) -> bytes | None:
        host = urlsplit(url).netloc
        if host in self._down:
            raise _HostDownError  # it was reported when it failed
        reason = ""
        for attempt in range(_TRIES):
            self._wait_for(host)
            try:
                return self._request(url)
            except urllib.error.HTTPError as error:
                if error.code == HTTPStatus.NOT_FOUND:
                    return None
                reason = f"answers {error.code}"
                if error.code not in (429, 500, 502, 503, 504):
                    break
                self.sleep(_pause(attempt, error.headers.get("Retry-After")))
            except (OSError, urllib.error.URLError) as error:
                reason = str(getattr(error, "reason", error))
                self.sleep(_pause(attempt, None))
        self._down.add(host)
        raise _HostDownError(f"{host}: {reason}; nothing more is asked there in this run")

    def _wait_for(self, host: str) -> None:
        rest = self._last.get(host, 0.0) + self.interval - time.monotonic()
        if rest > 0:
            self.sleep(rest)
        self._last[host] = time.monotonic()

    def _request(self, url: str) -> bytes:
        agent = f"citegraph (mailto:{self.contact})" if self.contact else "citegraph"
        request = urllib.request.Request(url, headers={"User-Agent": agent})  # noqa: S310 - fixed
        opener = urllib.request.build_opener(_NoRedirect)
        with opener.open(request, timeout=_TIMEOUT) as answer:
            body: bytes = answer.read(_LARGEST + 1)
        if len(body) > _LARGEST:
            raise ReadError("the answer is larger than 4 MB", path=urlsplit(url).netloc)
        return body


def _pause(attempt: int, told: str | None) -> float:
    """Return how long to wait: as the host says, else twice as long each time; bounded.

    >>> _pause(0, None), _pause(2, None), _pause(0, "7"), _pause(0, "86400")
    (1.0, 4.0, 7.0, 60.0)
    """
    wait = float(told) if told and told.isdigit() else float(2**attempt)
    return min(wait, _LONGEST_WAIT)


def _is_same(reference: Reference, found: Reference) -> bool:
    """Say whether two descriptions name one work: title and, where both have it, year."""
    if not (reference.title and found.title) or folded(reference.title) != folded(found.title):
        return False
    years = {str(year)[:4] for year in (reference.year, found.year) if year}
    return len(years) <= 1


def _json(body: bytes | None) -> dict[str, Any]:
    try:
        found = json.loads(body) if body else {}
    except (ValueError, RecursionError) as error:
        raise ReadError("the answer is not JSON", path="lookup") from error
    return found if isinstance(found, dict) else {}

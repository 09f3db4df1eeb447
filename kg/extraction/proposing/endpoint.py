"""A language model behind an OpenAI-compatible endpoint, as an extractor beside the rules.

Off by default: it is made only where an address is given. What it answers is never believed: it
is parsed as JSON, bounded, and goes through :mod:`kg.extraction.proposing.gate` like any other
proposal.
The document is sent as data; whatever it asks the model to do can only change proposals, and a
proposal passes only where the document's own words bear it out.
"""

from __future__ import annotations

import http.client
import json
import os
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from kg.errors import ExtractionError, ShapeError
from kg.extraction.proposing.proposals import Proposal, Proposed
from kg.lexicon.prompts import proposal_prompt
from kg.model.codec import from_plain
from kg.model.document import Document

URL_VARIABLE = "KG_ENDPOINT_URL"
MODEL_VARIABLE = "KG_ENDPOINT_MODEL"
KEY_VARIABLE = "KG_ENDPOINT_KEY"
_MAX_RESPONSE = 4 * 1024 * 1024  # bytes
_MAX_CHUNK = 6_000  # code points of a document sent at once
_REMEDY = "check --endpoint, or leave it away to use the rules alone"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Asks one model for proposals.

    Attributes:
        url: Base address, such as ``http://127.0.0.1:8080/v1``; http or https.
        model: The model's name there.
        key: Sent as a bearer token where there is one.
        timeout: Seconds to wait for each answer.
    """

    url: str
    model: str
    key: str | None = None
    timeout: float = 60.0

    def __post_init__(self) -> None:
        """Refuse an address that is not http or https."""
        if urlsplit(self.url).scheme not in {"http", "https"} or not urlsplit(self.url).hostname:
            raise ExtractionError(f"not an http address: {self.url!r}", remedy=_REMEDY)

    @property
    def name(self) -> str:
        """Return the name that its claims carry."""
        return f"endpoint:{self.model}"

    def propose(self, document: Document) -> Proposed:
        """Return what the model proposes, piece by piece of the document.

        Raises:
            ExtractionError: The endpoint cannot be reached, is too slow, or answers too much.
        """
        found: list[Proposal] = []
        malformed = 0
        for piece in pieces(document):
            answered = parse_answer(self._ask(piece))
            found.extend(answered.proposals)
            malformed += answered.malformed
        return Proposed(tuple(found), malformed)

    def _ask(self, piece: str) -> bytes:
        prompt = proposal_prompt()
        body = {
            "model": self.model,
            "temperature": 0,
            "response_format": {"type": "json_object"},
            "messages": [
                {"role": "system", "content": prompt.system},
                {"role": "user", "content": json.dumps({"text": piece}, ensure_ascii=False)},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked
            f"{self.url.rstrip('/')}/chat/completions", json.dumps(body).encode(), headers
        )
        try:
            with _OPENER.open(request, timeout=self.timeout) as response:
                data = _bounded(response, time.monotonic() + self.timeout)
        except urllib.error.HTTPError as error:
            error.close()
            raise ExtractionError(f"endpoint failed: {error}", remedy=_REMEDY) from None
        except (OSError, http.client.HTTPException) as error:
            raise ExtractionError(f"endpoint failed: {error}", remedy=_REMEDY) from error
        return data


def _bounded(response: http.client.HTTPResponse, deadline: float) -> bytes:
    """Read an answer that may drip or never end."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(65_536):
        parts.append(part)
        size += len(part)
        if size > _MAX_RESPONSE:
            raise ExtractionError("endpoint answered more than 4 MiB", remedy=_REMEDY)
        if time.monotonic() > deadline:
            raise ExtractionError("endpoint took too long to answer", remedy=_REMEDY)
    return b"".join(parts)


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        """Follow nothing: the key is for the address that the user named."""


_OPENER = urllib.request.build_opener(_NoRedirect)


def endpoint_from(url: str | None, model: str | None) -> Endpoint | None:
    """Return the endpoint that options or the environment name, or None where none does.

    Raises:
        ExtractionError: An address is given without a model.
    """
    address = url or os.environ.get(URL_VARIABLE)
    if not address:
        return None
    named = model or os.environ.get(MODEL_VARIABLE)
    if not named:
        raise ExtractionError(
            "an endpoint needs a model", remedy=f"give --model, or set {MODEL_VARIABLE}"
        )
    return Endpoint(address, named, os.environ.get(KEY_VARIABLE))


def pieces(document: Document) -> list[str]:
    """Return the document's text in pieces of whole sentences, each of bounded length."""
    found: list[str] = []
    start = end = 0
    for sentence in document.sentences:
        if sentence.span.end - start > _MAX_CHUNK and end > start:
            found.append(document.text[start:end])
            start = sentence.span.start
        end = sentence.span.end
    found.append(document.text[start:end])
    return [
        piece[at : at + _MAX_CHUNK]
        for piece in found
        for at in range(0, len(piece), _MAX_CHUNK)
        if piece.strip()
    ]


def parse_answer(data: bytes) -> Proposed:
    """Return the proposals in a completion; what has not their form is counted.

    >>> parse_answer(b"no JSON")
    Proposed(proposals=(), malformed=1)
    """
    try:
        content = json.loads(data)["choices"][0]["message"]["content"]
        items = json.loads(content)["claims"]
    except (ValueError, KeyError, IndexError, TypeError, RecursionError):
        return Proposed(malformed=1)
    if not isinstance(items, list):
        return Proposed(malformed=1)
    found: list[Proposal] = []
    malformed = 0
    for item in items:
        try:
            found.append(from_plain(Proposal, item))
        except ShapeError:
            malformed += 1
    return Proposed(tuple(found), malformed)

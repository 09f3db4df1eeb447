"""The SPARQL 1.1 Protocol, queries only.

The graphs that a request names are chosen from those of the store; nothing is ever fetched.

Source: https://www.w3.org/TR/sparql11-protocol/ (section 2.1).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from kg.server.messages import Answer, Ask, refusal
from kg.server.negotiation import RESULT_TYPES, accepted

if TYPE_CHECKING:
    from starlette.requests import Request

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
_DEFAULT, _NAMED = "default-graph-uri", "named-graph-uri"
_OF_UPDATES = frozenset(("update", "using-graph-uri", "using-named-graph-uri"))
_MOST_FIELDS = 50
#: Other words that clients send as ``format``.
_ALIASES = {"turtle": "ttl", "json-ld": "jsonld", "rdf": "rdfxml", "rdf+xml": "rdfxml", "n3": "ttl"}
Pairs = list[tuple[str, str]]


async def body_of(request: Request, most: int) -> bytes | None:
    """Return a request's body; None where it is longer than ``most`` bytes."""
    found = bytearray()
    async for chunk in request.stream():
        found += chunk
        if len(found) > most:
            return None
    return bytes(found)


async def read_request(request: Request, most: int) -> Ask | Answer:
    """Return what a request asks, or the refusal of a malformed one.

    Args:
        request: GET, or POST of a form or of a query.
        most: Bytes that a body may have.
    """
    pairs: Pairs = list(request.query_params.multi_items())
    if request.method == "POST":
        body = await body_of(request, most)
        if body is None:
            return refusal(413, f"the request has more than {most:,} bytes")
        added = _posted(request.headers.get("content-type", ""), body)
        if isinstance(added, Answer):
            return added
        pairs += added
    return _asked(pairs, request.headers.get("accept", ""))


def _posted(content_type: str, body: bytes) -> Pairs | Answer:
    media_type = content_type.partition(";")[0].strip().lower()
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return refusal(400, "the request is not UTF-8")
    if media_type == FORM:
        try:
            return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:
            return refusal(400, f"the form cannot be read: {error}")
    if media_type == QUERY:
        return [("query", text)]
    if media_type == UPDATE:
        return refusal(400, "updates are refused: this endpoint only reads")
    return refusal(415, f"send {FORM} or {QUERY}")


def _asked(pairs: Pairs, accept: str) -> Ask | Answer:
    if any(name in _OF_UPDATES for name, _ in pairs):
        return refusal(400, "updates are refused: this endpoint only reads")
    if len(pairs) > _MOST_FIELDS:
        return refusal(400, f"a request has at most {_MOST_FIELDS} fields")
    queries = [value for name, value in pairs if name == "query"]
    if len(queries) != 1:
        return refusal(400, f"a request has one query, not {len(queries)}")
    formats = result_formats(dict(pairs), accept)
    if isinstance(formats, Answer):
        return formats
    return Ask("sparql", queries[0], formats, graphs=_graphs(pairs))


def _graphs(pairs: Pairs) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the default and named graphs that a request names, or None where it names none."""
    default = tuple(value for name, value in pairs if name == _DEFAULT)
    named = tuple(value for name, value in pairs if name == _NAMED)
    return (default, named) if default or named else None


def result_formats(values: Mapping[str, str], accept: str) -> tuple[str, ...] | Answer:
    """Return the formats that a client takes: by ``format``, or else by its Accept header."""
    wanted = values.get("format")
    wanted = _ALIASES.get(wanted or "", wanted)
    names = tuple(dict.fromkeys(RESULT_TYPES.values()))
    if wanted in names:
        return (wanted,)
    formats = accepted(wanted if wanted and "/" in wanted else accept, RESULT_TYPES)
    if not formats or (wanted and "/" not in wanted):
        return refusal(406, f"results come as {', '.join(names)}")
    return formats

"""Messages between the server and the process that runs a query: a line of JSON, then bytes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to answer.

    Attributes:
        kind: ``sparql``, ``named`` or ``resource``.
        text: The query, the name of a named query, or an IRI.
        formats: Names of result formats, best first; the first that can hold the result is used.
        settings: Parameters of a named query.
        graphs: Names of default and of named graphs that the query sees; None for all.
    """

    kind: str
    text: str
    formats: tuple[str, ...] = ()
    settings: dict[str, str] = field(default_factory=dict)
    graphs: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    def line(self) -> bytes:
        """Return the message as one line."""
        value = [self.kind, self.text, list(self.formats), self.settings, self.graphs]
        return json.dumps(value).encode() + b"\n"

    @classmethod
    def parse(cls, line: bytes) -> Ask:
        """Read what :meth:`line` made."""
        kind, text, formats, settings, graphs = json.loads(line)
        seen = None if graphs is None else (tuple(graphs[0]), tuple(graphs[1]))
        return cls(kind, text, tuple(formats), settings, seen)


@dataclass(frozen=True, slots=True)
class Answer:
    """An HTTP answer in the making.

    Attributes:
        status: HTTP status.
        media_type: Of the body.
        body: UTF-8.
    """

    status: int
    media_type: str
    body: bytes

    def head(self) -> bytes:
        """Return the line that goes before the body."""
        value: list[Any] = [self.status, self.media_type, len(self.body)]
        return json.dumps(value).encode() + b"\n"


def refusal(status: int, words: str) -> Answer:
    """Return an answer that says in one line what is wrong."""
    return Answer(status, "text/plain", f"{words}\n".encode())

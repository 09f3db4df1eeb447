"""What one request may cost."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServeLimits:
    """Bounds of a server.

    Attributes:
        seconds: Wall time of a query; then its process is ended and the answer is 408.
        rows: Most rows or triples of a result; more is 413.
        memory: Bytes of address space of a query's process.
        body: Bytes of a request's body.
        workers: Queries at a time; each has a process of its own.
        waiting: Seconds that a query may wait for a process; then the answer is 503.
        uses: Queries that a process answers before a new one takes its place.
    """

    seconds: float = 10.0
    rows: int = 10_000
    memory: int = 2 << 30
    body: int = 256 << 10
    workers: int = 2
    waiting: float = 30.0
    uses: int = 500

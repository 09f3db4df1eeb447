"""Progress on standard error: a redrawn line on a terminal, JSON lines with ``--log``."""

from __future__ import annotations

import json
import shutil
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kg.build.finishing import Finished
from kg.build.pipeline import Failure
from kg.cli.settings import current, has_terminal
from kg.model.record import DocumentRecord

_REDRAW_SECONDS = 0.2


@dataclass(slots=True)
class Progress:
    """Counts documents; shows rate and, where the number of files is known, the time left."""

    total: int | None = None
    done: int = 0
    _started: float = field(default_factory=time.monotonic)
    _drawn: float = 0.0

    def step(self, item: DocumentRecord | Finished | Failure) -> None:
        """Take note of a finished document."""
        if isinstance(item, Failure):
            log("failure", document=item.document, error=item.error, message=item.message)
        else:
            name = item.document if isinstance(item, Finished) else item.document.id
            log("document", document=name, claims=len(item.claims))
        self.advance()

    def advance(self, count: int = 1) -> None:
        """Count documents that are finished."""
        self.done += count
        self._draw()

    def close(self) -> None:
        """Remove the line."""
        if self._drawn:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._drawn = 0.0

    def _draw(self) -> None:
        now = time.monotonic()
        if current().log or not has_terminal() or now - self._drawn < _REDRAW_SECONDS:
            return
        self._drawn = now
        width = shutil.get_terminal_size().columns - 1
        line = progress_line(self.done, self.total, now - self._started)
        sys.stderr.write(f"\r\x1b[K{line[:width]}")
        sys.stderr.flush()


def progress_line(done: int, total: int | None, seconds: float) -> str:
    """Return progress in words.

    >>> progress_line(10, 40, 5.0)
    '10 of 40 documents, 2.0 a second, about 15 s left'
    >>> progress_line(10, None, 5.0)
    '10 documents, 2.0 a second'
    """
    rate = done / seconds if seconds > 0 else 0.0
    if total is None or total <= done or rate == 0:
        return f"{done} documents, {rate:.1f} a second"
    left = (total - done) / rate
    return f"{done} of {total} documents, {rate:.1f} a second, about {_duration(left)} left"


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:.0f} min"


class Watch:
    """Shows progress while it is open, and each failure in one line."""

    def __init__(self, total: int | None = None) -> None:
        self._progress = Progress(total)

    def __enter__(self) -> Watch:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove the line."""
        self._progress.close()

    def see(self, item: DocumentRecord | Finished | Failure) -> None:
        """Take note of a finished document or a failure."""
        self._progress.step(item)
        if isinstance(item, Failure):
            self._progress.close()
            report_failure(item)


def watched(
    items: Iterable[DocumentRecord | Failure], total: int | None = None
) -> Iterator[DocumentRecord | Failure]:
    """Yield ``items``, showing progress; report each failure in one line."""
    with Watch(total) as watch:
        for item in items:
            watch.see(item)
            yield item


def report_failure(failure: Failure) -> None:
    """Say on standard error, in one line, why a document is missing from the result."""
    if not current().log:
        print(f"kg: {failure.message}", file=sys.stderr)


def log(event: str, **fields: str | int | float) -> None:
    """Write one structured log line, where ``--log`` asks for them."""
    if current().log:
        line = {"time": round(time.time(), 3), "event": event, **fields}
        print(json.dumps(line, ensure_ascii=False), file=sys.stderr)

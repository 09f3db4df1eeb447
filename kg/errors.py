"""The errors citegraph raises: where, what was expected, and what to do about it."""

from __future__ import annotations


class KgError(ValueError):
    """Base of every error that citegraph raises on purpose.

    Args:
        message: What is wrong, in one line.
        path: The file or document concerned, if any.
        offset: Place in the file: a code point offset, line or byte as the message says.
        remedy: What the user can do, in one line.
    """

    exit_code = 2

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        offset: int | None = None,
        remedy: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.offset = offset
        self.remedy = remedy

    def __str__(self) -> str:
        """Return one line: place, message, remedy."""
        place = self.path or ""
        if self.path and self.offset is not None:
            place = f"{self.path}:{self.offset}"
        line = f"{place}: {self.message}" if place else self.message
        return f"{line}; {self.remedy}" if self.remedy else line


class ReadError(KgError):
    """A source cannot be read: missing, empty, binary, malformed or refused."""


class LexiconError(KgError):
    """A data file (cues, patterns, weights, vocabularies) breaks its own format."""


class ExtractionError(KgError):
    """A document cannot be taken through the language stage."""


class ShapeError(KgError):
    """Data break a shape or an invariant of the model."""

    exit_code = 3


class StoreError(KgError):
    """A store cannot be opened, written or swapped."""


class QueryError(KgError):
    """A query is malformed, refused or exceeds its limits."""


class ServeError(KgError):
    """The web app cannot be started."""


class CurationError(KgError):
    """A curation patch cannot be read or applied."""

"""Records to JSON and back as a store keeps them: fast, and equal bytes for equal records.

What people write (rules, patches, sidecars) is read by :mod:`kg.model.codec`, which refuses unknown
keys and says in plain words what does not fit; here the reader and the writer are the same program.
"""

from __future__ import annotations

import functools
from typing import Any, TypeVar, cast

import msgspec

from kg.errors import ShapeError

T = TypeVar("T")

_ENCODER = msgspec.json.Encoder(order="sorted")


def to_json(value: object) -> bytes:
    """Return a value as JSON with sorted keys and without blanks.

    >>> from kg.model.spans import Span
    >>> to_json((Span(1, 2),))
    b'[{"end":2,"start":1}]'

    Raises:
        UnicodeEncodeError: A text holds half of a surrogate pair.
    """
    return _ENCODER.encode(value)


def from_json(cls: type[T], data: bytes) -> T:
    """Return a value of type ``cls`` from what :func:`to_json` made; other keys are passed over.

    >>> from kg.model.spans import Span
    >>> from_json(Span, b'{"start": 1, "end": 2}')
    Span(start=1, end=2)

    Raises:
        ShapeError: It is no JSON, a key is missing, or a value has the wrong type.
    """
    try:
        value: T = _decoder(cast("Any", cls)).decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:  # a misfit is one of the first kind
        raise ShapeError(f"{getattr(cls, '__name__', cls)}: {error}") from error
    return value


@functools.cache
def _decoder(cls: Any) -> Any:
    return msgspec.json.Decoder(cls)

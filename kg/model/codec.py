"""Records to plain JSON values and back, strictly: unknown keys are refused.

Coders are made once a type, because a large store reads and writes millions of values.
"""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from collections.abc import Callable
from enum import Enum
from typing import Any, TypeVar, Union, cast

from kg.errors import ShapeError

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def to_plain(value: object) -> Any:
    """Return ``value`` as dicts, lists and scalars, with enums as their values.

    >>> from kg.model.spans import Span
    >>> to_plain((Span(1, 2),))
    [{'start': 1, 'end': 2}]
    """
    kind = type(value)
    if kind in _SCALARS:
        return value
    if kind is tuple or kind is list:
        return [to_plain(item) for item in cast("list[object]", value)]
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _names(cast("Any", kind))}
    return [to_plain(item) for item in value] if isinstance(value, (tuple, list)) else value


def from_plain(cls: type[T], value: Any) -> T:
    """Return a record of type ``cls`` from what :func:`to_plain` made.

    Raises:
        ShapeError: A key is unknown or missing, or a value has the wrong type.
    """
    try:
        return cast("T", _decoder(cast("Any", cls))(value))
    except _Misfit as misfit:
        raise ShapeError(f"{cls.__name__}{misfit.path}: {misfit.message}") from misfit


_SCALARS = frozenset({str, int, float, bool, type(None)})


class _Misfit(Exception):  # noqa: N818 - never leaves this module
    """A value that does not fit; the path to it is added on the way out."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
        self.path = ""


@functools.cache
def _names(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


@functools.cache
def _required(cls: type) -> frozenset[str]:
    return frozenset(
        f.name
        for f in dataclasses.fields(cls)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )


@functools.cache
def _decoder(hint: Any) -> Decoder:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _union_decoder(hint)
    if origin is tuple:
        return _tuple_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _enum_decoder(hint)
    if dataclasses.is_dataclass(hint):
        return _record_decoder(cast("type", hint))
    return _scalar_decoder(hint)


def _union_decoder(hint: Any) -> Decoder:
    options = [option for option in typing.get_args(hint) if option is not type(None)]
    inner = _decoder(options[0])
    return lambda value: None if value is None else inner(value)


def _tuple_decoder(hint: Any) -> Decoder:
    item = _decoder(typing.get_args(hint)[0])

    def decode(value: Any) -> tuple[Any, ...]:
        if not isinstance(value, list):
            raise _Misfit(f"expected a list, found {type(value).__name__}")
        parts: list[Any] = []
        try:
            for part in value:
                parts.append(item(part))  # noqa: PERF401 - the place of a misfit is its length
        except _Misfit as misfit:
            misfit.path = f"[{len(parts)}]{misfit.path}"
            raise
        return tuple(parts)

    return decode


def _enum_decoder(hint: type[Enum]) -> Decoder:
    members = {member.value: member for member in hint}

    def decode(value: Any) -> Enum:
        try:
            return members[value]
        except (KeyError, TypeError) as error:
            known = ", ".join(map(str, members))
            raise _Misfit(f"{value!r} is none of {known}") from error

    return decode


def _record_decoder(cls: type) -> Decoder:
    required = _required(cls)
    decoders: dict[str, Decoder] = {}

    def decode(value: Any) -> Any:
        if not isinstance(value, dict):
            raise _Misfit(f"expected an object, found {type(value).__name__}")
        if not decoders:  # made late, so that a record may hold its own kind
            hints = typing.get_type_hints(cls)
            decoders.update({name: _decoder(hints[name]) for name in _names(cls)})
        if unknown := sorted(value.keys() - decoders.keys()):
            raise _Misfit(f"unknown key {unknown[0]!r}; known: {', '.join(decoders)}")
        if missing := sorted(required - value.keys()):
            raise _Misfit(f"key {missing[0]!r} is missing")
        return cls(**_fields(decoders, value))

    return decode


def _fields(decoders: dict[str, Decoder], value: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    key = ""
    try:
        for key, part in value.items():
            found[key] = decoders[key](part)
    except _Misfit as misfit:
        misfit.path = f".{key}{misfit.path}"
        raise
    return found


def _scalar_decoder(hint: Any) -> Decoder:
    def decode(value: Any) -> Any:
        if type(value) is hint or hint is Any:
            return value
        if hint is float and isinstance(value, int) and not isinstance(value, bool):
            return float(value)
        if isinstance(value, hint) and not (hint is int and isinstance(value, bool)):
            return value
        raise _Misfit(f"expected {hint.__name__}, found {type(value).__name__}")

    return decode

"""Records to plain JSON values and back, strictly: unknown keys are refused.

Coders are made once a type, because a large store reads and writes millions of values.
"""

from __future__ import annotations

import dataclasses
import functools
import operator
import types
import typing
from collections.abc import Callable, Iterator
from enum import Enum
from typing import Any, TypeVar, Union, cast

from kg.errors import ShapeError

T = TypeVar("T")
Decoder = Callable[[Any], Any]
Encoder = Callable[[Any], Any]


def to_plain(value: object) -> Any:
    """Return ``value`` as dicts, lists and scalars, with enums as their values.

    >>> from kg.model.spans import Span
    >>> to_plain((Span(1, 2),))
    [{'start': 1, 'end': 2}]
    """
    return _ENCODERS[type(value)](value)


class _Encoders(dict[type, Encoder]):
    """What turns a value of a type into plain values, made at first need."""

    def __missing__(self, kind: type) -> Encoder:
        """Make the encoder of a type."""
        encoder = self[kind] = self._made(kind)
        return encoder

    def _made(self, kind: type) -> Encoder:
        if issubclass(kind, Enum):
            return operator.attrgetter("_value_")  # a member's ``value`` is a slow descriptor
        if dataclasses.is_dataclass(kind):
            names = _names(kind)
            return lambda value: {
                name: self[type(part := getattr(value, name))](part) for name in names
            }
        if issubclass(kind, (tuple, list)):
            return lambda value: [self[type(item)](item) for item in value]
        return lambda value: value


_ENCODERS = _Encoders()


def from_plain(cls: type[T], value: Any) -> T:
    """Return a record of type ``cls`` from what :func:`to_plain` made.

    Raises:
        ShapeError: A key is unknown or missing, or a value has the wrong type.
    """
    try:
        return cast("T", _decoder(cast("Any", cls))(value))
    except _Misfit as misfit:
        raise ShapeError(f"{cls.__name__}{misfit.path}: {misfit.message}") from misfit


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
        try:
            return tuple([item(part) for part in value])
        except _Misfit:
            return tuple(explained(value))

    def explained(value: list[Any]) -> Iterator[Any]:
        for number, part in enumerate(value):
            try:
                yield item(part)
            except _Misfit as misfit:
                misfit.path = f"[{number}]{misfit.path}"
                raise

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
    plan: list[tuple[str, Decoder]] = []

    def decode(value: Any) -> Any:
        if not plan:  # made late, so that a record may hold its own kind
            hints = typing.get_type_hints(cls)
            plan.extend((name, _decoder(hints[name])) for name in _names(cls))
        if type(value) is dict and len(value) == len(plan):
            try:  # what this module wrote has every key; the rest takes the way that explains
                return cls(*[decoder(value[name]) for name, decoder in plan])
            except (KeyError, _Misfit):
                pass
        return cls(**_fields(cls, dict(plan), value))

    return decode


def _fields(cls: type, decoders: dict[str, Decoder], value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Misfit(f"expected an object, found {type(value).__name__}")
    if unknown := sorted(value.keys() - decoders.keys()):
        raise _Misfit(f"unknown key {unknown[0]!r}; known: {', '.join(decoders)}")
    if missing := sorted(_required(cls) - value.keys()):
        raise _Misfit(f"key {missing[0]!r} is missing")
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

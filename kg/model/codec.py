"""Records to plain JSON values and back, strictly: unknown keys are refused."""

from __future__ import annotations

import dataclasses
import functools
import types
import typing
from enum import Enum
from typing import Any, TypeVar, Union, cast

from kg.errors import ShapeError

T = TypeVar("T")


def to_plain(value: object) -> Any:
    """Return ``value`` as dicts, lists and scalars, with enums as their values.

    >>> from kg.model.spans import Span
    >>> to_plain((Span(1, 2),))
    [{'start': 1, 'end': 2}]
    """
    if isinstance(value, Enum):
        return value.value
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _fields(type(value))}
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


def from_plain(cls: type[T], value: Any) -> T:
    """Return a record of type ``cls`` from what :func:`to_plain` made.

    Raises:
        ShapeError: A key is unknown or missing, or a value has the wrong type.
    """
    return cast("T", _decode(cls, value, cls.__name__))


@functools.cache
def _fields(cls: type) -> dict[str, Any]:
    return {f.name: hint for f in dataclasses.fields(cls) for hint in (_hints(cls)[f.name],)}


@functools.cache
def _hints(cls: type) -> dict[str, Any]:
    return typing.get_type_hints(cls)


@functools.cache
def _required(cls: type) -> frozenset[str]:
    return frozenset(
        f.name
        for f in dataclasses.fields(cls)
        if f.default is dataclasses.MISSING and f.default_factory is dataclasses.MISSING
    )


def _decode(hint: Any, value: Any, place: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (Union, types.UnionType):
        return _decode_union(hint, value, place)
    if origin is tuple:
        return _decode_tuple(hint, value, place)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _decode_enum(hint, value, place)
    if dataclasses.is_dataclass(hint):
        return _decode_record(cast("type", hint), value, place)
    return _decode_scalar(hint, value, place)


def _decode_union(hint: Any, value: Any, place: str) -> Any:
    options = [option for option in typing.get_args(hint) if option is not type(None)]
    if value is None:
        return None
    return _decode(options[0], value, place)


def _decode_tuple(hint: Any, value: Any, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise ShapeError(f"{place}: expected a list, found {type(value).__name__}")
    item = typing.get_args(hint)[0]
    return tuple(_decode(item, part, f"{place}[{n}]") for n, part in enumerate(value))


def _decode_enum(hint: type[Enum], value: Any, place: str) -> Enum:
    try:
        return hint(value)
    except ValueError as error:
        known = ", ".join(str(member.value) for member in hint)
        raise ShapeError(f"{place}: {value!r} is none of {known}") from error


def _decode_record(cls: type, value: Any, place: str) -> Any:
    if not isinstance(value, dict):
        raise ShapeError(f"{place}: expected an object, found {type(value).__name__}")
    fields = _fields(cls)
    if unknown := sorted(set(value) - set(fields)):
        raise ShapeError(f"{place}: unknown key {unknown[0]!r}; known: {', '.join(fields)}")
    if missing := sorted(_required(cls) - set(value)):
        raise ShapeError(f"{place}: key {missing[0]!r} is missing")
    return cls(**{k: _decode(fields[k], v, f"{place}.{k}") for k, v in value.items()})


def _decode_scalar(hint: Any, value: Any, place: str) -> Any:
    if hint is float and isinstance(value, int) and not isinstance(value, bool):
        return float(value)
    if hint is Any or (isinstance(value, hint) and not (hint is int and isinstance(value, bool))):
        return value
    raise ShapeError(f"{place}: expected {hint.__name__}, found {type(value).__name__}")

"""Named queries: ``named/*.rq``, each with a header that says what it is for.

The header is a block of comments: ``title``, ``description``, any number of ``parameter`` and an
``example``. A parameter stands in the query as ``VALUES ?name { UNDEF }``, which is valid SPARQL
that leaves the variable free; binding puts terms in the place of ``UNDEF``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from kg.errors import LexiconError

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PARAMETER = re.compile(r"(\w+) \((\w+), (?:(required)|(optional)|default ([^)]+))\): (.+)")
_SLOT = re.compile(r"VALUES \?(\w+) \{ UNDEF \}")
_SUFFIX = ".rq"
_SINGLE = ("title", "description", "example")


class Kind(Enum):
    """What a parameter may be set to."""

    ENTITY = "entity"
    DOCUMENT = "document"
    CLAIM = "claim"
    INTEGER = "integer"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a named query asks for.

    Attributes:
        name: Also the name of the variable.
        default: What stands for it when it is not set; None: it stays free.
        meaning: In words.
    """

    name: str
    kind: Kind
    is_required: bool
    default: str | None
    meaning: str


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query that is shipped.

    Attributes:
        name: Name of its file without the ending.
        parameters: In the order of the file.
        example: A command line that runs it.
        text: SPARQL with the header; the parameters are free.
    """

    name: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    text: str

    def parameter(self, name: str) -> Parameter | None:
        """Return the parameter of that name, or None."""
        return next((p for p in self.parameters if p.name == name), None)


def slot(name: str) -> str:
    """Return how a parameter stands in the text of a query.

    >>> slot("topic")
    'VALUES ?topic { UNDEF }'
    """
    return f"VALUES ?{name} {{ UNDEF }}"


@cache
def named_queries() -> tuple[NamedQuery, ...]:
    """Return the shipped queries, sorted by name.

    Raises:
        LexiconError: A file breaks the format.
    """
    return tuple(load_named(name) for name in names())


@cache
def names() -> tuple[str, ...]:
    """Return the names of the shipped queries, sorted."""
    files = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in files if name.endswith(_SUFFIX)))


@cache
def load_named(name: str) -> NamedQuery:
    """Return one of the shipped queries.

    Raises:
        LexiconError: Its file breaks the format.
    """
    text = _folder().joinpath(f"{name}{_SUFFIX}").read_text(encoding="utf-8")
    return parse_named_query(name, text)


def _folder() -> Traversable:
    return resources.files("kg.query").joinpath("named")


def parse_named_query(name: str, text: str) -> NamedQuery:
    """Read one file.

    Raises:
        LexiconError: The header lacks a line or has an unknown one, or a parameter of the header
            has no place in the query, or the other way round.
    """
    header: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in _comment_lines(text):
        key, _, value = line.partition(": ")
        if key == "parameter":
            parameters.append(_parameter(name, value))
        elif key in _SINGLE and key not in header and value:
            header[key] = value
        else:
            raise LexiconError(f"unknown header line {line!r}", path=f"{name}.rq")
    missing = [key for key in _SINGLE if key not in header]
    if missing:
        raise LexiconError(f"the header lacks {', '.join(missing)}", path=f"{name}.rq")
    if sorted(_SLOT.findall(text)) != sorted(p.name for p in parameters):
        raise LexiconError(
            "parameters differ from the query's VALUES blocks", path=f"{name}.rq",
            remedy=f"each has one block such as {slot('topic')}",
        )  # fmt: skip
    return NamedQuery(name=name, parameters=tuple(parameters), text=text, **header)


def _comment_lines(text: str) -> Iterable[str]:
    for line in text.splitlines():
        if not line.startswith("# "):
            return
        yield line[2:]


def _parameter(query: str, value: str) -> Parameter:
    match = _PARAMETER.fullmatch(value)
    kinds = {kind.value: kind for kind in Kind}
    if match is None or match[2] not in kinds:
        raise LexiconError(f"no parameter: {value!r}", path=f"{query}.rq")
    return Parameter(match[1], kinds[match[2]], match[3] is not None, match[5], match[6])

"""What a query gives: a table, yes or no, or triples; plain values that outlive the store."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from kg.errors import QueryError

if TYPE_CHECKING:
    import pyoxigraph

    Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal | pyoxigraph.Triple
    Row = tuple[Term | None, ...]

T = TypeVar("T")


class TooManyRowsError(QueryError):
    """A result has more rows or triples than it may have."""


@dataclass(frozen=True, slots=True)
class Table:
    """The solutions of a SELECT.

    Attributes:
        variables: Names of the columns, in the order of the SELECT.
        rows: Terms; None where a variable is unbound.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Truth:
    """The answer to an ASK."""

    value: bool


@dataclass(frozen=True, slots=True)
class Triples:
    """What a CONSTRUCT or DESCRIBE makes, without repeats, in the engine's order."""

    triples: tuple[pyoxigraph.Triple, ...]


Result = Table | Truth | Triples


def collect(answer: object, most: int | None = None) -> Result:
    """Take an engine's answer in.

    Args:
        answer: Solutions, boolean or triples of pyoxigraph.
        most: Most rows or triples; None for any number.

    Raises:
        TooManyRowsError: There are more.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if isinstance(answer, pyoxigraph.QueryBoolean):
        return Truth(bool(answer))
    if isinstance(answer, pyoxigraph.QueryTriples):
        return Triples(tuple(dict.fromkeys(_bounded(answer, most))))
    if isinstance(answer, pyoxigraph.QuerySolutions):
        names = tuple(variable.value for variable in answer.variables)
        rows = _bounded((tuple(solution) for solution in answer), most)
        return Table(names, tuple(rows))
    raise TypeError(f"no answer to a query: {answer!r}")


def _bounded(items: Iterable[T], most: int | None) -> Iterator[T]:
    iterator = iter(items)
    yield from islice(iterator, most)
    if most is not None and next(iterator, None) is not None:
        raise TooManyRowsError(f"more than {most:,} rows", remedy="narrow the query or add LIMIT")

"""Whole-store checks: SELECTs of what must not be there, one file each in ``checks/``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import ShapeError
from kg.graph.shape_queries import shape_queries
from kg.model.appraisal import Severity
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class StoreCheck:
    """A SELECT of nodes that break an invariant.

    Attributes:
        id: Name of the file, or of the shape.
        severity: How bad a hit is.
        message: What is wrong.
        sparql: SELECT with ``?this``.
    """

    id: str
    severity: Severity
    message: str
    sparql: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A node that breaks a check."""

    check: StoreCheck
    node: str


@cache
def store_checks() -> tuple[StoreCheck, ...]:
    """Return the checks of ``checks/*.rq``, sorted by id.

    Raises:
        ShapeError: A file lacks its severity or message.
    """
    files = resources.files("kg.graph").joinpath("checks").iterdir()
    found = (_parse(f.name, f.read_text(encoding="utf-8")) for f in files if f.name.endswith(".rq"))
    return tuple(sorted(found, key=lambda check: check.id))


def shape_checks() -> tuple[StoreCheck, ...]:
    """Return the shapes as checks of a whole store."""
    return tuple(
        StoreCheck(query.shape.rpartition("#")[2], Severity.ERROR, query.message, query.sparql)
        for query in shape_queries()
    )


def run_checks(quads: pyoxigraph.Store, checks: tuple[StoreCheck, ...]) -> Iterator[Hit]:
    """Yield every hit of every check, in the order of the checks, then by node."""
    for check in checks:
        rows: Any = quads.query(
            check.sparql, prefixes=dict(PREFIXES), use_default_graph_as_union=True
        )
        for node in sorted({row["this"].value for row in rows}):
            yield Hit(check, node)


def _parse(name: str, text: str) -> StoreCheck:
    lines = (line[2:].split(": ", 1) for line in text.splitlines() if line.startswith("# "))
    header = {parts[0]: parts[1] for parts in lines if len(parts) == 2}
    try:
        severity, message = Severity(header["severity"]), header["message"]
    except (KeyError, ValueError) as error:
        raise ShapeError("needs a severity and a message", path=name) from error
    return StoreCheck(name.removesuffix(".rq"), severity, message, text)

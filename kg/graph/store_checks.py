"""Whole-store checks: SELECTs of what must not be there, one file each in ``checks/``."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.errors import ShapeError
from kg.graph.shape_queries import ShapeQuery, shape_queries
from kg.model.appraisal import Severity
from kg.terms import DEFAULT_BASE, PREFIXES

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
        in_document: Whether the graph of one document is enough to see it.
    """

    id: str
    severity: Severity
    message: str
    sparql: str
    in_document: bool = False


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
    """Return the shapes as checks of a document's graph, or of a whole store."""
    return tuple(_of_shape(query, query.sparql) for query in shape_queries())


def shape_checks_within(graph: str, classes: Container[str]) -> tuple[StoreCheck, ...]:
    """Return the shapes as checks of the instances of ``classes`` that one graph declares."""
    return tuple(
        _of_shape(query, query.within(graph))
        for query in shape_queries()
        if query.target in classes
    )


def _of_shape(query: ShapeQuery, sparql: str) -> StoreCheck:
    name = query.shape.rpartition("#")[2]
    return StoreCheck(name, Severity.ERROR, query.message, sparql, in_document=True)


def run_checks(
    quads: pyoxigraph.Store, checks: Iterable[StoreCheck], base: str = DEFAULT_BASE
) -> Iterator[Hit]:
    """Yield every hit of every check, in the order of the checks, then by node.

    Args:
        quads: What to look at.
        checks: What to look for.
        base: The store's base IRI, under which it names its graphs.
    """
    for check in checks:
        rows: Any = quads.query(
            check.sparql, base_iri=base, prefixes=dict(PREFIXES), use_default_graph_as_union=True
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
    in_document = header.get("scope") == "document"
    return StoreCheck(name.removesuffix(".rq"), severity, message, text, in_document)

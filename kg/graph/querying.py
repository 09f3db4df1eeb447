"""SPARQL over quads, with our prefixes declared and our errors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


@dataclass(frozen=True, slots=True)
class Graphs:
    """The graphs of a store that a query sees, by name; those that the store lacks are empty.

    Attributes:
        default: Their union is the default graph.
        named: What ``GRAPH`` reaches.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def run_query(  # noqa: PLR0913 - the options are named
    quads: pyoxigraph.Store,
    sparql: str,
    substitutions: Mapping[str, Any] | None = None,
    *,
    union: bool = True,
    base: str | None = None,
    graphs: Graphs | None = None,
) -> Any:
    """Run a query.

    Args:
        quads: What to ask.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        substitutions: Variable name → pyoxigraph term to put in its place.
        union: Whether the default graph is the union of all graphs, as in our stores.
        base: What relative IRIs in the query are relative to.
        graphs: What the query sees; None for all, and then ``union`` counts.

    Returns:
        pyoxigraph's solutions, boolean or triples.

    Raises:
        QueryError: The query or the name of a graph is malformed.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    bound = {pyoxigraph.Variable(k): v for k, v in (substitutions or {}).items()}
    try:
        dataset = {"use_default_graph_as_union": union} if graphs is None else _dataset(graphs)
        return quads.query(
            sparql,
            base_iri=base,
            prefixes=dict(PREFIXES),
            substitutions=bound or None,
            **dataset,
        )
    except SyntaxError as error:
        raise QueryError(str(error)) from error


def _dataset(graphs: Graphs) -> dict[str, Any]:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    try:
        return {
            "default_graph": [pyoxigraph.NamedNode(name) for name in graphs.default],
            "named_graphs": [pyoxigraph.NamedNode(name) for name in graphs.named],
        }
    except ValueError as error:
        raise QueryError(f"no name of a graph: {error}") from error

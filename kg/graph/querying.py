"""SPARQL over quads, with our prefixes declared and our errors."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kg.errors import QueryError
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


def run_query(
    quads: pyoxigraph.Store,
    sparql: str,
    substitutions: Mapping[str, Any] | None = None,
    *,
    union: bool = True,
    base: str | None = None,
) -> Any:
    """Run a query.

    Args:
        quads: What to ask.
        sparql: SELECT, ASK, CONSTRUCT or DESCRIBE.
        substitutions: Variable name → pyoxigraph term to put in its place.
        union: Whether the default graph is the union of all graphs, as in our stores.
        base: What relative IRIs in the query are relative to.

    Returns:
        pyoxigraph's solutions, boolean or triples.

    Raises:
        QueryError: The query is malformed.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    bound = {pyoxigraph.Variable(k): v for k, v in (substitutions or {}).items()}
    try:
        return quads.query(
            sparql,
            base_iri=base,
            prefixes=dict(PREFIXES),
            use_default_graph_as_union=union,
            substitutions=bound or None,
        )
    except SyntaxError as error:
        raise QueryError(str(error)) from error

"""Runs SPARQL and named queries over a store."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.named_queries import NamedQuery, load_named, names
from kg.query.parameters import bind
from kg.query.results import Result, collect

if TYPE_CHECKING:
    from kg.graph import Store
    from kg.graph.querying import Graphs


class QueryRunner:
    """Runs queries over a store, with our prefixes declared.

    Args:
        store: An open store.
        most_rows: Most rows or triples of a result; None for any number.
        checks_terms: Whether a term of ours that does not exist is a mistake; in the SPARQL
            protocol it matches nothing.
    """

    def __init__(
        self, store: Store, most_rows: int | None = None, *, checks_terms: bool = True
    ) -> None:
        self._store = store
        self._checks_terms = checks_terms
        self._most_rows = most_rows

    def run(self, sparql: str, graphs: Graphs | None = None) -> Result:
        """Run a SELECT, ASK, CONSTRUCT or DESCRIBE.

        Args:
            sparql: The query.
            graphs: The graphs of the store that it sees instead of all.

        Raises:
            QueryError: The query is malformed (with line, column and the likely mistake), names a
                term of ours that does not exist, is refused, or gives too many rows.
        """
        from kg.query.guard import check_query  # noqa: PLC0415 - named queries need no guard
        from kg.query.mistakes import check_terms, explain_syntax  # noqa: PLC0415 - likewise

        check_query(sparql)
        try:
            answer = self._store.query(sparql, graphs=graphs)
        except QueryError as error:
            raise explain_syntax(sparql, str(error)) from error
        if self._checks_terms:
            check_terms(sparql)
        return collect(answer, self._most_rows)

    def run_named(self, name: str, settings: Mapping[str, str] | None = None) -> Result:
        """Run a named query.

        Args:
            name: See :func:`kg.query.named_queries.named_queries`.
            settings: Parameter → value.

        Raises:
            QueryError: There is no such query, or a parameter is unknown, missing or malformed.
        """
        text = bind(find_named(name), settings or {}, self._store)
        return collect(self._store.query(text), self._most_rows)


def find_named(name: str) -> NamedQuery:
    """Return the named query.

    Raises:
        QueryError: There is none; says which name is near.
    """
    known = names()
    if name in known:
        return load_named(name)
    import difflib  # noqa: PLC0415 - only for a wrong name

    near = difflib.get_close_matches(name, known, 1)
    remedy = f"did you mean {near[0]}?" if near else "see: kg query --list"
    raise QueryError(f"no query is named {name!r}", remedy=remedy)

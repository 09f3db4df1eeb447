"""Triples as text: Turtle, N-Quads, JSON-LD, RDF/XML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.query.results import Result, Triples
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import pyoxigraph


def to_turtle(result: Result) -> str:
    """Write triples as Turtle with those of our prefixes that occur, sorted.

    Raises:
        QueryError: The query makes no triples.
    """
    from kg.graph.exports.serialising import header, turtle_of  # noqa: PLC0415 - only for triples

    text = turtle_of(_triples(result, "ttl"))
    used = {name: iri for name, iri in PREFIXES.items() if f"{name}:" in text}
    return header(used) + text


def to_nquads(result: Result) -> str:
    """Write triples as sorted N-Quads of the default graph.

    Raises:
        QueryError: The query makes no triples.
    """
    return "".join(f"{triple} .\n" for triple in _triples(result, "nquads"))


def to_jsonld(result: Result) -> str:
    """Write triples as JSON-LD with our context, or expanded where that would change them.

    Raises:
        QueryError: The query makes no triples.
    """
    from kg.graph.exports.jsonld import (  # noqa: PLC0415 - only for triples
        context,
        is_plain,
        node_objects,
    )

    triples = _triples(result, "jsonld")
    if not all(is_plain(t) for triple in triples for t in triple):
        return _serialised(result, "jsonld", "JSON_LD")
    value = {"@context": context(), "@graph": node_objects(triples)}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def to_rdfxml(result: Result) -> str:
    """Write triples as RDF/XML.

    Raises:
        QueryError: The query makes no triples.
    """
    return _serialised(result, "rdfxml", "RDF_XML")


def _serialised(result: Result, name: str, form: str) -> str:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    triples = _triples(result, name)
    data = pyoxigraph.serialize(triples, format=getattr(pyoxigraph.RdfFormat, form)) or b""
    return data.decode() + "\n"


def _triples(result: Result, name: str) -> list[pyoxigraph.Triple]:
    if not isinstance(result, Triples):
        raise mismatch(name, "json, csv, tsv or table")
    return sorted(result.triples, key=str)


def mismatch(name: str, others: str) -> QueryError:
    """Return the error that a result cannot be written as asked.

    Args:
        name: The form that was asked for.
        others: Those that can hold it.
    """
    return QueryError(f"the result of this query cannot be {name}", remedy=f"use {others}")

"""JSON-LD 1.1 with a context of our own, which stands in the file: nothing is fetched."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import each_graph, graph_quads
from kg.graph.store import Store
from kg.terms import KG_BASE, PREFIXES, RDF, XSD

if TYPE_CHECKING:
    import pyoxigraph

_NATIVE: dict[str, Callable[[str], object]] = {
    XSD.integer: int,
    XSD.boolean: lambda text: text == "true",
}


def context() -> dict[str, Any]:
    """Return the context: our terms without prefix, the others with it."""
    return {"@version": 1.1, "@vocab": KG_BASE, **PREFIXES, "id": "@id", "type": "@type"}


def node_objects(quads: list[pyoxigraph.Quad]) -> list[dict[str, Any]]:
    """Return the triples of quads as compacted JSON-LD nodes, sorted by id."""
    nodes: dict[str, dict[str, Any]] = {}
    for quad in quads:
        subject, term = _iri(quad.subject), quad.object
        node = nodes.setdefault(subject, {"id": subject})
        if quad.predicate.value == RDF.type and not hasattr(term, "datatype"):
            node.setdefault("type", []).append(compact(_iri(term)))
        else:
            node.setdefault(compact(quad.predicate.value), []).append(_value(term))
    return [_unwrapped(nodes[key]) for key in sorted(nodes)]


def compact(iri: str) -> str:
    """Return an IRI as the context shortens it.

    >>> compact("https://w3id.org/citegraph/ontology#Claim")
    'Claim'
    >>> compact("http://purl.org/dc/terms/title")
    'dcterms:title'
    """
    if iri.startswith(KG_BASE):
        return iri.removeprefix(KG_BASE)
    for prefix, base in PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and local and not local.startswith("//"):
            return f"{prefix}:{local}"
    return iri


def _iri(term: object) -> str:
    return str(getattr(term, "value", term))


def _value(term: Any) -> Any:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if isinstance(term, pyoxigraph.NamedNode):
        return {"id": term.value}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    if datatype in _NATIVE:
        return _NATIVE[datatype](term.value)
    if datatype == XSD.string:
        return term.value
    return {"@value": term.value, "@type": compact(datatype)}


def _unwrapped(node: dict[str, Any]) -> dict[str, Any]:
    return {
        key: value[0] if isinstance(value, list) and len(value) == 1 else value
        for key, value in node.items()
    }


def _chunks(store: Store) -> Iterator[str]:
    yield '{"@context": ' + json.dumps(context(), ensure_ascii=False, indent=1) + ',\n"@graph": [\n'
    comma = ""
    for graph in each_graph(store):
        nodes = node_objects(graph_quads(store, graph))
        body = json.dumps({"id": graph, "@graph": nodes}, ensure_ascii=False, indent=1)
        yield comma + body
        comma = ",\n"
    yield "\n]}\n"


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("store.jsonld", _chunks(store))


JSONLD = Exporter("jsonld", "all graphs as JSON-LD with its own context", False, _files)

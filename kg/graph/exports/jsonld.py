"""JSON-LD 1.1 with a context of our own, which stands in the file: nothing is fetched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.serialising import each_graph, graph_quads
from kg.graph.store import Store
from kg.terms import KG_BASE, PREFIXES, RDF, XSD

if TYPE_CHECKING:
    import pyoxigraph

# Only where JSON gives the same words back: "007" and "1" for true stay as they were written.
_NATIVE: dict[str, tuple[re.Pattern[str], Callable[[str], object]]] = {
    XSD.integer: (re.compile(r"0|-?[1-9][0-9]{0,14}"), int),
    XSD.boolean: (re.compile("true|false"), lambda text: text == "true"),
}


def context() -> dict[str, Any]:
    """Return the context: our terms without prefix, the others with it."""
    return {"@version": 1.1, "@vocab": KG_BASE, **PREFIXES, "id": "@id", "type": "@type"}


def node_objects(
    quads: Iterable[pyoxigraph.Quad] | Iterable[pyoxigraph.Triple],
) -> list[dict[str, Any]]:
    """Return triples as compacted JSON-LD nodes, sorted by id."""
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


def is_plain(term: object) -> bool:
    """Say whether the context leaves a term as it is: no triple, no IRI that reads as a CURIE."""
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if isinstance(term, pyoxigraph.Literal):
        return term.direction is None
    if isinstance(term, pyoxigraph.NamedNode):
        scheme, _, rest = term.value.partition(":")
        return scheme not in PREFIXES and scheme != "_" and bool(rest)
    return isinstance(term, pyoxigraph.BlankNode)


def _iri(term: object) -> str:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    return (
        str(term) if isinstance(term, pyoxigraph.BlankNode) else str(getattr(term, "value", term))
    )


def _value(term: Any) -> Any:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if isinstance(term, pyoxigraph.NamedNode | pyoxigraph.BlankNode):
        return {"id": _iri(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype = term.datatype.value
    form, native = _NATIVE.get(datatype, (None, None))
    if form is not None and native is not None and form.fullmatch(term.value):
        return native(term.value)
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

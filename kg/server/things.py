"""What the store says about one thing, by its IRI."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.query.formats import RESULT_FORMATS, plain
from kg.query.results import Triples
from kg.server.messages import Answer, refusal
from kg.terms import RDF, RDFS

if TYPE_CHECKING:
    import pyoxigraph

    from kg.graph import Store

_MOST_SAID = 5_000  # triples with the thing, or a part of it, as subject
_MOST_SAID_OF = 200  # triples with it as object
_ROWS = "rows"  # the form that the HTML page is made from


def describe(store: Store, iri: str, formats: tuple[str, ...]) -> Answer:
    """Return what the store says about ``iri``, or 404.

    Args:
        store: The store.
        iri: Of a claim, entity, reference, document or anything else.
        formats: ``rows`` for the page, or names of formats that hold triples, best first.
    """
    import pyoxigraph  # noqa: PLC0415 - as everywhere

    try:
        node = pyoxigraph.NamedNode(iri)
    except ValueError:
        return refusal(404, f"no IRI: {iri}")
    said, of = list(islice(_said(store, node), _MOST_SAID)), list(_said_of(store, node))
    if not said and not of:
        return refusal(404, f"the store knows nothing of {iri}")
    if formats[:1] == (_ROWS,):
        rows = json.dumps(_rows(store, node, said, of), ensure_ascii=False)
        return Answer(200, "application/json", rows.encode())
    triples = Triples(tuple(dict.fromkeys((*said, *of[:_MOST_SAID_OF]))))
    entry = RESULT_FORMATS[formats[0]]
    return Answer(200, entry.media_type, entry.write(triples).encode())


def _said(store: Store, node: pyoxigraph.NamedNode) -> Iterator[pyoxigraph.Triple]:
    """Yield the triples of a thing, then of its own parts that these lead to."""
    import pyoxigraph  # noqa: PLC0415 - as everywhere

    queue, seen = [node], {node}
    while queue:
        for quad in store.quads.quads_for_pattern(queue.pop(0), None, None):
            yield pyoxigraph.Triple(quad.subject, quad.predicate, quad.object)
            part = quad.object
            if (
                isinstance(part, pyoxigraph.NamedNode)
                and part not in seen
                and part.value.startswith(f"{node.value}/")
            ):
                seen.add(part)
                queue.append(part)


def _said_of(store: Store, node: pyoxigraph.NamedNode) -> Iterator[pyoxigraph.Triple]:
    import pyoxigraph  # noqa: PLC0415 - as everywhere

    quads = store.quads.quads_for_pattern(None, None, node)
    for quad in islice(quads, _MOST_SAID_OF + 1):
        yield pyoxigraph.Triple(quad.subject, quad.predicate, quad.object)


def _rows(
    store: Store,
    node: pyoxigraph.NamedNode,
    said: list[pyoxigraph.Triple],
    of: list[pyoxigraph.Triple],
) -> dict[str, Any]:
    base = store.manifest.base
    own = sorted({_row(store, t.predicate, t.object) for t in said if t.subject == node})
    parts = sorted(
        {
            (_tail(t.subject, node), *_row(store, t.predicate, t.object))
            for t in said
            if t.subject != node
        }
    )
    others = sorted({_row(store, t.predicate, t.subject) for t in of[:_MOST_SAID_OF]})
    return {
        "iri": node.value,
        "label": _label(store, node) or plain(node, base),
        "types": [row[2] for row in own if row[0] == "rdf:type"],
        "said": [row for row in own if row[0] != "rdf:type"],
        "parts": parts,
        "of": others,
        "is_cut": len(of) > _MOST_SAID_OF or len(said) >= _MOST_SAID,
    }


def _tail(part: Any, node: pyoxigraph.NamedNode) -> str:
    return str(part.value.removeprefix(f"{node.value}/"))


def _row(store: Store, predicate: Any, value: Any) -> tuple[str, str, str, str]:
    """Return property, IRI of the value (empty for a literal), how it reads, its label."""
    import pyoxigraph  # noqa: PLC0415 - as everywhere

    base = store.manifest.base
    is_node = isinstance(value, pyoxigraph.NamedNode)
    label = _label(store, value) if is_node else ""
    words = plain(predicate, base)
    return (
        "rdf:type" if predicate.value == RDF.type else words,
        value.value if is_node else "",
        plain(value, base),
        label,
    )


def _label(store: Store, node: Any) -> str:
    import pyoxigraph  # noqa: PLC0415 - as everywhere

    label = pyoxigraph.NamedNode(RDFS.label)
    found = next(iter(store.quads.quads_for_pattern(node, label, None)), None)
    if found is None or not isinstance(found.object, pyoxigraph.Literal):
        return ""
    return found.object.value

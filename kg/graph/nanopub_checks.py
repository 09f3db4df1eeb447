"""Checks nanopublications: structure, literals and, where there are any, trusty code and signature.

Source: https://nanopub.net/guidelines/working_draft/, http://arxiv.org/abs/1401.5775
"""

from __future__ import annotations

import base64
import hashlib
import re
from calendar import monthrange
from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.graph.signatures import is_signed

if TYPE_CHECKING:
    import pyoxigraph

_NP = "http://www.nanopub.org/nschema#"
NPX = "http://purl.org/nanopub/x/"
_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
_PARTS = ("hasAssertion", "hasProvenance", "hasPublicationInfo")
_TRUSTY = re.compile(r"(RA[A-Za-z0-9_\-]{43})(?:[/#.](?s:.*))?\Z")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_ZONE = r"(?:Z|[+\-][0-9]{2}:[0-9]{2})?"
_CLOCK = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]+)?"
_DATE = r"-?[0-9]{4,6}-[0-9]{2}-[0-9]{2}"
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Lexical forms of the datatypes that nanopublications use (https://www.w3.org/TR/xmlschema11-2/).
_LEXICAL = {
    "integer": re.compile(r"[+\-]?[0-9]+"),
    "decimal": re.compile(r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"),
    "double": re.compile(
        r"[+\-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+\-]?[0-9]+)?|[+\-]?INF|NaN"
    ),
    "boolean": re.compile(r"true|false|0|1"),
    "date": re.compile(_DATE + _ZONE),
    "time": re.compile(_CLOCK + _ZONE),
    "dateTime": re.compile(_DATE + "(?:T" + _CLOCK + ")?" + _ZONE),  # published ones leave out T
}


def nanopub_faults(quads: list[pyoxigraph.Quad]) -> tuple[str, ...]:
    """Return what is wrong with the nanopublications in a file, or nothing.

    Args:
        quads: Every quad of the file.
    """
    return tuple(dict.fromkeys(_faults(quads)))


def _faults(quads: list[pyoxigraph.Quad]) -> Iterator[str]:
    declared = [
        quad
        for quad in quads
        if quad.predicate.value == _TYPE and _value(quad.object) == _NP + "Nanopublication"
    ]
    if not declared:
        yield "no nanopublication is declared"
    known: set[str] = set()
    for quad in declared:
        graphs = _graphs_of(quads, quad)
        known.update(graphs)
        yield from _structure(quads, _value(quad.subject), graphs)
        yield from _trusty(quads, _value(quad.subject), set(graphs))
    for graph in sorted({_name(quad) for quad in quads} - known):
        yield f"the graph {graph or '(default)'} belongs to no nanopublication"
    yield from _literals(quads)


def _graphs_of(quads: list[pyoxigraph.Quad], declared: pyoxigraph.Quad) -> list[str]:
    head = _name(declared)
    graphs = [head]
    for part in _PARTS:
        graphs.extend(
            _value(quad.object)
            for quad in quads
            if _name(quad) == head
            and quad.subject == declared.subject
            and quad.predicate.value == _NP + part
        )
    return graphs


def _structure(quads: list[pyoxigraph.Quad], iri: str, graphs: list[str]) -> Iterator[str]:
    if len(graphs) != 4:
        yield f"{iri} does not name one assertion, one provenance and one publication info"
        return
    if len(set(graphs)) != 4:
        yield f"{iri} uses one graph for two parts"
    _, assertion, provenance, info = graphs
    for graph in graphs:
        if not graph.startswith(iri):
            yield f"the graph {graph} is not named after {iri}"
        if not any(_name(quad) == graph for quad in quads):
            yield f"the graph {graph} is empty"
    if not any(_name(q) == provenance and _names(q, assertion) for q in quads):
        yield "the provenance says nothing about the assertion"
    if not any(_name(q) == info and _value(q.subject) == iri for q in quads):
        yield "the publication info says nothing about the nanopublication"


def _names(quad: pyoxigraph.Quad, iri: str) -> bool:
    return iri in (_value(quad.subject), _value(quad.object))


def _value(term: object) -> str:
    return str(getattr(term, "value", term))


def _name(quad: pyoxigraph.Quad) -> str:
    return getattr(quad.graph_name, "value", "")


def _literals(quads: list[pyoxigraph.Quad]) -> Iterator[str]:
    for quad in quads:
        datatype = getattr(quad.object, "datatype", None)
        name, text = _value(datatype), _value(quad.object)
        form = _LEXICAL.get(name.removeprefix(_XSD))
        if form is not None and not (form.fullmatch(text) and _is_day(text)):
            yield f"{text[:40]!r} is no {name}"


def _is_day(text: str) -> bool:
    found = _DAY.match(text)
    if found is None:
        return True
    month, day = int(found[2]), int(found[3])
    return 1 <= month <= 12 and 1 <= day <= monthrange(int(found[1]) or 4, month)[1]


def _trusty(quads: list[pyoxigraph.Quad], iri: str, graphs: set[str]) -> Iterator[str]:
    found = _TRUSTY.search(iri)
    if found is None:
        return
    own = [quad for quad in quads if _name(quad) in graphs]
    if trusty_code(own, found[1]) != found[1]:
        yield f"{iri} does not fit its content"
    yield from _signatures(own, iri, found[1])


def _signatures(quads: list[pyoxigraph.Quad], iri: str, code: str) -> Iterator[str]:
    targets = [q for q in quads if q.predicate.value == f"{NPX}hasSignatureTarget"]
    for target in targets:
        if _value(target.object) != iri:
            continue
        said = {q.predicate.value: _value(q.object) for q in quads if q.subject == target.subject}
        signature = said.get(f"{NPX}hasSignature", "")
        text = signed_text(quads, code)
        algorithm, key = said.get(f"{NPX}hasAlgorithm", ""), said.get(f"{NPX}hasPublicKey", "")
        if not is_signed(text, algorithm, key, signature):
            yield f"{iri} is not signed with the key that it names"


def trusty_code(quads: list[pyoxigraph.Quad], code: str) -> str:
    """Return the trusty code (module RA) of quads whose IRIs carry ``code``."""
    digest = hashlib.sha256(_normalised(quads, code).encode()).digest()
    return "RA" + base64.urlsafe_b64encode(digest).decode().rstrip("=")


def signed_text(quads: list[pyoxigraph.Quad], code: str) -> str:
    """Return what the signature of a nanopublication stands for: all of it but the signature."""
    rest = [quad for quad in quads if quad.predicate.value != f"{NPX}hasSignature"]
    return _normalised(rest, code)


def _normalised(quads: list[pyoxigraph.Quad], code: str) -> str:
    rows = sorted({_row(quad, code) for quad in quads}, key=_order)
    return "".join(
        f"{graph}\n{subject}\n{relation}\n{value}\n" for graph, subject, relation, value in rows
    )


def _row(quad: pyoxigraph.Quad, code: str) -> tuple[str, str, str, str]:
    names = (_name(quad), _value(quad.subject), quad.predicate.value)
    graph, subject, relation = (name.replace(code, " ") for name in names)
    return graph, subject, relation, _object(quad, code)


def _object(quad: pyoxigraph.Quad, code: str) -> str:
    from pyoxigraph import Literal  # noqa: PLC0415 - costs a command's start-up

    value = quad.object
    if not isinstance(value, Literal):
        return _value(value).replace(code, " ")
    text = value.value.replace("\\", "\\\\").replace("\n", "\\n")
    kind = f"@{value.language.lower()}" if value.language else f"^{value.datatype.value}"
    return f"{kind} {text}"


def _order(row: tuple[str, str, str, str]) -> tuple[str, str, str, bool, str]:
    graph, subject, relation, value = row
    return graph, subject, relation, value[:1] in "@^", value

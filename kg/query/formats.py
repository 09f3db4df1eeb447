"""Results as text: a table, the SPARQL result formats, Turtle, N-Quads.

Source: https://www.w3.org/TR/sparql11-results-json/, https://www.w3.org/TR/sparql11-results-csv-tsv/,
https://www.w3.org/TR/rdf-sparql-XMLres/.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from kg.query.results import Result, Table, Triples, Truth
from kg.query.triple_formats import mismatch, to_jsonld, to_nquads, to_rdfxml, to_turtle
from kg.terms import PREFIXES

if TYPE_CHECKING:
    from kg.query.results import Term

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ENTITIES = (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("'", "&#x27;"))
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_NUMBERS = frozenset(
    f"http://www.w3.org/2001/XMLSchema#{name}" for name in ("integer", "decimal", "double", "float")
)


@dataclass(frozen=True, slots=True)
class ResultFormat:
    """A way to write results.

    Attributes:
        name: What users type.
        media_type: As HTTP names it.
        holds_triples: Whether it is for triples; otherwise for rows, and for yes or no.
        write: Returns the text; raises QueryError for a result that it cannot hold.
    """

    name: str
    media_type: str
    holds_triples: bool
    write: Callable[[Result], str]


def plain(term: Term | None, base: str = "") -> str:
    """Return a term for reading: literals bare, IRIs shortened by our prefixes.

    Args:
        term: None gives nothing.
        base: Start of the store's own IRIs, which is left out.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        return _short(term.value, base)
    return term.value if isinstance(term, pyoxigraph.Literal) else str(term)


def _short(iri: str, base: str) -> str:
    for prefix, start in PREFIXES.items():
        local = iri[len(start) :]
        if iri.startswith(start) and local and "/" not in local and "#" not in local:
            return f"{prefix}:{local}"
    return iri.removeprefix(base) if base else iri


def to_json(result: Result) -> str:
    """Write SPARQL 1.1 Query Results JSON; triples are not a result set.

    Raises:
        QueryError: The query makes triples.
    """
    if isinstance(result, Triples):
        raise mismatch("json", "ttl or nquads")
    if isinstance(result, Truth):
        return json.dumps({"head": {}, "boolean": result.value}) + "\n"
    bindings = [
        {
            name: _json_term(t)
            for name, t in zip(result.variables, row, strict=True)
            if t is not None
        }
        for row in result.rows
    ]
    value = {"head": {"vars": list(result.variables)}, "results": {"bindings": bindings}}
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def _json_term(term: Term) -> dict[str, Any]:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if isinstance(term, pyoxigraph.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, pyoxigraph.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, pyoxigraph.Triple):
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
        return {"type": "triple", "value": {key: _json_term(part) for key, part in parts.items()}}
    made = {"type": "literal", "value": term.value}
    if term.language:
        made["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        made["datatype"] = term.datatype.value
    return made


def to_xml(result: Result) -> str:
    """Write SPARQL Query Results XML.

    Raises:
        QueryError: The query makes triples.
    """
    if isinstance(result, Triples):
        raise mismatch("xml", "ttl or nquads")
    head = '<?xml version="1.0"?>\n<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if isinstance(result, Truth):
        return f"{head}<head/><boolean>{str(result.value).lower()}</boolean>\n</sparql>\n"
    names = "".join(f"<variable name={_attribute(name)}/>" for name in result.variables)
    rows = (
        "".join(
            f"<binding name={_attribute(name)}>{_xml_term(term)}</binding>"
            for name, term in zip(result.variables, row, strict=True)
            if term is not None
        )
        for row in result.rows
    )
    body = "".join(f"<result>{row}</result>\n" for row in rows)
    return f"{head}<head>{names}</head>\n<results>\n{body}</results>\n</sparql>\n"


def _xml_term(term: Term) -> str:
    value = _json_term(term)
    text = "" if value["type"] == "triple" else _xml_text(value["value"])
    if value["type"] == "triple":
        parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}  # type: ignore[union-attr]
        return "".join(
            ["<triple>", *(f"<{k}>{_xml_term(v)}</{k}>" for k, v in parts.items()), "</triple>"]
        )
    marks = "".join(
        f" {name}={_attribute(value[name])}" for name in ("xml:lang", "datatype") if name in value
    )
    return f"<{value['type']}{marks}>{text}</{value['type']}>"


def _xml_text(text: str) -> str:
    allowed = (c for c in text if c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff"))
    text = "".join(allowed)
    for character, entity in _ENTITIES:
        text = text.replace(character, entity)
    return text.replace("\r", "&#13;")


def _attribute(text: str) -> str:
    return f'"{_xml_text(text)}"'


def to_csv(result: Result) -> str:
    r"""Write CSV that no spreadsheet takes for formulas.

    SPARQL results CSV, but text that begins as a formula gets an apostrophe in front; numbers
    are left alone.

    Raises:
        QueryError: The query makes triples.
    """
    if isinstance(result, Triples):
        raise mismatch("csv", "ttl or nquads")
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    if isinstance(result, Truth):
        writer.writerows([["boolean"], [str(result.value).lower()]])
        return buffer.getvalue()
    writer.writerow(result.variables)
    writer.writerows([[_csv_cell(term) for term in row] for row in result.rows])
    return buffer.getvalue()


def _csv_cell(term: Term | None) -> str:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if term is None:
        return ""
    if isinstance(term, pyoxigraph.NamedNode):
        return term.value
    text = term.value if isinstance(term, pyoxigraph.Literal) else str(term)
    is_number = isinstance(term, pyoxigraph.Literal) and term.datatype.value in _NUMBERS
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not is_number else text


def to_tsv(result: Result) -> str:
    """Write SPARQL results TSV: terms as in Turtle, so nothing is lost.

    Raises:
        QueryError: The query makes triples.
    """
    if isinstance(result, Triples):
        raise mismatch("tsv", "ttl or nquads")
    if isinstance(result, Truth):
        return f"?boolean\n{str(result.value).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in result.variables)]
    lines += ["\t".join("" if t is None else _tsv_cell(t) for t in row) for row in result.rows]
    return "".join(f"{line}\n" for line in lines)


def _tsv_cell(term: Term) -> str:
    return str(term).replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


#: By the name that users type.
RESULT_FORMATS = MappingProxyType(
    {
        entry.name: entry
        for entry in (
            ResultFormat("json", "application/sparql-results+json", False, to_json),
            ResultFormat("xml", "application/sparql-results+xml", False, to_xml),
            ResultFormat("csv", "text/csv", False, to_csv),
            ResultFormat("tsv", "text/tab-separated-values", False, to_tsv),
            ResultFormat("ttl", "text/turtle", True, to_turtle),
            ResultFormat("nquads", "application/n-quads", True, to_nquads),
            ResultFormat("nt", "application/n-triples", True, to_nquads),
            ResultFormat("jsonld", "application/ld+json", True, to_jsonld),
            ResultFormat("rdfxml", "application/rdf+xml", True, to_rdfxml),
        )
    }
)


def cells(result: Table, base: str = "") -> list[list[str]]:
    """Return a table's terms for reading; see :func:`plain`."""
    return [[plain(term, base) for term in row] for row in result.rows]

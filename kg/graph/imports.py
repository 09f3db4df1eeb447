"""Reads exports back: our own N-Quads, TriG and JSON-LD, and KGX of ours or of others.

What is read becomes quads in memory, to be queried, validated or loaded elsewhere. Nothing is
fetched: JSON-LD contexts must stand in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import ReadError
from kg.graph.exports.kgx import CATEGORIES, PREDICATES
from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink, check_iri
from kg.terms import KG, RDF, RDFS, SKOS, entity_type, expand, individual, predicate

if TYPE_CHECKING:
    import pyoxigraph

LARGEST = 2 << 30
_DIRECTION = "object_direction_qualifier"
_LONGEST_LINE = 16 << 20
_LISTS = frozenset({"category", "qualifiers", "publications", "supporting_text", "xref"})
_TYPES = {biolink: name for name, biolink in reversed(list(CATEGORIES.items()))}
_RELATIONS = {
    (name, direction): (relation, turned)
    for relation, (name, direction, turned) in reversed(list(PREDICATES.items()))
}


def import_quads(path: Path) -> pyoxigraph.Store:
    """Read N-Quads (.nq), TriG (.trig), Turtle (.ttl) or JSON-LD (.jsonld) into memory.

    Raises:
        ReadError: The file is missing, too large, malformed or of another format.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    formats = {
        ".nq": pyoxigraph.RdfFormat.N_QUADS,
        ".trig": pyoxigraph.RdfFormat.TRIG,
        ".ttl": pyoxigraph.RdfFormat.TURTLE,
        ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
    }
    media = formats.get(path.suffix.lower())
    if media is None:
        known = ", ".join(formats)
        raise ReadError("not a format that can be imported", path=str(path), remedy=f"use {known}")
    data, store = _bytes(path), pyoxigraph.Store()
    try:
        store.load(data, format=media)
    except (SyntaxError, ValueError, OSError) as error:
        raise ReadError(f"malformed: {str(error)[:200]}", path=str(path)) from error
    return store


def import_kgx(folder: Path, mint: Minter | None = None) -> pyoxigraph.Store:
    """Read nodes and edges, as JSON Lines or else as TSV, into the graph ``…/import``.

    Every edge becomes a claim with subject, relation, object and polarity; it has no quote, because
    KGX has no offsets, so it is never a plain triple and never counts as a claim of a document.

    Raises:
        ReadError: A file is missing, too large, or a line is no JSON object with what KGX asks for.
    """
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    mint = mint or Minter()
    sink = QuadSink(mint.graph("import"))
    for place, node in _kgx_rows(folder, "nodes"):
        _node(sink, mint, node, place)
    for place, edge in _kgx_rows(folder, "edges"):
        _edge(sink, mint, edge, place)
    store = pyoxigraph.Store()
    store.load("".join(sink.sorted_lines()).encode(), format=pyoxigraph.RdfFormat.N_QUADS)
    return store


def _node(sink: QuadSink, mint: Minter, node: Mapping[str, Any], place: str) -> None:
    curie = _text(node, "id", place)
    iri = _entity(mint, curie)
    sink.iri(iri, RDF.type, KG.Entity)
    sink.string(iri, SKOS.notation, curie)
    name = node.get("name")
    if isinstance(name, str):
        sink.string(iri, RDFS.label, name)
        sink.string(iri, SKOS.prefLabel, name)
    match = expand(curie)
    if match is not None:
        sink.iri(iri, SKOS.exactMatch, match)
    for category in _texts(node, "category"):
        if category in _TYPES:
            sink.iri(iri, RDF.type, entity_type(_TYPES[category]))


def _edge(sink: QuadSink, mint: Minter, edge: Mapping[str, Any], place: str) -> None:
    ends = [_entity(mint, _text(edge, end, place)) for end in ("subject", "object")]
    relation, turned = _relation(edge, place)
    iri = mint.thing("imported", *(_text(edge, key, place) for key in ("id", "subject", "object")))
    subject, target = reversed(ends) if turned else ends
    negated = edge.get("negated") in (True, "true")
    sink.iri(iri, RDF.subject, subject)
    sink.iri(iri, RDF.predicate, predicate(relation))
    sink.iri(iri, RDF.object, target)
    sink.iri(iri, KG.polarity, individual("polarity", "negated" if negated else "affirmed"))
    for words in _texts(edge, "supporting_text"):
        sink.string(iri, KG.quoteText, words)


def _relation(edge: Mapping[str, Any], place: str) -> tuple[str, bool]:
    """Return our relation of an edge, and whether its ends change places."""
    original = str(edge.get("original_predicate", "")).removeprefix("kg:")
    if original in PREDICATES:
        return original, PREDICATES[original][2]
    name = _text(edge, "predicate", place)
    given = (text.partition(":") for text in _texts(edge, "qualifiers"))
    named = {key: value for key, _, value in given}
    direction = edge.get(_DIRECTION) or named.get(_DIRECTION)
    found = _RELATIONS.get((name, str(direction) if direction else None))
    return found or _RELATIONS.get((name, None)) or ("associatedWith", False)


def _entity(mint: Minter, curie: str) -> str:
    own = curie.removeprefix("citegraph:")
    if own == curie:
        return mint.concept(curie)
    return check_iri(mint.base + own)


def _kgx_rows(folder: Path, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    lines, table = folder / f"{name}.jsonl", folder / f"{name}.tsv"
    return _table_rows(table) if table.exists() and not lines.exists() else _objects(lines)


def _table_rows(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the rows of a KGX table; lists are parted by ``|``."""
    lines = _bytes(path).decode("utf-8", "replace").split("\n")
    header = lines[0].rstrip("\r").split("\t")
    for number, line in enumerate(lines[1:], 2):
        cells = line.rstrip("\r").split("\t")
        if not line.strip():
            continue
        if len(cells) > len(header):
            raise ReadError("more cells than columns", path=f"{path}:{number}")
        pairs = zip(header, cells, strict=False)
        yield (
            f"{path}:{number}",
            {key: cell.split("|") if key in _LISTS else cell for key, cell in pairs if cell},
        )


def _objects(path: Path) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, line in enumerate(_bytes(path).split(b"\n"), 1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            value = json.loads(line) if len(line) <= _LONGEST_LINE else None
        except ValueError as error:
            raise ReadError("the line is no JSON", path=place) from error
        if not isinstance(value, dict):
            raise ReadError("the line is no JSON object, or too long", path=place)
        yield place, value


def _text(record: Mapping[str, Any], key: str, place: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value:
        raise ReadError(f"{key!r} is missing", path=place)
    return value


def _texts(record: Mapping[str, Any], key: str) -> list[str]:
    value = record.get(key)
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(f"larger than {LARGEST} bytes", path=str(path))
        return path.read_bytes()
    except OSError as error:
        raise ReadError(f"cannot be read: {error.strerror}", path=str(path)) from error

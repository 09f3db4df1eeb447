"""Builds a compiled dictionary from vocabulary files: ``kg vocab build``."""

from __future__ import annotations

import hashlib
import importlib
import io
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from kg.errors import LexiconError
from kg.lexicon.dictionary import DictionarySummary, compile_terms
from kg.lexicon.skos import PREFIXES
from kg.lexicon.term_sources import (
    RawTerm,
    TermSource,
    is_sssom,
    read_cellxgene,
    read_obo,
    read_sssom,
    read_table,
)

_LIMIT = 2_000_000_000  # bytes of a file, after decompression
_RDF = {".ttl": "TURTLE", ".nt": "N_TRIPLES", ".owl": "RDF_XML", ".rdf": "RDF_XML"}
_OBO_IRI = re.compile(r"http://purl\.obolibrary\.org/obo/([A-Za-z]+)_(\w+)")
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_OBO = "http://www.geneontology.org/formats/oboInOwl#"
_OWL = "http://www.w3.org/2002/07/owl#"
_LABELS = (f"{_SKOS}prefLabel", "http://www.w3.org/2000/01/rdf-schema#label")
_SYNONYMS = (f"{_SKOS}altLabel", f"{_OBO}hasExactSynonym")


def build_dictionary(sources: Sequence[Path], output: Path) -> DictionarySummary:
    """Compile vocabulary files into a dictionary; the same files give the same bytes.

    Formats by name: ``.obo``, ``.tsv`` (terms, or SSSOM mappings), ``.json`` and ``.json.zst``
    (tables of cellxgene-ontology-guide), ``.ttl``, ``.nt``, ``.owl``, ``.rdf`` (OWL or SKOS).

    Args:
        sources: In order of preference: of two terms with one name, the first is meant.
        output: The dictionary, for :func:`kg.lexicon.installed.load_dictionary`.

    Raises:
        LexiconError: A file cannot be read, or nothing in it is a term.
    """
    text, summary = compile_terms([read_source(path) for path in sources])
    if not summary.concepts:
        raise LexiconError("no terms found", path=", ".join(map(str, sources)))
    temporary = output.with_name(f"{output.name}.tmp")
    temporary.write_text(text, encoding="utf-8")
    temporary.replace(output)
    return summary


def read_source(path: Path) -> TermSource:
    """Return the terms, or mappings, of one vocabulary file.

    Raises:
        LexiconError: The file cannot be read, is too large or has an unknown format.
    """
    data = _content(path)
    digest = hashlib.sha256(data).hexdigest()
    suffix = path.name.removesuffix(".zst").rpartition(".")[2].lower()
    if f".{suffix}" in _RDF:
        return TermSource(path.name, "", digest, tuple(_rdf_terms(data, f".{suffix}", path)))
    text = data.decode("utf-8", errors="replace")
    if suffix == "obo":
        release, terms = read_obo(text)
        return TermSource(path.name, release, digest, tuple(terms))
    if suffix == "json":
        return TermSource(path.name, "", digest, tuple(read_cellxgene(text, str(path))))
    if suffix == "tsv" and is_sssom(text):
        return TermSource(path.name, "", digest, (), tuple(read_sssom(text, str(path))))
    if suffix == "tsv":
        return TermSource(path.name, "", digest, tuple(read_table(text, str(path))))
    remedy = "known are .obo, .tsv, .json, .json.zst, .ttl, .nt, .owl and .rdf"
    raise LexiconError("unknown vocabulary format", path=str(path), remedy=remedy)


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = _unpacked(file, path).read(_LIMIT + 1)
    except OSError as error:
        raise LexiconError(error.strerror or str(error), path=str(path)) from error
    if len(data) > _LIMIT:
        raise LexiconError(f"larger than {_LIMIT:,} bytes", path=str(path))
    return data


def _unpacked(file: IO[bytes], path: Path) -> IO[bytes]:
    if path.suffix != ".zst":
        return file
    try:
        zstandard: Any = importlib.import_module("zstandard")
    except ImportError as error:
        remedy = "pip install 'citegraph[vocabularies]'"
        raise LexiconError("zstandard is missing", path=str(path), remedy=remedy) from error
    try:
        packed = zstandard.ZstdDecompressor().stream_reader(file).read(_LIMIT + 1)
    except zstandard.ZstdError as error:
        raise LexiconError(f"not a zstd file: {error}", path=str(path)) from error
    return io.BytesIO(packed)


def _rdf_terms(data: bytes, suffix: str, path: Path) -> Iterator[RawTerm]:
    """Yield the terms of an OWL or SKOS file, in order of their identifiers."""
    import pyoxigraph  # noqa: PLC0415 - only where RDF is read

    # entities can grow without bound while they are parsed
    if suffix in (".owl", ".rdf") and re.search(rb"<!(?:DOCTYPE|ENTITY)", data):
        remedy = "convert it to Turtle or OBO"
        raise LexiconError("an XML document type is refused", path=str(path), remedy=remedy)
    names: dict[str, dict[str, list[str]]] = {}
    try:
        for quad in pyoxigraph.parse(data, format=getattr(pyoxigraph.RdfFormat, _RDF[suffix])):
            if isinstance(quad.subject, pyoxigraph.NamedNode) and _is_english(quad.object):
                values = names.setdefault(quad.subject.value, {})
                values.setdefault(quad.predicate.value, []).append(quad.object.value)
    except (SyntaxError, ValueError) as error:
        raise LexiconError(f"not valid RDF: {error}", path=str(path)) from error
    for iri in sorted(names):
        if term := _rdf_term(iri, names[iri]):
            yield term


def _is_english(value: Any) -> bool:
    """Say whether an object is an IRI, or a literal in English or without a language."""
    if not hasattr(value, "value"):
        return False
    language = getattr(value, "language", None)
    return language is None or language.lower().split("-")[0] == "en"


def _rdf_term(iri: str, values: dict[str, list[str]]) -> RawTerm | None:
    labels = [label for key in _LABELS for label in sorted(values.get(key, ()))]
    if not labels or "true" in values.get(f"{_OWL}deprecated", ()):
        return None
    synonyms = [name for key in _SYNONYMS for name in sorted(values.get(key, ()))]
    exact = tuple(sorted(_curie(other) for other in values.get(f"{_SKOS}exactMatch", ())))
    return RawTerm(_curie(iri), labels[0], tuple(dict.fromkeys(synonyms)), None, exact)


def _curie(iri: str) -> str:
    """Return the CURIE of an IRI; the IRI itself where no prefix is known."""
    if match := _OBO_IRI.fullmatch(iri):
        return f"{match[1]}:{match[2]}"
    for prefix, base in PREFIXES.items():
        if iri.startswith(base):
            return f"{prefix}:{iri.removeprefix(base)}"
    return iri

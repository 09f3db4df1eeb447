"""Terms of published vocabularies: OBO, TSV, the JSON tables of cellxgene, SSSOM mappings.

RDF formats (OWL, SKOS) are read in :mod:`kg.build.vocabularies`; nothing here needs a library.

Source: OBO Flat File Format 1.4; A Simple Standard for Sharing Ontological Mappings (SSSOM) 0.15.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import LexiconError

_SYNONYM = re.compile(r'^synonym: "((?:[^"\\]|\\.)*)" ([A-Z]+)')
_RELEASE = re.compile(r"^data-version: (?:\S*/)?(\S+)", re.MULTILINE)
_EXACT = ("skos:exactMatch", "semapv:exactMatch", "owl:equivalentClass")
_CURIE = re.compile(r"[A-Za-z][\w.]*:\S+")


@dataclass(frozen=True, slots=True)
class RawTerm:
    """A term as its vocabulary has it.

    Attributes:
        id: CURIE; an IRI where no prefix is known.
        type: Name of an entity type, or None where the source does not say.
        exact_matches: Identifiers of the same thing in other vocabularies.
    """

    id: str
    label: str
    synonyms: tuple[str, ...] = ()
    type: str | None = None
    exact_matches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermSource:
    """The terms of one file.

    Attributes:
        name: Name of the file.
        release: What the file says of its version, or an empty string.
        sha256: Hex digest of the file.
        terms: In the order of the file.
        mappings: Pairs of identifiers that mean the same, from SSSOM.
    """

    name: str
    release: str
    sha256: str
    terms: tuple[RawTerm, ...]
    mappings: tuple[tuple[str, str], ...] = ()


def read_obo(text: str) -> tuple[str, Iterator[RawTerm]]:
    r"""Return release and current terms of an OBO file; only exact synonyms count.

    >>> release, terms = read_obo('data-version: x/2025\n[Term]\nid: A:1\nname: tea\n')
    >>> release, [term.label for term in terms]
    ('2025', ['tea'])
    """
    header, *stanzas = re.split(r"^\[(?=[A-Z])", text, flags=re.MULTILINE)
    found = _RELEASE.search(header)
    terms = (_obo_term(s) for s in stanzas if s.startswith("Term]"))
    return found[1] if found else "", (term for term in terms if term)


def _obo_term(stanza: str) -> RawTerm | None:
    values: dict[str, str] = {}
    synonyms: list[str] = []
    for line in stanza.splitlines()[1:]:
        tag, _, value = line.partition(": ")
        match = _SYNONYM.match(line) if tag == "synonym" else None
        if match and match[2] == "EXACT":
            synonyms.append(re.sub(r"\\(.)", r"\1", match[1]))
        values.setdefault(tag, value.strip())
    if values.get("is_obsolete") == "true" or not values.get("id") or not values.get("name"):
        return None
    return RawTerm(values["id"], values["name"], tuple(synonyms))


def read_cellxgene(text: str, path: str) -> Iterator[RawTerm]:
    """Yield the current terms of a table of cellxgene-ontology-guide (a JSON object by CURIE).

    Raises:
        LexiconError: The text is no such table.
    """
    try:
        table = json.loads(text)
    except ValueError as error:
        raise LexiconError(f"not JSON: {error}", path=path) from error
    if not isinstance(table, dict):
        raise LexiconError("expected an object of terms by identifier", path=path)
    for curie, entry in table.items():
        if not isinstance(entry, dict) or entry.get("deprecated"):
            continue
        label, synonyms = entry.get("label"), entry.get("synonyms") or ()
        if isinstance(label, str) and label:
            yield RawTerm(curie, label, tuple(s for s in synonyms if isinstance(s, str)))


def read_table(text: str, path: str) -> Iterator[RawTerm]:
    """Yield the terms of a TSV file with the columns id and label.

    Further columns: ``type``, ``synonyms`` and ``exact_matches`` (both separated by ``|``).

    Raises:
        LexiconError: A column is missing, or a row has another number of cells.
    """
    rows = _rows(text, path)
    for row in rows:
        if "id" not in row or "label" not in row:
            raise LexiconError("expected the columns id and label", path=path)
        if row["id"] and row["label"]:
            yield RawTerm(
                row["id"],
                row["label"],
                _split(row.get("synonyms", "")),
                row.get("type") or None,
                _split(row.get("exact_matches", "")),
            )


def read_sssom(text: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield the pairs of identifiers that an SSSOM table maps as the same."""
    for row in _rows(text, path):
        if row.get("predicate_id") in _EXACT and row.get("predicate_modifier", "") != "Not":
            pair = (row.get("subject_id", ""), row.get("object_id", ""))
            if all(_CURIE.fullmatch(curie) for curie in pair):
                yield pair


def is_sssom(text: str) -> bool:
    """Say whether a table is an SSSOM mapping set, by its columns."""
    header = next((line for line in text.splitlines() if line and not line.startswith("#")), "")
    return {"subject_id", "predicate_id", "object_id"} <= set(header.split("\t"))


def _rows(text: str, path: str) -> Iterator[dict[str, str]]:
    lines = enumerate(text.splitlines(), start=1)
    content = ((number, line) for number, line in lines if line and not line.startswith("#"))
    header = next(content, (0, ""))[1].split("\t")
    for number, line in content:
        cells = line.split("\t")
        if len(cells) != len(header):
            raise LexiconError(f"expected {len(header)} cells", path=path, offset=number)
        yield dict(zip(header, cells, strict=True))


def _split(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split("|") if part.strip())

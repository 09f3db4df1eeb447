"""Concepts: what the vocabulary knows, read from ``kg/data/vocabulary/*.tsv``.

Tables rather than YAML: several hundred rows load in a few milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from kg.errors import LexiconError
from kg.model.closed_terms import EntityType

_FOLDER = "vocabulary"
_IDENTIFIERS = "identifiers.tsv"
_TERM_COLUMNS = ("label", "type", "synonyms")
_IDENTIFIER_COLUMNS = ("concept", "curie", "label_in_source", "source", "match")
MATCHES = ("exact", "close")


@dataclass(frozen=True, slots=True)
class Identifier:
    """A CURIE of a concept, and where it was verified.

    Attributes:
        label: The preferred label in that source.
        source: The package, version and file that carries it.
        match: ``exact`` (the same thing) or ``close`` (nearly: a salt, a broader heading).
    """

    curie: str
    label: str
    source: str
    match: str


@dataclass(frozen=True, slots=True)
class Concept:
    """A thing of the domain.

    Attributes:
        id: CURIE, or None where no verified identifier is known.
        label: Canonical name; unique in its vocabulary.
        synonyms: Other names, as written.
        exact_matches: Further CURIEs of the same thing.
        vocabulary: Where the identifier was verified, or where the concept comes from.
        identifiers: All identifiers, the primary first.
    """

    id: str | None
    label: str
    type: EntityType
    synonyms: tuple[str, ...] = ()
    exact_matches: tuple[str, ...] = ()
    vocabulary: str = "citegraph"
    identifiers: tuple[Identifier, ...] = ()


def load_concepts() -> tuple[Concept, ...]:
    """Return the concepts of the vocabulary that comes with citegraph, file by file, in order.

    Raises:
        LexiconError: A row breaks the format, a label occurs twice, or an identifier names an
            unknown concept.
    """
    identifiers = load_identifiers()
    concepts: dict[str, Concept] = {}
    for name in _files():
        for line, (label, kind, synonyms) in _rows(name, _TERM_COLUMNS):
            if label in concepts:
                raise LexiconError(f"concept {label!r} occurs twice", path=name, offset=line)
            concepts[label] = _concept(
                label, _type(kind, name, line), synonyms, identifiers.pop(label, ())
            )
    if identifiers:
        raise LexiconError(f"unknown concept {min(identifiers)!r}", path=_IDENTIFIERS)
    return tuple(concepts.values())


def load_identifiers() -> dict[str, tuple[Identifier, ...]]:
    """Return the verified identifiers by the label of their concept, in order of preference."""
    found: dict[str, list[Identifier]] = {}
    for line, (concept, curie, label, source, match) in _rows(_IDENTIFIERS, _IDENTIFIER_COLUMNS):
        if match not in MATCHES:
            raise LexiconError(
                f"match {match!r} is none of {MATCHES}", path=_IDENTIFIERS, offset=line
            )
        found.setdefault(concept, []).append(Identifier(curie, label, source, match))
    return {concept: tuple(rows) for concept, rows in found.items()}


def _concept(
    label: str, kind: EntityType, synonyms: str, identifiers: tuple[Identifier, ...]
) -> Concept:
    exact = [identifier for identifier in identifiers if identifier.match == "exact"]
    return Concept(
        id=exact[0].curie if exact else None,
        label=label,
        type=kind,
        synonyms=tuple(name.strip() for name in synonyms.split("|") if name.strip()),
        exact_matches=tuple(identifier.curie for identifier in exact[1:]),
        vocabulary=exact[0].source if exact else "citegraph",
        identifiers=identifiers,
    )


def _type(name: str, path: str, line: int) -> EntityType:
    try:
        return EntityType(name)
    except ValueError as error:
        raise LexiconError(f"unknown type {name!r}", path=path, offset=line) from error


def _files() -> list[str]:
    folder = resources.files("kg").joinpath("data", _FOLDER)
    names = (entry.name for entry in folder.iterdir() if entry.name.endswith(".tsv"))
    return sorted(name for name in names if name != _IDENTIFIERS)


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and cells of each row; ``#`` starts a comment line."""
    file = resources.files("kg").joinpath("data", _FOLDER, name)
    header: list[str] | None = None
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if header is None:
            header = cells
            if tuple(cells) != columns:
                raise LexiconError(f"expected the columns {columns}", path=name, offset=number)
            continue
        if len(cells) != len(columns):
            raise LexiconError(f"expected {len(columns)} cells", path=name, offset=number)
        yield number, cells

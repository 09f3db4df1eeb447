"""Puts values into named queries: words become terms of the store, never text of the query."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.errors import QueryError
from kg.lexicon.normalise import folded
from kg.query.named_queries import Kind, NamedQuery, Parameter, slot
from kg.terms import CURIE_BASES, XSD, expand

if TYPE_CHECKING:
    import pyoxigraph

    from kg.graph import Store

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:Z|[+-]\d{2}:\d{2})")
_INTEGER = re.compile(r"-?\d{1,18}")
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^\x00-\x20<>\"{}|^`\\]+")


def bind(query: NamedQuery, settings: Mapping[str, str], store: Store) -> str:
    """Return the text of a named query with its parameters set.

    Args:
        query: The query.
        settings: Parameter → what the user gave: a label, an identifier, an IRI, a number, a day.
        store: Where labels are looked up.

    Raises:
        QueryError: A parameter is unknown, missing or malformed, or the store has no such thing.
    """
    for name in settings:
        if query.parameter(name) is None:
            known = ", ".join(p.name for p in query.parameters) or "none"
            raise QueryError(f"{query.name} has no parameter {name!r}", remedy=f"it has: {known}")
    text = query.text
    for parameter in query.parameters:
        value = settings.get(parameter.name, parameter.default)
        if value is None and parameter.is_required:
            raise QueryError(
                f"{query.name} needs {parameter.name}: {parameter.meaning}",
                remedy=f"for example: {query.example}",
            )
        if value is not None:
            terms = " ".join(str(term) for term in _terms(parameter, value, store))
            text = text.replace(slot(parameter.name), f"VALUES ?{parameter.name} {{ {terms} }}")
    return text


def _terms(
    parameter: Parameter, value: str, store: Store
) -> Sequence[pyoxigraph.NamedNode | pyoxigraph.Literal]:
    if parameter.kind is Kind.ENTITY:
        return find_entities(value, store)
    if parameter.kind is Kind.DOCUMENT:
        return _documents(value, store)
    if parameter.kind is Kind.CLAIM:
        return _claims(value, store)
    return [_literal(parameter, value)]


def _literal(parameter: Parameter, value: str) -> pyoxigraph.Literal:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    if parameter.kind is Kind.INTEGER and _INTEGER.fullmatch(value):
        return pyoxigraph.Literal(str(int(value)), datatype=pyoxigraph.NamedNode(XSD.integer))
    if parameter.kind is Kind.DATE:
        moment = f"{value}T00:00:00Z" if _DAY.fullmatch(value) else value
        if _MOMENT.fullmatch(moment):
            return pyoxigraph.Literal(moment, datatype=pyoxigraph.NamedNode(XSD.dateTime))
    raise QueryError(
        f"{parameter.name}: {value!r} is no {parameter.kind.value}",
        remedy="a day is 2026-05-01" if parameter.kind is Kind.DATE else "give a whole number",
    )


# things of the store


def find_entities(value: str, store: Store) -> list[pyoxigraph.NamedNode]:
    """Return the entities that a label, a CURIE or an IRI names, sorted.

    Labels and synonyms of the store come first, then those of the vocabulary (other number,
    spelling or synonym), then the store's in any case.

    Raises:
        QueryError: The store has none; says which labels are near.
    """
    found = _identified(value, store) or _labelled({value, value.lower()}, store)
    found = found or _labelled(_other_names(value), store) or _folded(value, store)
    if not found:
        labels = sorted({label for label, _ in _all_labels(store)})
        raise _unknown("entity", value, labels)
    return found


def _identified(value: str, store: Store) -> list[pyoxigraph.NamedNode]:
    iris = [value] if _IRI.fullmatch(value) else []
    prefix, colon, local = value.partition(":")
    if colon and prefix.upper() in CURIE_BASES | {name.upper(): "" for name in CURIE_BASES}:
        known = next(name for name in CURIE_BASES if name.upper() == prefix.upper())
        external = expand(f"{known}:{local}")
        iris = [store.mint.concept(f"{known}:{local}"), *([external] if external else [])]
    return _select(
        "SELECT DISTINCT ?e { VALUES ?iri { UNDEF } ?e skos:exactMatch? ?iri ; a kg:Entity }",
        _nodes(iris),
        store,
    )


def _labelled(labels: Iterable[str], store: Store) -> list[pyoxigraph.NamedNode]:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    terms = [pyoxigraph.Literal(label) for label in sorted(labels)]
    return _select(
        "SELECT DISTINCT ?e { VALUES ?label { UNDEF } "
        "?e skos:prefLabel|skos:altLabel ?label ; a kg:Entity }",
        terms,
        store,
    )


def _other_names(value: str) -> set[str]:
    """Return the label, synonyms and number of the concept that the vocabulary knows."""
    from kg.lexicon.installed import default_vocabulary  # noqa: PLC0415 - likewise
    from kg.lexicon.labels import canonical_label  # noqa: PLC0415 - builds the automaton

    names = {canonical_label(value)}
    match = default_vocabulary().lookup(value)
    if match is not None:
        names |= {match.concept.label, *match.concept.synonyms}
    return names


def _folded(value: str, store: Store) -> list[pyoxigraph.NamedNode]:
    from kg.lexicon.variants import without_plural  # noqa: PLC0415 - only for rare labels

    wanted = {form for form, _ in without_plural(folded(value))}
    pairs = [(folded(label), node) for label, node in _all_labels(store)]
    found = {node for form, node in pairs if wanted & {form, *_forms(form)}}
    return sorted(found, key=str)


def _forms(form: str) -> set[str]:
    from kg.lexicon.variants import without_plural  # noqa: PLC0415 - only for rare labels

    return {other for other, _ in without_plural(form)}


def _all_labels(store: Store) -> list[tuple[str, pyoxigraph.NamedNode]]:
    rows = store.query("SELECT ?l ?e { ?e a kg:Entity ; skos:prefLabel|skos:altLabel ?l }")
    return [(row["l"].value, row["e"]) for row in rows]


def _documents(value: str, store: Store) -> list[pyoxigraph.NamedNode]:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    names: list[pyoxigraph.NamedNode | pyoxigraph.Literal] = [pyoxigraph.Literal(value)]
    names += _nodes([value]) if _IRI.fullmatch(value) else []
    found = _select(
        "SELECT DISTINCT ?e { VALUES ?n { UNDEF } "
        "?e (dcterms:identifier|dcterms:title)? ?n ; a kg:Document }",
        names,
        store,
    )
    if not found:
        raise _unknown("document", value, [entry.id for entry in store.manifest.documents])
    return found


def _claims(value: str, store: Store) -> list[pyoxigraph.NamedNode]:
    iri = value if _IRI.fullmatch(value) else store.mint.claim(value.removeprefix("claim/"))
    found = _select(
        "SELECT DISTINCT ?e { VALUES ?iri { UNDEF } ?e a kg:Claim FILTER(?e = ?iri) }",
        _nodes([iri]),
        store,
    )
    if not found:
        raise QueryError(f"no claim {value!r}", remedy="find ids with: kg trace WORDS")
    return found


def _nodes(iris: Iterable[str]) -> list[pyoxigraph.NamedNode]:
    import pyoxigraph  # noqa: PLC0415 - costs a command's start-up

    return [pyoxigraph.NamedNode(iri) for iri in iris]


def _select(
    sparql: str, terms: Sequence[pyoxigraph.NamedNode | pyoxigraph.Literal], store: Store
) -> list[pyoxigraph.NamedNode]:
    if not terms:
        return []
    text = sparql.replace("UNDEF", " ".join(str(term) for term in terms))
    return sorted((row["e"] for row in store.query(text)), key=str)


def _unknown(what: str, value: str, names: Sequence[str]) -> QueryError:
    import difflib  # noqa: PLC0415 - only for what the store has not

    near = difflib.get_close_matches(folded(value), names, 3)
    remedy = f"did you mean {' or '.join(repr(name) for name in near)}?" if near else None
    return QueryError(f"the store has no {what} {value!r}", remedy=remedy)

"""Which documents a question is about, so that a large store need not be read whole.

A part is chosen from the quads and the manifest; records and what appraisal said about their
claims are then read for these documents alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from kg.graph.corpus_parts import part_of

if TYPE_CHECKING:
    from kg.graph.reader import StoreReader

_NAMES = """
SELECT ?entity ?label WHERE {
  GRAPH <vocabulary> { ?entity skos:prefLabel|skos:altLabel|skos:notation ?label }
}"""
_TOUCHING = """
SELECT DISTINCT ?claim ?subject ?object WHERE {
  VALUES ?entity { %s }
  { ?claim rdf:subject ?entity } UNION { ?claim rdf:object ?entity }
  ?claim a kg:Claim ; rdf:subject ?subject ; rdf:object ?object .
}"""
_AT_ONCE = 500  # entities in one query


def documents_near(store: StoreReader, topic: str, hops: int) -> frozenset[str]:
    """Return the ids of documents with a claim at most ``hops`` steps from a topic.

    Args:
        store: The store.
        topic: Part of an entity's name, or its identifier; letter case is no matter.
        hops: How many claims to follow; 0 reaches none, but the entities themselves.
    """
    homes = _homes(store)
    reached = frontier = _entities_named(store, topic)
    found: set[str] = set()
    for _ in range(max(hops, 1)):
        ends: set[str] = set()
        for row in _touching(store, sorted(frontier)):
            found.add(homes[row["claim"].value])
            ends |= {row["subject"].value, row["object"].value}
        frontier = frozenset(ends - reached)
        reached |= frontier
    return frozenset(found)


def documents_beside(store: StoreReader, document: str) -> frozenset[str]:
    """Return the id of a document and those whose claims state or deny what one of its own does."""
    entry = store.manifest.entry(document)
    if entry is None:
        return frozenset()
    homes = {claim: other.id for other in store.manifest.documents for claim in other.claims}
    part = part_of(store.plain_corpus(), frozenset(entry.claims))
    groups = [[*p["supporting"], *p["disputing"]] for p in part["propositions"]]
    groups += [[c["first"], c["second"]] for c in part["conflicts"]]
    return frozenset({document, *(homes[claim] for group in groups for claim in group)})


def _homes(store: StoreReader) -> Mapping[str, str]:
    """Return for the IRI of each claim the id of its document."""
    mint = store.mint
    return {mint.claim(c): entry.id for entry in store.manifest.documents for c in entry.claims}


def _entities_named(store: StoreReader, topic: str) -> frozenset[str]:
    wanted = " ".join(topic.casefold().split())
    return frozenset(
        row["entity"].value
        for row in store.query(_NAMES)
        if wanted in row["label"].value.casefold()
    )


def _touching(store: StoreReader, entities: list[str]) -> Iterable[Any]:
    for start in range(0, len(entities), _AT_ONCE):
        values = " ".join(f"<{entity}>" for entity in entities[start : start + _AT_ONCE])
        yield from store.query(_TOUCHING % values)

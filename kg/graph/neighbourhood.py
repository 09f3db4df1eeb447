"""Which documents a question is about, so that a large store need not be read whole.

A part is chosen from the quads and the manifest; records and what appraisal said about their
claims are then read for these documents alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Any

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
_BESIDE = """
SELECT DISTINCT ?other WHERE {
  VALUES ?claim { %s }
  { ?proposition kg:statedBy|kg:deniedBy ?claim ; kg:statedBy|kg:deniedBy ?other }
  UNION { ?claim kg:conflictsWith ?other }
}"""
_AT_ONCE = 500  # things named in one query


def documents_near(store: StoreReader, topic: str, hops: int) -> frozenset[str]:
    """Return the ids of documents with a claim at most ``hops`` steps from a topic.

    Args:
        store: The store.
        topic: Part of an entity's name, or its identifier; letter case is no matter.
        hops: How many claims to follow; 0 reaches none, but the entities themselves.
    """
    reached = frontier = _entities_named(store, topic)
    claims: set[str] = set()
    for _ in range(max(hops, 1)):
        ends: set[str] = set()
        for row in _ask(store, _TOUCHING, frontier):
            claims.add(row["claim"].value)
            ends |= {row["subject"].value, row["object"].value}
        frontier = frozenset(ends - reached)
        reached |= frontier
    return _homes(store, claims)


def documents_beside(store: StoreReader, document: str) -> frozenset[str]:
    """Return the id of a document and those whose claims state or deny what one of its own does."""
    entry = store.manifest.entry(document)
    if entry is None:
        return frozenset()
    own = frozenset(map(store.mint.claim, entry.claims))
    beside = {row["other"].value for row in _ask(store, _BESIDE, own)}
    return _homes(store, own | beside) | {document}


def _homes(store: StoreReader, claims: Collection[str]) -> frozenset[str]:
    """Return the ids of the documents that hold some claims, named by IRI."""
    name = store.mint.claim
    entries = store.manifest.documents
    return frozenset(e.id for e in entries if any(name(claim) in claims for claim in e.claims))


def _entities_named(store: StoreReader, topic: str) -> frozenset[str]:
    wanted = " ".join(topic.casefold().split())
    return frozenset(
        row["entity"].value
        for row in store.query(_NAMES)
        if wanted in row["label"].value.casefold()
    )


def _ask(store: StoreReader, query: str, things: Collection[str]) -> Iterator[Any]:
    """Yield the rows of a query about some things, in portions."""
    named = sorted(things)
    for start in range(0, len(named), _AT_ONCE):
        yield from store.query(query % " ".join(f"<{n}>" for n in named[start : start + _AT_ONCE]))

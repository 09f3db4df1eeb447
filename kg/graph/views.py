"""The same store through rdflib and networkx."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from kg.graph.claim_quads import argument_iri
from kg.graph.minting import Minter
from kg.model.appraisal import Corpus
from kg.model.claim import Argument, Claim
from kg.terms import PREFIXES

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph
    import rdflib


def rdflib_dataset(quads: pyoxigraph.Store) -> rdflib.Dataset:
    """Return quads as an rdflib Dataset whose default graph is the union of all graphs."""
    import rdflib  # noqa: PLC0415 - slow to import
    from oxrdflib import OxigraphStore  # noqa: PLC0415 - slow to import

    dataset = rdflib.Dataset(store=OxigraphStore(store=quads), default_union=True)
    for prefix, iri in PREFIXES.items():
        dataset.namespace_manager.bind(prefix, iri, replace=True)
    return dataset


def claims_multigraph(claims: Iterable[Claim], corpus: Corpus, mint: Minter) -> nx.MultiDiGraph:
    """Return entities as nodes and claims as edges, with what ``corpus`` makes of them.

    Nodes are entity IRIs with ``label`` and ``type``; edges are keyed by claim id and carry
    ``predicate``, ``polarity``, ``certainty``, ``grade``, ``confidence``, ``document``, ``quote``,
    ``start``, ``end``, ``citations`` and ``rejected``.
    """
    import networkx as nx  # noqa: PLC0415 - slow to import

    grades = {item.claim: item.grade.level for item in corpus.grades}
    rejected = frozenset(corpus.rejected)
    graph = nx.MultiDiGraph()
    for claim in claims:
        subject, target = (_node(graph, mint, claim, a) for a in (claim.subject, claim.object))
        own = claim.grade.level if claim.grade else None
        graph.add_edge(
            subject,
            target,
            key=claim.id,
            claim=claim.id,
            predicate=claim.predicate.value,
            polarity=claim.polarity.value,
            certainty=claim.certainty.value,
            grade=grades.get(claim.id, own),
            confidence=claim.confidence,
            document=claim.document,
            quote=claim.quote.exact,
            start=claim.quote.start,
            end=claim.quote.end,
            citations=len(claim.citations),
            rejected=claim.id in rejected,
        )
    return graph


def _node(graph: nx.MultiDiGraph, mint: Minter, claim: Claim, argument: Argument) -> str:
    iri = argument_iri(mint, claim, argument)
    if iri not in graph:
        graph.add_node(iri, label=argument.label, type=argument.type.value)
    return iri

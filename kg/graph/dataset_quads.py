"""The store's description of itself (VoID and DCAT)."""

from __future__ import annotations

from collections.abc import Mapping

from kg.graph.minting import Minter
from kg.graph.nquads import QuadSink
from kg.terms import (
    DCAT,
    DCTERMS,
    KG,
    KG_BASE,
    ONTOLOGY_IRI,
    PREFIXES,
    RDF,
    VOID,
    VOID_CLASS,
)

_VOCABULARIES = ("oa", "prov", "cito", "c4o", "biro", "fabio", "skos", "schema", "obo", "dcterms")


def dataset_lines(  # noqa: PLR0913 - plain figures, all named
    mint: Minter,
    *,
    version: str,
    documents: int,
    quads: int,
    graphs: tuple[str, ...],
    classes: Mapping[str, int],
) -> list[str]:
    """Return the sorted lines of the graph ``…/dataset``.

    Args:
        mint: Names things.
        version: Version of citegraph that wrote the store.
        documents: Number of documents.
        quads: Number of quads, this graph apart.
        graphs: Names of the graphs, this one apart.
        classes: Class → number of its instances.
    """
    iri = mint.graph("dataset")
    sink = QuadSink(iri)
    for cls in (VOID.Dataset, DCAT.Dataset):
        sink.iri(iri, RDF.type, cls)
    sink.string(iri, DCTERMS.title, "Claims with their quotes, citations and evidence grades")
    words = (
        "Claims that documents state, each tied to its exact words, citation and evidence grade."
    )
    sink.string(iri, DCTERMS.description, words)
    sink.string(iri, DCAT.version, version or None)
    sink.iri(iri, DCTERMS.conformsTo, ONTOLOGY_IRI)
    sink.string(iri, VOID.uriSpace, mint.base)
    sink.integer(iri, VOID.triples, quads)
    sink.integer(iri, VOID.documents, documents)
    sink.integer(iri, VOID.entities, classes.get(KG.Claim, 0))
    sink.iri(iri, VOID.vocabulary, KG_BASE)
    for prefix in _VOCABULARIES:
        sink.iri(iri, VOID.vocabulary, PREFIXES[prefix])
    for graph in graphs:
        if not graph.startswith(mint.document("")):
            sink.iri(iri, VOID.subset, graph)
    for cls in sorted(classes):
        partition = mint.thing("partition", cls)
        sink.iri(iri, VOID.classPartition, partition)
        sink.iri(partition, VOID_CLASS, cls)
        sink.integer(partition, VOID.entities, classes[cls])
    return sink.sorted_lines()

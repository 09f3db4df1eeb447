"""Claims as RDF: terms minted, quads, store, shapes, exports."""

from kg.graph.entity_quads import ConceptTerm
from kg.graph.minting import Minter
from kg.graph.provenance import Provenance
from kg.graph.store import Store

__all__ = ["ConceptTerm", "Minter", "Provenance", "Store"]

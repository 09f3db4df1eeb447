"""Claims as RDF: terms minted, quads, store, shapes, exports.

What writes is imported when it is first asked for: whoever only reads does not pay for it.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.graph.entity_quads import ConceptTerm
    from kg.graph.minting import Minter
    from kg.graph.provenance import Provenance
    from kg.graph.store import Store

__all__ = ["ConceptTerm", "Minter", "Provenance", "Store"]

_HOMES = MappingProxyType(
    {
        "ConceptTerm": "kg.graph.entity_quads",
        "Minter": "kg.graph.minting",
        "Provenance": "kg.graph.provenance",
        "Store": "kg.graph.store",
    }
)


def __getattr__(name: str) -> object:
    """Import what is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)

"""citegraph: claims, their words, their citations and their evidence grade, as a graph.

>>> import kg
>>> store = kg.build(["article.txt"])  # doctest: +SKIP
>>> store.query("SELECT ?claim WHERE { ?claim a kg:Claim }")  # doctest: +SKIP
>>> store.claims(), store.graph, store.to_networkx()  # doctest: +SKIP
>>> kg.open("kg-store")  # doctest: +SKIP
>>> kg.draw(store, topic="iron"), kg.table(store.claims())  # doctest: +SKIP
"""

from __future__ import annotations

from typing import Any

__all__ = ["build", "draw", "open", "table"]


def __getattr__(name: str) -> Any:
    """Import what ``kg.build`` and the like need on first use, so that ``import kg`` is free."""
    import importlib  # noqa: PLC0415 - on first use only

    if name == "build":
        return importlib.import_module("kg.build")
    if name == "open":
        return importlib.import_module("kg.build.library").open_store
    if name in {"draw", "table"}:
        return getattr(importlib.import_module("kg.views.notebook"), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")

"""Finds ontology.ttl and gives it as quads."""

from __future__ import annotations

from functools import cache
from importlib import resources
from pathlib import Path

from kg.errors import StoreError
from kg.graph.minting import Minter


@cache
def ontology_text() -> str:
    """Return ontology.ttl: from the wheel's data, or from the top of a checkout.

    Raises:
        StoreError: Neither is there.
    """
    packaged = resources.files("kg").joinpath("data", "ontology.ttl")
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    checkout = Path(__file__).resolve().parents[2] / "ontology.ttl"
    if checkout.is_file():
        return checkout.read_text(encoding="utf-8")
    raise StoreError("ontology.ttl is missing", remedy="install the package again")


def ontology_lines(mint: Minter) -> list[str]:
    """Return the sorted lines of the graph ``…/ontology``."""
    from pyoxigraph import (  # noqa: PLC0415 - costs a command's start-up
        NamedNode,
        Quad,
        RdfFormat,
        parse,
        serialize,
    )

    graph = NamedNode(mint.graph("ontology"))
    triples = parse(ontology_text().encode(), format=RdfFormat.TURTLE)
    quads = (Quad(quad.subject, quad.predicate, quad.object, graph) for quad in triples)
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return sorted({f"{line}\n" for line in lines.decode().split("\n") if line})

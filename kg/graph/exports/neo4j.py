"""CSV for ``neo4j-admin database import``: nodes and relationships with typed headers.

Source: https://neo4j.com/docs/operations-manual/current/import/
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.store import Store

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def relationship(predicate: str) -> str:
    """Return a relation as Neo4j writes types.

    >>> relationship("increasesRiskOf")
    'INCREASES_RISK_OF'
    """
    return _CAMEL.sub("_", predicate).upper()


def _csv(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, quoting=csv.QUOTE_MINIMAL, lineterminator="\n")
    for row in rows:
        writer.writerow(["" if cell is None else _plain(cell) for cell in row])
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()


def _plain(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _nodes(store: Store) -> Iterator[Sequence[object]]:
    yield (":ID", "label", ":LABEL")
    for iri, data in store.to_networkx().nodes(data=True):
        yield iri, data["label"], f"Entity;{data['type']}"


def _relationships(store: Store) -> Iterator[Sequence[object]]:
    yield (
        ":START_ID", ":END_ID", ":TYPE", "claim", "polarity", "certainty", "grade:int",
        "confidence:float", "document", "quote", "start:int", "end:int", "citations:int",
        "rejected:boolean",
    )  # fmt: skip
    for subject, target, data in store.to_networkx().edges(data=True):
        yield (
            subject, target, relationship(data["predicate"]), data["claim"], data["polarity"],
            data["certainty"], data["grade"], data["confidence"], data["document"], data["quote"],
            data["start"], data["end"], data["citations"], data["rejected"],
        )  # fmt: skip


def _files(store: Store) -> Iterator[ExportFile]:
    yield ExportFile("nodes.csv", _csv(_nodes(store)))
    yield ExportFile("relationships.csv", _csv(_relationships(store)))


NEO4J = Exporter("neo4j", "CSV for neo4j-admin import", True, _files)

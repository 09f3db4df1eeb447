"""RO-Crate 1.1 of a whole build: the quads, the claims table, and what they were made from.

Source: https://www.researchobject.org/ro-crate/specification/1.1/
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from kg.graph.exports.claim_table import CSV
from kg.graph.exports.files import Exporter, ExportFile
from kg.graph.exports.nquads import NQUADS
from kg.graph.manifest import DocumentEntry
from kg.graph.store import Store

_NQ = "claims.nq"
_CSV = "claims.csv"


def _metadata(store: Store) -> dict[str, Any]:
    manifest = store.manifest
    documents = [_source(entry) for entry in manifest.documents]
    parts = [{"@id": _NQ}, {"@id": _CSV}, *({"@id": item["@id"]} for item in documents)]
    graph: list[dict[str, Any]] = [
        {
            "@id": "ro-crate-metadata.json",
            "@type": "CreativeWork",
            "conformsTo": {"@id": "https://w3id.org/ro/crate/1.1"},
            "about": {"@id": "./"},
        },
        {
            "@id": "./",
            "@type": "Dataset",
            "name": "Claims with their quotes, citations and evidence grades",
            "description": f"{manifest.quads} quads from {len(documents)} documents.",
            "hasPart": parts,
            "conformsTo": {"@id": "https://w3id.org/citegraph/ontology"},
        },
        {
            "@id": _NQ,
            "@type": "File",
            "name": "All graphs",
            "encodingFormat": "application/n-quads",
        },
        {"@id": _CSV, "@type": "File", "name": "Claims", "encodingFormat": "text/csv"},
        *documents,
        *_actions(store),
    ]
    return {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}


def _source(entry: DocumentEntry) -> dict[str, Any]:
    return {
        "@id": f"#source-{entry.sha256[:16]}",
        "@type": "CreativeWork",
        "name": entry.id,
        "identifier": f"sha256:{entry.sha256}",
    }


def _actions(store: Store) -> Iterator[dict[str, Any]]:
    for number, run in enumerate(store.manifest.runs):
        software = f"#citegraph-{run.version or 'unknown'}-{number}"
        yield {
            "@id": software,
            "@type": "SoftwareApplication",
            "name": "citegraph",
            "softwareVersion": run.version,
            "softwareRequirements": run.model,
        }
        used = [e for e in store.manifest.documents if e.run == number]
        yield {
            "@id": f"#run-{number}",
            "@type": "CreateAction",
            "name": "Extraction of claims",
            "instrument": {"@id": software},
            "object": [{"@id": _source(entry)["@id"]} for entry in used],
            "result": [{"@id": _NQ}, {"@id": _CSV}],
            "description": f"rule set {run.rules}; options {' '.join(run.options) or 'none'}",
        }


def _files(store: Store) -> Iterator[ExportFile]:
    text = json.dumps(_metadata(store), ensure_ascii=False, indent=1) + "\n"
    yield ExportFile("ro-crate-metadata.json", [text])
    (quads,) = NQUADS.files(store)
    (table,) = CSV.files(store)
    yield ExportFile(_NQ, quads.chunks)
    yield ExportFile(_CSV, table.chunks)


ROCRATE = Exporter("rocrate", "RO-Crate of the whole build", True, _files)

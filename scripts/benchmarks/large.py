"""A corpus as large as a health site: built by two workers, validated, asked, and shown as a page.

Long: about an hour for 15,000 answers on two idle cores. Started by itself on a folder that stays, it
goes on where a run before it ended: ``scripts/benchmarks/large.py --work FOLDER --documents 15000``;
what each step took is kept in ``FOLDER/steps-15000``, and a step whose file is removed is measured anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import Any

import corpus
import watching
from options import Setting, answer, setting
from watching import Cost

#: What most claims are about.
COMMONEST = """
SELECT ?label WHERE { ?claim rdf:object ?thing . ?thing skos:prefLabel ?label }
GROUP BY ?label ORDER BY DESC(COUNT(?claim)) ?label LIMIT 1
"""
#: Named queries that a person asks of a store first: those about a topic, those about it all.
ON_TOPIC = ("causes-of", "symptoms-of", "weakest")
ON_ALL = ("uncited", "conflicts", "counts")


def built(chosen: Setting) -> dict[str, Any]:
    """Build the store; return what it took and how memory grew on the way."""
    path, store = chosen.work / "all.jsonl", chosen.work / "store"
    words = corpus.write(path, chosen.documents, chosen.data)
    log = chosen.work / "memory.log"
    cost = watching.kg("build", path, "--store", store, "--workers", "2", log=log)
    return {"documents": chosen.documents, "words": words, **memory(cost), "build": seconds(cost)}


def memory(cost: Cost) -> dict[str, Any]:
    """Return the peaks, and what was resident a third of the way and at the end."""
    early, late = (cost.curve[len(cost.curve) // 3], cost.curve[-1]) if cost.curve else ((), ())
    return {
        "own_megabytes": cost.own, "worker_megabytes": cost.worker,
        "resident_after_a_third": list(early), "resident_at_the_end": list(late),
    }  # fmt: skip


def seconds(cost: Cost) -> dict[str, float]:
    """Return wall and CPU seconds, and the load under which they were taken."""
    return {
        "wall": round(cost.wall, 2), "cpu": round(cost.cpu, 2), "load_average": os.getloadavg()[0],
    }  # fmt: skip


def ask(chosen: Setting, *query: str) -> tuple[list[dict[str, Any]], Cost]:
    """Return the rows of a query asked by the command line, start of the program included."""
    cost = watching.kg("query", *query, "--store", chosen.work / "store", "--format", "json")
    return json.loads(cost.output)["results"]["bindings"], cost


def asked(chosen: Setting, topic: str) -> dict[str, Any]:
    """Ask the store each query."""
    queries = {name: ("--name", name, "--set", f"topic={topic}") for name in ON_TOPIC}
    queries |= {name: ("--name", name) for name in ON_ALL}
    found = {}
    for name, query in queries.items():
        rows, cost = ask(chosen, *query)
        found[name] = {**seconds(cost), "megabytes": cost.own, "rows": len(rows)}
    return found


def shown(chosen: Setting, topic: str) -> dict[str, Any]:
    """Make the page of a topic."""
    page = chosen.work / "page.html"
    cost = watching.kg("view", "--store", chosen.work / "store", "--topic", topic, "-o", page)
    return {**seconds(cost), "megabytes": cost.own, "bytes": page.stat().st_size}


def validated(chosen: Setting) -> dict[str, Any]:
    """Check every quote, chain and shape of the store."""
    store = chosen.work / "store"
    cost = watching.kg("validate", "--store", store, "--workers", "2", "--format", "json")
    verdict = json.loads(cost.output)
    keys = ("valid", "documents", "claims", "quads")
    return {**{key: verdict[key] for key in keys}, **seconds(cost), "megabytes": cost.own}


def step(chosen: Setting, name: str, measure: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of a step: those of a run before this one, or measured and kept."""
    kept = chosen.work / f"steps-{chosen.documents}" / f"{name}.json"
    if kept.exists():
        return dict(json.loads(kept.read_text("utf-8")))
    figures = measure()
    kept.parent.mkdir(exist_ok=True)
    kept.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return figures


def main() -> None:
    chosen = setting()
    figures = step(chosen, "build", lambda: built(chosen))
    store = chosen.work / "store"
    figures["bytes"] = sum(p.stat().st_size for p in store.rglob("*") if p.is_file())
    figures["validate"] = step(chosen, "validate", lambda: validated(chosen))
    figures["claims"] = figures["validate"]["claims"]
    figures["quads"] = figures["validate"]["quads"]
    rows, _ = ask(chosen, COMMONEST)
    topic = figures["topic"] = rows[0]["label"]["value"]
    figures["queries"] = step(chosen, "queries", lambda: asked(chosen, topic))
    figures["page"] = step(chosen, "page", lambda: shown(chosen, topic))
    answer(figures)


if __name__ == "__main__":
    main()

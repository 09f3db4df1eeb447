"""One worker, two, and two actors of a Ray cluster: wall time, memory, and the same bytes."""

from __future__ import annotations

import importlib.util
import os
from pathlib import Path
from typing import Any

import corpus
import watching
from options import answer, setting


def contents(store: Path) -> tuple[str, int]:
    """Return the digest of a store's quads, and how many claims it has."""
    from kg.graph import Store

    with Store.open(store, read_only=True) as opened:
        claims = sum(len(entry.claims) for entry in opened.manifest.documents)
        return opened.nquads_digest(), claims


def main() -> None:
    chosen = setting()
    path = chosen.work / "all.jsonl"
    corpus.write(path, chosen.documents, chosen.data)
    kinds: dict[str, list[str]] = {"1 worker": ["--workers", "1"], "2 workers": ["--workers", "2"]}
    if importlib.util.find_spec("ray"):
        kinds["ray, 2 actors"] = ["--workers", "2", "--engine", "ray"]
    figures: dict[str, Any] = {"documents": chosen.documents}
    digests = set()
    for name, options in kinds.items():
        store = chosen.work / name.replace(" ", "-")
        cost = watching.kg("build", path, "--store", store, *options)
        digest, figures["claims"] = contents(store)
        digests.add(digest)
        figures[name] = {
            "wall": cost.wall, "cpu": cost.cpu, "own_megabytes": cost.own,
            "worker_megabytes": cost.worker, "load_average": os.getloadavg()[0],
        }  # fmt: skip
    figures["same_bytes"] = len(digests) == 1
    figures["speed_up"] = figures["1 worker"]["wall"] / figures["2 workers"]["wall"]
    figures["worker_megabytes"] = figures["2 workers"]["worker_megabytes"]
    figures["own_megabytes"] = figures["2 workers"]["own_megabytes"]
    if "ray, 2 actors" in figures:
        figures["ray_over_pool"] = figures["ray, 2 actors"]["wall"] / figures["2 workers"]["wall"]
    answer(figures)


if __name__ == "__main__":
    main()

"""The store against rdflib, by ``scripts/measure_store``, and its topic query on a large store."""

from __future__ import annotations

import json
import sys

import watching
from options import ROOT, answer, setting


def main() -> None:
    chosen = setting()
    path = chosen.work / "figures.json"
    command = [sys.executable, str(ROOT / "scripts/measure_store"), "--json", str(path)]
    command += ["--documents", "20" if chosen.is_quick else "300"]
    if not chosen.is_quick:
        command += ["--large", "1000000"]
    watching.run(command)
    figures = json.loads(path.read_text("utf-8"))
    ratios = {
        name: value
        for name, value in figures.items()
        if name not in ("quads", "load", "geometric mean", "large quads", "topic query ms")
        and not name.endswith(", on disk")
    }
    answer({**figures, "least": min(ratios.values())})


if __name__ == "__main__":
    main()

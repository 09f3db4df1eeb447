"""The page in headless Chromium against pyvis as it comes, by ``scripts/measure_page``."""

from __future__ import annotations

import importlib.util
import json
import os
import sys
from pathlib import Path

import watching
from options import ROOT, answer, setting, skip


def main() -> None:
    chosen = setting()
    chromium = os.environ.get("CITEGRAPH_CHROMIUM", "/usr/bin/chromium")
    if importlib.util.find_spec("playwright") is None or not Path(chromium).exists():
        skip("no Chromium, or no Playwright to drive it")
    path = chosen.work / "figures.json"
    sizes = ["--claims", "20", "--stock", "20"]
    if not chosen.is_quick:
        sizes = ["--claims", "1000,20000", "--stock", "1000"]
    command = [sys.executable, str(ROOT / "scripts/measure_page"), "--json", str(path), *sizes]
    watching.run([*command, "--chromium", chromium])
    rows = json.loads(path.read_text("utf-8"))
    figures = {f"{row['page']} {row['claims']}": row for row in rows}
    answer({"pages": figures, "ready_1k": ready(figures, 1000), "ready_20k": ready(figures, 20000)})


def ready(figures: dict[str, dict[str, float]], claims: int) -> float | None:
    """Return the seconds until our page of so many claims is ready."""
    row = figures.get(f"ours {claims}")
    return row["ready"] if row else None


if __name__ == "__main__":
    main()

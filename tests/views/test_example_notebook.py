"""The example notebook runs, and its cells show what they are said to show."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def forms(path: Path) -> dict[str, str]:
    """Return what each cell shows, by the cell's id."""
    shown = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            shown[cell["id"]] = "".join(data.get("text/html") or output.get("text", []))
    return shown


def test_notebook_runs_and_shows_tables_and_a_picture(tmp_path):
    for name in ("docs", "sources"):
        shutil.copytree(ROOT / name, tmp_path / name)
    path = tmp_path / "docs" / "example.ipynb"
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "notebook"), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    store, claim, table, picture, count = forms(path).values()
    assert store.startswith("<table>")
    assert "Iron tablets: what trials have shown" in store
    assert "<q>" in claim
    assert "evidence grade (estimated)" in claim
    assert "<caption>First 8 of" in table
    assert table.count("<tr>") == 9
    assert "<svg" in picture
    assert count.endswith(" claims\n")


def test_committed_notebook_shows_the_same_kinds_of_things():
    shown = list(forms(ROOT / "docs" / "example.ipynb").values())
    assert [text.split(">")[0].split(" ")[0] for text in shown[:4]] == [
        "<table", "<div", "<table", "<div",
    ]  # fmt: skip

"""The wheel: built, unpacked away from the checkout, and used as a user would."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    (built,) = folder.glob("*.whl")
    return built


@pytest.mark.slow
def test_wheel_carries_the_package_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {"kg"}
    assert not [name for name in names if "__pycache__" in name or name.endswith(".tmp")]
    for needed in ("py.typed", "data/ontology.ttl", "data/grading.yaml", "graph/shapes.ttl"):
        assert f"kg/{needed}" in names
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "kg").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package <= set(names)


@pytest.mark.slow
def test_wheel_works_away_from_the_checkout(wheel: Path, tmp_path: Path) -> None:
    installed = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(installed)
    (tmp_path / "a.md").write_text("# Garlic\n\nGarlic lowers blood pressure (x).\n")
    environment = {**os.environ, "PYTHONPATH": str(installed), "OMP_NUM_THREADS": "1"}

    def kg(*arguments: str) -> str:
        code = "import kg; assert 'site' in kg.__file__; from kg.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-P", "-c", code, *arguments],
            cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=300, check=True,
        )  # fmt: skip
        return done.stdout

    assert json.loads(kg("build", "a.md", "--format", "json"))["claims"] >= 1
    assert kg("validate").endswith("every quote and citation chain holds\n")
    kg("view")
    assert "Garlic" in (tmp_path / "graph.html").read_text(encoding="utf-8")

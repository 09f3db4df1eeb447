"""How long a command takes to start: CPU time, judged by what Python alone takes."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from kg.graph import Store

QUIET = 0.05  # seconds of CPU that Python with pyoxigraph takes to start where nothing else runs
HELP, QUERY = 0.3, 0.5  # the targets there
PARSERS = {"spacy", "rdflib", "rich", "numpy", "lxml", "yaml", "networkx", "pyshacl", "pydantic"}
WRITERS = {"kg.graph.change", "kg.graph.plan", "kg.model.claim", "kg.extraction", "kg.appraisal"}
ENDED = "import sys; from kg.cli.running import run; code = run(sys.argv[1:]); "


def _cpu(environment: dict[str, str], code: str, *arguments: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True, capture_output=True, timeout=120, env=environment,
    )  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return an environment in which modules are compiled once, as an installation leaves them."""
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPYCACHEPREFIX": str(tmp_path_factory.mktemp("compiled"))}


def _slowness(environment: dict[str, str], target: float, code: str, *arguments: str) -> float:
    """Return the CPU time of a start in units of ``target``, the best of several tries.

    Each try stands beside a start of Python and pyoxigraph alone: a machine slower or busier
    than a quiet one gets as much more time as that takes longer.
    """
    found = []
    _cpu(environment, code, *arguments)
    for _ in range(8):
        slack = max(1.0, _cpu(environment, "import pyoxigraph") / QUIET)
        found.append(_cpu(environment, code, *arguments) / (target * slack))
        if found[-1] <= 1:
            break
    return min(found)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("small") / "store"
    with Store.create(path) as store:
        store.write([])
    return path


def test_help_starts_fast(installed: dict[str, str]) -> None:
    assert _slowness(installed, HELP, "from kg.cli import main; main()", "--help") <= 1


@pytest.mark.parametrize(
    "question",
    [("--name", "uncited"), ("--name", "counts", "--format", "json"), ("ASK { ?s ?p ?o }",)],
)
def test_query_starts_fast(
    installed: dict[str, str], small: Path, question: tuple[str, ...]
) -> None:
    place = ("--store", str(small))
    command = ("from kg.cli import main; main()", "query", *question, *place)
    assert _slowness(installed, QUERY, *command) <= 1


@pytest.mark.parametrize(
    "arguments", [("--help",), ("query", "--list"), ("query", "--name", "counts")]
)
def test_start_imports_neither_parsers_nor_writers(small: Path, arguments: tuple[str, ...]) -> None:
    place = () if "--help" in arguments else ("--store", str(small))
    code = ENDED + "print(code, *sys.modules, file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments, *place],
        capture_output=True, text=True, check=True, timeout=120,
    )  # fmt: skip
    code_of_exit, *modules = done.stderr.split()
    assert code_of_exit == "0"
    assert not (PARSERS | WRITERS) & set(modules)

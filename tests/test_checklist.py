"""Every risk has tests that exist; every pattern of the package is linear in its input."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

import kg

HERE = Path(__file__).parent
ROWS = re.findall(r"^\| ([^|]+) \| (`.+`) \|$", (HERE / "README.md").read_text(), re.MULTILINE)
RUN = "a" * 100_000 + "!"
# These see no documents: names in files of ours, and values that are matched as a whole.
OWN = frozenset(
    (
        "kg.lexicon.term_sources._CURIE",
        "kg.query.named_queries._PARAMETER",
        "kg.query.parameters._IRI",
    )
)


@pytest.mark.parametrize(("risk", "tests"), ROWS, ids=[risk for risk, _ in ROWS])
def test_tests_that_hold_off_a_risk_exist(risk: str, tests: str) -> None:
    for name in re.findall(r"`([^`]+)`", tests):
        path, _, test = name.partition("::")
        text = (HERE / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {test}\(", text, re.MULTILINE), f"{risk}: {name}"


def test_checklist_names_every_risk_that_security_promises() -> None:
    promised = (HERE.parent / "SECURITY.md").read_text(encoding="utf-8")
    assert len(ROWS) >= promised.count("\n| ") - 1 > 5


def patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Return the compiled patterns that modules of the package hold."""
    found = []
    for module in pkgutil.walk_packages(kg.__path__, "kg."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                found.append((f"{module.name}.{name}", value))
    return found


def test_patterns_are_linear_in_long_runs() -> None:
    slow = []
    held = patterns()
    assert len(held) > 50
    for name, pattern in held:
        if name in OWN:
            continue
        began = time.process_time()
        pattern.search(RUN)
        if time.process_time() - began > 1.0:
            slow.append(name)
    assert slow == []

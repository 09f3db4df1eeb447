"""Every risk has tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

HERE = Path(__file__).parent
ROWS = re.findall(r"^\| ([^|]+) \| (`.+`) \|$", (HERE / "README.md").read_text(), re.MULTILINE)


@pytest.mark.parametrize(("risk", "tests"), ROWS, ids=[risk for risk, _ in ROWS])
def test_tests_that_hold_off_a_risk_exist(risk: str, tests: str) -> None:
    for name in re.findall(r"`([^`]+)`", tests):
        path, _, test = name.partition("::")
        text = (HERE / path).read_text(encoding="utf-8")
        assert re.search(rf"^(?:async )?def {test}\(", text, re.MULTILINE), f"{risk}: {name}"


def test_checklist_names_every_risk_that_security_promises() -> None:
    promised = (HERE.parent / "SECURITY.md").read_text(encoding="utf-8")
    assert len(ROWS) >= promised.count("\n| ") - 1 > 5

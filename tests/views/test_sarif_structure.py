"""SARIF against the names and kinds of SARIF 2.1.0, as far as the audit uses them.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, sections 3.13 to 3.30.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from kg.model.appraisal import Finding, FindingKind, Severity
from kg.model.spans import Span
from kg.views.audit_formats import to_sarif

ROOT = Path(__file__).parents[2]

# object: property -> (kind, required). A kind that is the name of an object is checked in turn.
SHAPES: dict[str, dict[str, tuple[Any, bool]]] = {
    "log": {"$schema": (str, False), "version": (str, True), "runs": (["run"], True)},
    "run": {
        "tool": ("tool", True),
        "results": (["result"], False),
        "columnKind": (str, False),
        "artifacts": (["artifact"], False),
    },
    "tool": {"driver": ("component", True)},
    "component": {
        "name": (str, True),
        "version": (str, False),
        "semanticVersion": (str, False),
        "informationUri": (str, False),
        "rules": (["rule"], False),
    },
    "rule": {
        "id": (str, True),
        "name": (str, False),
        "shortDescription": ("message", False),
        "fullDescription": ("message", False),
        "help": ("message", False),
    },
    "result": {
        "ruleId": (str, False),
        "ruleIndex": (int, False),
        "level": (str, False),
        "message": ("message", True),
        "locations": (["location"], False),
        "partialFingerprints": (dict, False),
    },
    "message": {"text": (str, True)},
    "location": {"physicalLocation": ("place", False)},
    "place": {"artifactLocation": ("artifact location", True), "region": ("region", False)},
    "artifact location": {"uri": (str, True)},
    "region": {
        "startLine": (int, False),
        "startColumn": (int, False),
        "endLine": (int, False),
        "endColumn": (int, False),
        "charOffset": (int, False),
        "charLength": (int, False),
        "snippet": ("message", False),
    },
}
_URI_REFERENCE = re.compile(r"[A-Za-z0-9\-._~%!$&'()*+,;=@/]*")  # no scheme: relative to the root


def check(value: Any, shape: str, path: str = "log") -> None:
    """Assert that a value has only the properties of its shape, of the right kinds."""
    assert isinstance(value, dict), path
    properties = SHAPES[shape]
    assert set(value) <= set(properties), f"{path}: {set(value) - set(properties)}"
    for name, (kind, required) in properties.items():
        if name not in value:
            assert not required, f"{path}.{name} is missing"
        elif isinstance(kind, str):
            check(value[name], kind, f"{path}.{name}")
        elif isinstance(kind, list):
            assert isinstance(value[name], list), f"{path}.{name}"
            for number, item in enumerate(value[name]):
                check(item, kind[0], f"{path}.{name}[{number}]")
        else:
            assert type(value[name]) is kind, f"{path}.{name}"


def finding(document: str, kind: FindingKind, severity: Severity, span: Span | None) -> Finding:
    return Finding(kind, severity, document, ("Title", None), None, "words", "Look.", span)


findings = st.builds(
    finding,
    st.text(min_size=1, max_size=20).filter(str.strip),
    st.sampled_from(FindingKind),
    st.sampled_from(Severity),
    st.none() | st.builds(lambda start: Span(start, start + 5), st.integers(0, 30)),
)


@given(st.lists(findings, max_size=5))
def test_sarif_has_the_structure_of_the_standard(found):
    texts = {one.document: "One line.\nTwo words and more of it." for one in found[::2]}
    log = json.loads(to_sarif(found, "1.0", texts))
    check(log, "log")
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    assert run["columnKind"] in {"utf16CodeUnits", "unicodeCodePoints"}
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    for result in run["results"]:
        assert result["ruleId"] in rules
        assert result["level"] in {"none", "note", "warning", "error"}
        place = result["locations"][0]["physicalLocation"]
        assert _URI_REFERENCE.fullmatch(place["artifactLocation"]["uri"])
        region = place.get("region", {})
        assert region.get("startLine", 1) >= 1
        assert region.get("startColumn", 1) >= 1
        assert region.get("charOffset", 0) >= 0


@pytest.mark.parametrize(
    "broken",
    [
        {"version": "2.1.0"},
        {"version": "2.1.0", "runs": [{"tool": {"driver": {}}}]},
        {"version": "2.1.0", "runs": [], "results": []},
    ],
)
def test_the_check_itself_refuses_what_is_no_sarif(broken):
    with pytest.raises(AssertionError):
        check(broken, "log")


def test_the_hook_for_other_repositories_is_documented():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert hook["entry"] == "kg audit --fail-on warning"
    assert {"id", "name", "entry", "language", "files"} <= set(hook)
    assert re.search(hook["files"], "articles/iron.md")
    assert re.search(hook["exclude"], "docs/README.md")
    assert not re.search(hook["exclude"], "articles/iron.md")
    page = (ROOT / "docs/precommit.md").read_text(encoding="utf-8")
    assert f"id: {hook['id']}" in page

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model.appraisal import Finding, FindingKind, Severity
from kg.model.spans import Span
from kg.views.audit_formats import WRITERS, at_least, summary, to_csv, to_json, to_sarif, to_text


def finding(quote="=1+1", severity=Severity.WARNING, start=4, **fields):
    base = {
        "kind": FindingKind.UNCITED_CLAIM,
        "severity": severity,
        "document": "a.md",
        "section": ("Title", None),
        "claim": "0123456789abcdef",
        "quote": quote,
        "message": "Cite a source.",
        "span": Span(start, start + len(quote)),
    }
    return Finding(**(base | fields))


def test_to_json_has_the_keys_of_the_contract():
    (plain,) = json.loads(to_json([finding()]))
    assert list(plain)[:9] == [
        "kind",
        "severity",
        "document",
        "section",
        "claim",
        "quote",
        "message",
        "start",
        "end",
    ]
    assert (plain["section"], plain["start"], plain["end"]) == (["Title", None], 4, 8)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_to_csv_no_cell_is_a_formula(start):
    rows = list(csv.reader(io.StringIO(to_csv([finding(quote=f"{start}cmd")]), newline="")))
    assert rows[1][rows[0].index("quote")] == f"'{start}cmd"


@given(st.text(max_size=30))
def test_to_csv_reads_back(quote):
    rows = list(csv.reader(io.StringIO(to_csv([finding(quote=quote)]), newline="")))
    assert len(rows) == 2
    assert rows[1][rows[0].index("quote")].removeprefix("'") == quote.removeprefix("'")


def test_to_text_puts_errors_first_and_counts():
    text = to_text([finding(), finding("late", Severity.ERROR, start=90)])
    assert text.index("ERROR") < text.index("WARNING")
    assert "(no heading)" in text
    assert text.endswith("2 findings: 1 error, 1 warning.")


def test_to_text_lets_no_control_character_through():
    assert "\x1b" not in to_text([finding("\x1b[31mred")])


def test_to_sarif_names_rule_level_and_place():
    text = "One.\nTwo words."
    log = json.loads(to_sarif([finding("words", start=9)], "1.0", {"a.md": text}))
    (run,) = log["runs"]
    (result,) = run["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    assert (region["charOffset"], region["startLine"], region["startColumn"]) == (9, 2, 5)
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert result["level"] == "warning"


def test_to_sarif_of_a_finding_without_place_has_no_region():
    log = json.loads(to_sarif([finding(span=None)], "1.0"))
    place = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert "region" not in place


def test_at_least_compares_severities():
    assert at_least([finding()], Severity.NOTE)
    assert at_least([finding()], Severity.WARNING)
    assert not at_least([finding()], Severity.ERROR)
    assert not at_least([], Severity.NOTE)


@pytest.mark.parametrize("name", WRITERS)
def test_writers_take_no_findings(name):
    assert isinstance(WRITERS[name]([]), str)
    assert summary([]) == "No findings."

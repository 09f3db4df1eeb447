"""Findings as text, JSON, CSV and SARIF: the same findings, in the same order."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from kg.model.appraisal import Finding, FindingKind, Severity

# SARIF 2.1.0, section 3.27.10: level is "error", "warning" or "note".
_SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_COLUMNS = ("severity", "kind", "document", "section", "start", "end", "claim", "quote", "message")
# A spreadsheet takes a cell that starts with one of these for a formula.
# Source: OWASP, CSV injection.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def to_json(findings: Sequence[Finding]) -> str:
    """Return an array of findings with the keys of the command line's contract."""
    return json.dumps([plain(finding) for finding in findings], ensure_ascii=False, indent=2)


def plain(finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract words it; keys are always all there, in this order."""
    return {
        "kind": finding.kind.value,
        "severity": finding.severity.value,
        "document": finding.document,
        "section": list(finding.section),
        "claim": finding.claim,
        "quote": finding.quote,
        "message": finding.message,
        "start": finding.span.start if finding.span else None,
        "end": finding.span.end if finding.span else None,
        "related": list(finding.related),
    }


def to_csv(findings: Sequence[Finding]) -> str:
    """Return comma-separated values with a heading; no cell can act as a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for finding in findings:
        row = plain(finding) | {"section": section_path(finding)}
        writer.writerow([_cell(row[column]) for column in _COLUMNS])
    return out.getvalue()


def to_text(findings: Sequence[Finding]) -> str:
    """Return the findings for reading: by document, the urgent ones first, then a count."""
    lines: list[str] = []
    for document in dict.fromkeys(finding.document for finding in findings):
        lines += [_one_line(document), ""]
        of_document = [finding for finding in findings if finding.document == document]
        for finding in sorted(of_document, key=_urgency):
            lines += _paragraph(finding)
    return "\n".join([*lines, summary(findings)])


def summary(findings: Sequence[Finding]) -> str:
    """Return one line that counts the findings by severity.

    >>> summary([])
    'No findings.'
    """
    if not findings:
        return "No findings."
    counts = [(s, sum(f.severity is s for f in findings)) for s in Severity]
    words = [f"{n} {s.value}{'s' if n > 1 else ''}" for s, n in counts if n]
    return f"{len(findings)} finding{'s' if len(findings) > 1 else ''}: {', '.join(words)}."


def to_sarif(
    findings: Sequence[Finding], version: str, texts: Mapping[str, str] | None = None
) -> str:
    """Return SARIF 2.1.0 for editors' tools and code scanning.

    Args:
        findings: What the audit found.
        version: The version of citegraph.
        texts: Text of each document by id, to give line and column next to the offset; lines are
            those of the parsed text.
    """
    driver = {
        "name": "citegraph",
        "version": version,
        "rules": [
            {
                "id": kind.value,
                "name": _pascal(kind.value),
                "shortDescription": {"text": _title(kind)},
            }
            for kind in FindingKind
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, texts or {}) for finding in findings],
    }
    document = {"$schema": _SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, ensure_ascii=False, indent=2)


def at_least(findings: Sequence[Finding], severity: Severity) -> bool:
    """Say whether any finding is as urgent as ``severity``, for ``--fail-on``."""
    ranks = list(Severity)
    return any(ranks.index(f.severity) <= ranks.index(severity) for f in findings)


def section_path(finding: Finding) -> str:
    """Return the section's titles from the top, "(no heading)" where one is missing."""
    return " › ".join(title or "(no heading)" for title in finding.section)


# Machine forms that need nothing but the findings, by the name of ``--format``.
WRITERS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
}


def _urgency(finding: Finding) -> tuple[int, int]:
    return list(Severity).index(finding.severity), finding.span.start if finding.span else -1


def _paragraph(finding: Finding) -> list[str]:
    place = section_path(finding)
    where = f" at {finding.span.start}" if finding.span else ""
    return [
        f"{finding.severity.value.upper()}  {finding.kind.value}{where}"
        + (f"  [{_one_line(place)}]" if place else ""),
        f"  “{_one_line(finding.quote)}”",
        f"  {_one_line(finding.message)}",
        "",
    ]


def _one_line(text: str) -> str:
    """Return text without line ends and control characters, so that none reach a terminal."""
    return "".join(c if c.isprintable() else " " for c in " ".join(text.split()))


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value


def _result(finding: Finding, texts: Mapping[str, str]) -> dict[str, Any]:
    uri = quote(finding.document.replace("\\", "/").encode("utf-8", "replace"), safe="/")
    place: dict[str, Any] = {"artifactLocation": {"uri": uri}}
    if finding.span is not None:
        region: dict[str, Any] = {
            "charOffset": finding.span.start,
            "charLength": finding.span.end - finding.span.start,
            "snippet": {"text": finding.quote},
        }
        if finding.document in texts:
            region |= _line(texts[finding.document], finding.span.start)
        place["region"] = region
    return {
        "ruleId": finding.kind.value,
        "level": finding.severity.value,
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": place}],
    }


def _line(text: str, offset: int) -> dict[str, int]:
    before = text[:offset]
    return {
        "startLine": before.count("\n") + 1,
        "startColumn": offset - (before.rfind("\n") + 1) + 1,
    }


def _title(kind: FindingKind) -> str:
    return kind.value.replace("-", " ").capitalize()


def _pascal(name: str) -> str:
    return "".join(part.capitalize() for part in name.split("-"))

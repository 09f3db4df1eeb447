"""``kg validate`` as a person reads it."""

from __future__ import annotations

from kg.cli.commands.validate import problem_lines
from kg.graph.record_checks import Problem
from kg.model.appraisal import Severity


def problem(document: str, message: str) -> Problem:
    return Problem("kind", Severity.NOTE, document, "", message)


def test_few_documents_are_named_one_by_one_and_the_store_where_there_is_none():
    lines = problem_lines([problem("a.md", "no file"), problem("", "no grade")], "kg-store")
    assert lines == ["note: a.md: no file", "note: kg-store: no grade"]


def test_what_many_documents_share_is_one_line():
    many = [problem(f"{number}.md", "no file") for number in range(1500)]
    (line,) = problem_lines(many, "kg-store")
    assert line == "note: 1,500 times (0.md, 1.md, …): no file"

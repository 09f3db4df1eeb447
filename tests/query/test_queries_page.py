"""The page on queries says what the files say."""

from __future__ import annotations

from pathlib import Path

from kg.query.named_queries import named_queries
from kg.terms import PREFIXES

PAGE = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")


def test_page_lists_every_query_with_its_description() -> None:
    for query in named_queries():
        assert f"| `{query.name}` |" in PAGE
        assert f"| {query.description} |" in PAGE


def test_page_lists_every_prefix() -> None:
    assert all(f"`{name}:`" in PAGE for name in PREFIXES)

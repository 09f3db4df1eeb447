from __future__ import annotations

import pytest

from kg.lexicon.loading import load_entries
from kg.lexicon.table_headers import Column, HeaderPattern, column_of

HEADERS = load_entries("table_headers", HeaderPattern)


@pytest.mark.parametrize("header", HEADERS, ids=lambda h: h.id)
def test_column_of_knows_the_examples_of_each_header(header: HeaderPattern) -> None:
    assert header.positive
    assert header.negative
    assert {column_of(text) for text in header.positive} == {header.column}
    assert header.column not in {column_of(text) for text in header.negative}


@pytest.mark.parametrize("heading", ["", "Journal", "Year of publication"])
def test_column_of_leaves_other_columns_alone(heading: str) -> None:
    assert column_of(heading) is Column.OTHER

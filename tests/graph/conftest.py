"""Settings for the tests of the graph."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let rdflib 7.6 call its own deprecated names (Dataset.parse does)."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib"))

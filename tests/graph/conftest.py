"""Settings for the tests of the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))  # for graph_factory, which pytest does not import as a test


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let rdflib 7.6 call its own deprecated names (Dataset.parse does)."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(
                pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
            )

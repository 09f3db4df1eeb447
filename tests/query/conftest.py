"""Settings for the tests of queries."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.graph import Store

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let rdflib 7.6 call its own deprecated names (Dataset.parse does)."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(
                pytest.mark.filterwarnings("ignore:(Dataset|ConjunctiveGraph):DeprecationWarning")
            )


@pytest.fixture(scope="session")
def store_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import query_specimens  # noqa: PLC0415 - found by the path above

    path = tmp_path_factory.mktemp("query") / "store"
    query_specimens.make_store(path)
    return path


@pytest.fixture(scope="session")
def store(store_path: Path) -> Iterator[Store]:
    with Store.open(store_path, read_only=True) as opened:
        yield opened

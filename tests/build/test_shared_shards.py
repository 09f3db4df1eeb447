"""Shards behind an address: the protocol of the local folder, on what fsspec offers."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest

from kg.build.pipeline import Failure
from kg.build.shards import ShardFolder, Shards
from kg.build.shared_shards import SharedShards
from kg.errors import StoreError

ITEMS = [Failure("a", "Stub", "line\u2028separator"), Failure("b", "Stub", "plain")]


@pytest.fixture(params=["memory", "folder", "file-url"])
def location(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return {
        "memory": f"memory://{uuid4().hex}/build",
        "folder": str(tmp_path / "shared [1]" / "build"),
        "file-url": (tmp_path / "shared 2" / "build").as_uri(),
    }[str(request.param)]


def test_shard_is_there_once_written_and_reads_as_written(location: str) -> None:
    shards: Shards = SharedShards(location)
    assert not shards.has("c1")
    shards.write("c1", ITEMS)
    assert shards.has("c1")
    assert list(shards.read("c1")) == ITEMS
    assert list(SharedShards(location).read("c1")) == ITEMS  # seen by whoever comes later
    shards.clear()
    assert not shards.has("c1")
    shards.clear()  # nothing left is no error


def test_bytes_are_those_of_the_local_folder(tmp_path: Path) -> None:
    SharedShards(str(tmp_path / "shared")).write("c1", ITEMS)
    ShardFolder(tmp_path / "own").write("c1", ITEMS)
    written = [(tmp_path / name / "c1.shard").read_bytes() for name in ("shared", "own")]
    assert written[0] == written[1]


def test_failure_while_writing_leaves_nothing(tmp_path: Path) -> None:
    shards = SharedShards(str(tmp_path / "s"))

    def full() -> Failure:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        shards.write("c1", (full() for _ in range(1)))
    assert list((tmp_path / "s").iterdir()) == []


def test_starts_that_never_ended_are_counted(location: str) -> None:
    shards = SharedShards(location)
    assert [shards.begin("c1") for _ in range(3)] == [0, 1, 2]
    assert shards.begin("c2") == 0
    shards.end("c1")
    assert shards.begin("c1") == 0


def test_unknown_kind_of_address_is_refused() -> None:
    with pytest.raises(StoreError, match="nonsense"):
        SharedShards("nonsense://bucket/build")

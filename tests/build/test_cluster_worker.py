"""What an actor does, without a cluster: the work of a local worker, and how it outlives death."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build import cluster_worker
from kg.build.cluster_worker import ClusterWorker
from kg.build.pipeline import Failure
from kg.build.planning import Chunk, Task
from kg.build.provenance import current_provenance
from kg.build.shared_shards import SharedShards
from kg.build.workers import LIVES
from kg.errors import ExtractionError
from kg.reading import SourceFile


class Death(BaseException):
    """Stands in for the end of the process."""


def worker(location: str) -> ClusterWorker:
    return ClusterWorker(location, current_provenance().key, {})


def chunk(*names: str) -> Chunk:
    return Chunk("c1", tuple(Task(name, "digest", "", 1) for name in names))


@pytest.fixture
def deadly(monkeypatch: pytest.MonkeyPatch) -> None:
    def items(chunk: Chunk, _drafter: object) -> Iterator[Failure]:
        for task in chunk.tasks:
            if task.name == "poison":
                raise Death
            yield Failure(task.name, "Stub", task.digest)

    monkeypatch.setattr(cluster_worker, "items_of", items)


@pytest.mark.usefixtures("deadly")
def test_poisonous_document_is_left_out_after_as_many_lives_as_locally(tmp_path: Path) -> None:
    deaths = 0
    for _ in range(20):
        try:
            worker(str(tmp_path)).work(chunk("before", "poison", "after"))  # a successor each time
            break
        except Death:
            deaths += 1
    assert deaths == 2 + LIVES
    items = list(SharedShards(str(tmp_path)).read("c1"))
    assert [(i.document, i.error) for i in items if isinstance(i, Failure)] == [
        ("before", "Stub"), ("poison", "WorkerDied"), ("after", "Stub"),
    ]  # fmt: skip


@pytest.mark.usefixtures("deadly")
def test_chunk_that_is_finished_is_not_worked_off_again(tmp_path: Path) -> None:
    shards = SharedShards(str(tmp_path))
    shards.write("c1", [Failure("x", "Kept", "")])
    worker(str(tmp_path)).work(chunk("poison"))
    assert [i.error for i in shards.read("c1") if isinstance(i, Failure)] == ["Kept"]


def test_other_version_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ExtractionError, match="another version"):
        ClusterWorker(str(tmp_path), ("0", "other rules"), {}).work(chunk("a"))
    assert not SharedShards(str(tmp_path)).has("c1")


def test_source_that_this_machine_does_not_see_ends_the_build(tmp_path: Path) -> None:
    missing = SourceFile(tmp_path / "elsewhere.md", "elsewhere.md")
    task = Task("elsewhere.md", "digest", "sha256", 1, file=missing)
    with pytest.raises(ExtractionError, match="does not see the file"):
        worker(str(tmp_path / "s")).work(Chunk("c1", (task,)))

"""What runs on each machine of a cluster: an actor that keeps the model and works chunks off.

A plain class, so that it can be tested without a cluster. It does what a local worker process does,
by the same function; what it must do besides is to outlive its own death: every chunk leaves a
mark when it begins, so that the actor's successor knows what has already cost lives.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.build.finishing import Item
from kg.build.pipeline import single_threaded
from kg.build.planning import Chunk, Task
from kg.build.provenance import current_provenance
from kg.build.shared_shards import SharedShards
from kg.build.workers import LIVES, items_of, left_out
from kg.errors import ExtractionError
from kg.graph.drafts import Drafter

_WHOLE = 2  # times a chunk may die as a whole before its documents are tried one by one


class ClusterWorker:
    """Works off chunks, one after another.

    Args:
        location: Where shards go, as :class:`SharedShards` takes it.
        key: What decided about the result where the build was started.
        environment: Variables that decide about the result.
        max_memory: Bytes of data that a chunk may add to this process, or None.
        drafter: Drafts graphs; None for a store that has graphs already.
    """

    def __init__(
        self,
        location: str,
        key: tuple[str, ...],
        environment: Mapping[str, str],
        max_memory: int | None = None,
        drafter: Drafter | None = None,
    ) -> None:
        os.environ.update(environment)
        single_threaded()
        self._shards = SharedShards(location)
        self._drafter = drafter
        self._is_fit = current_provenance().key == key
        if max_memory is not None:
            _limit(max_memory)

    def work(self, chunk: Chunk) -> str:
        """Write the shard of a chunk and return the chunk's id.

        Raises:
            ExtractionError: This machine has another version, or does not see the sources.
            OSError: The shard cannot be written.
        """
        self._check(chunk)
        if not self._shards.has(chunk.id):
            is_whole = self._shards.begin(chunk.id) < _WHOLE
            self._shards.write(
                chunk.id, self._items(chunk) if is_whole else self._one_by_one(chunk)
            )
        self._shards.end(chunk.id)
        return chunk.id

    def _items(self, chunk: Chunk) -> Iterator[Item]:
        return items_of(chunk, self._drafter)

    def _one_by_one(self, chunk: Chunk) -> Iterator[Item]:
        for number, task in enumerate(chunk.tasks):
            name = f"{chunk.id}-{number}"
            if not self._shards.has(name):
                if self._shards.begin(name) >= LIVES:
                    yield left_out(task)
                    continue
                self._shards.write(name, self._items(Chunk(name, (task,))))
            self._shards.end(name)
            yield from self._shards.read(name)

    def _check(self, chunk: Chunk) -> None:
        if not self._is_fit:
            raise ExtractionError(
                f"machine {os.uname().nodename} has another version of citegraph, its rules, model "
                "or dictionaries than the one that started the build",
                remedy="install the same version everywhere",
            )
        for task in chunk.tasks:
            _check_sight(task)


def _check_sight(task: Task) -> None:
    """Refuse a file that was there for whoever planned the build and is not here.

    Raises:
        ExtractionError: The file is not there; taken as a document's fault it would be left out.
    """
    if task.file is not None and task.sha256 and not Path(task.file.path).exists():
        raise ExtractionError(
            f"machine {os.uname().nodename} does not see the file",
            path=str(task.file.path),
            remedy="put the sources into a folder that every machine has at the same path",
        )


def _limit(more: int) -> None:
    """Let this process hold ``more`` bytes beyond what it holds now."""
    import resource  # noqa: PLC0415 - not on every system

    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    held = next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData")), 0)
    resource.setrlimit(resource.RLIMIT_DATA, (held + more, held + more))

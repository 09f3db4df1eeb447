"""Chunks to shards, in this process or in several; a worker that dies costs one chunk, once.

The result never depends on the number of workers: chunks are named by their content, each one's
shard is the same whoever makes it, and the store sorts.
"""

from __future__ import annotations

import functools
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build.finishing import Item, finish
from kg.build.pipeline import Failure, Pipeline, read_documents, single_threaded
from kg.build.planning import Chunk, Task
from kg.build.shards import ShardFolder
from kg.errors import ExtractionError
from kg.graph.drafts import Drafter
from kg.model.document import Document

_LOG = logging.getLogger(__name__)

_AHEAD = 2  # chunks handed out for each worker; more would only cost memory
LIVES = 4  # times a document may take its worker with it before it is left out
_STARTS = 50  # times in a row that workers may die without having begun
_stop: list[Any] = [None]  # in a worker: the flag that its parent raises to end it


@dataclass(slots=True)
class Workers:
    """Works chunks off.

    Args:
        folder: Where shards go.
        count: Number of processes; 1 works in this one.
        max_memory: Bytes of data that a worker may hold; None sets no limit.
        work: Makes the shard of a chunk; None takes the pipeline (:func:`work_off`).
    """

    folder: Path
    count: int = 1
    max_memory: int | None = None
    work: Callable[[Chunk, str], None] | None = None
    _shards: ShardFolder = field(init=False)
    _pool: ProcessPoolExecutor | None = field(default=None, init=False)
    _flag: Any = field(default=None, init=False)

    def __post_init__(self) -> None:
        """Open the folder of shards."""
        self._shards = ShardFolder(self.folder)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield chunks as their shards are finished, in no fixed order.

        Raises:
            OSError: A shard cannot be written.
        """
        if self.count > 1 or self.max_memory is not None:
            yield from self._in_parallel(iter(chunks))
            return
        for chunk in chunks:
            if not self._shards.has(chunk.id):
                (self.work or work_off)(chunk, str(self.folder))
            yield chunk

    def _in_parallel(self, chunks: Iterator[Chunk]) -> Iterator[Chunk]:
        running: dict[Future[None], Chunk] = {}
        try:
            for chunk in chunks:
                if self._shards.has(chunk.id):
                    yield chunk
                    continue
                running[self._submit(chunk)] = chunk
                if len(running) >= self.count * _AHEAD:
                    yield from self._finished(running)
            while running:
                yield from self._finished(running)
        finally:
            self._end()

    def _finished(self, running: dict[Future[None], Chunk]) -> Iterator[Chunk]:
        """Wait for some of ``running``; take out and yield what is finished."""
        done, _ = wait(running, return_when=FIRST_COMPLETED)
        alive = [future for future in done if not _died(future)]
        for future in alive:
            future.result()  # a full disk, raised there, ends the build here
            yield running.pop(future)
        if len(alive) < len(done):
            suspects = list(running.values())
            running.clear()
            yield from self._one_by_one(suspects)

    def _one_by_one(self, suspects: Iterable[Chunk]) -> Iterator[Chunk]:
        """Work off alone each chunk that was out when a worker died, to find what killed it."""
        self._end()
        for chunk in suspects:
            if not self._shards.has(chunk.id) and not self._survives(chunk, 2):
                items: list[Item] = []
                for number, task in enumerate(chunk.tasks):
                    items.extend(self._quarantined(task, f"{chunk.id}-{number}"))
                self._shards.write(chunk.id, items)
            yield chunk

    def _quarantined(self, task: Task, name: str) -> list[Item]:
        if self._survives(Chunk(name, (task,)), LIVES):
            return list(self._shards.read(name))
        return [left_out(task)]

    def _survives(self, chunk: Chunk, lives: int) -> bool:
        """Say whether a chunk, alone, is finished before its worker has died of it ``lives`` times.

        A worker that dies before it has begun the chunk did not die of it.
        """
        mark = _mark(self.folder, chunk)
        for _ in range(_STARTS):
            mark.unlink(missing_ok=True)
            future = self._submit(chunk)
            wait([future])
            if not _died(future):
                future.result()
                mark.unlink(missing_ok=True)
                return True
            self._end()
            lives -= mark.exists()
            if lives == 0:
                mark.unlink()
                return False
        raise ExtractionError(
            f"workers die before they begin ({_STARTS} times)",
            remedy="raise --max-memory, or build with one worker",
        )

    def _submit(self, chunk: Chunk) -> Future[None]:
        for _ in range(_STARTS):
            try:
                work = self.work or work_off
                return self._executor().submit(_begun, work, chunk, str(self.folder))
            except BrokenProcessPool:  # it died between two chunks, idle
                self._end()
        raise ExtractionError("workers cannot be started", remedy="build with one worker")

    def _executor(self) -> ProcessPoolExecutor:
        if self._pool is None:
            # Spawned, not forked: a fork inherits the locks of whatever threads run here.
            context = multiprocessing.get_context("spawn")
            self._flag = context.RawValue(
                "b", 0
            )  # without a lock, which a killed worker would keep
            self._pool = ProcessPoolExecutor(
                self.count,
                mp_context=context,
                initializer=_begin,
                initargs=(self._flag, self.max_memory),
            )
        return self._pool

    def _end(self) -> None:
        if self._pool is not None:
            self._flag.value = 1
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def left_out(task: Task) -> Failure:
    """Return the failure of a document that has cost :data:`LIVES` workers."""
    _LOG.error("%s: left out, its worker died %d times", task.name, LIVES)
    message = (
        f"{task.name}: its worker died {LIVES} times (out of memory, or a parser crashed); "
        "the document is left out; try it alone, or raise --max-memory"
    )
    return Failure(task.name, "WorkerDied", message)


def _mark(folder: Path, chunk: Chunk) -> Path:
    return folder / f"{chunk.id}.begun"


def _begun(work: Callable[[Chunk, str], None], chunk: Chunk, folder: str) -> None:
    """Leave a mark, then work; the mark tells a chunk that kills from a worker that was killed."""
    mark = _mark(Path(folder), chunk)
    mark.parent.mkdir(parents=True, exist_ok=True)
    mark.touch()
    work(chunk, folder)
    mark.unlink(missing_ok=True)


def _died(future: Future[None]) -> bool:
    return isinstance(future.exception(), BrokenProcessPool)


class _Stopped(Exception):  # noqa: N818 - a message between processes, no error
    """The parent wants the worker to end."""


def _begin(flag: Any, max_memory: int | None) -> None:
    """Prepare a worker process."""
    _stop[0] = flag
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent takes Ctrl-C and says when to stop
    single_threaded()
    if max_memory is not None:
        import resource  # noqa: PLC0415 - not on every system

        resource.setrlimit(resource.RLIMIT_DATA, (max_memory, max_memory))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End this process when its parent is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@functools.cache
def _pipeline() -> Pipeline:
    return Pipeline()


def work_off(chunk: Chunk, folder: str, drafter: Drafter | None = None) -> None:
    """Take every document of a chunk through the pipeline and write the chunk's shard."""
    ShardFolder(Path(folder)).write(chunk.id, items_of(chunk, drafter))


def items_of(chunk: Chunk, drafter: Drafter | None = None) -> Iterator[Item]:
    """Yield what became of every document of a chunk.

    Args:
        chunk: Documents, or files to be read.
        drafter: Drafts their graphs; None for a store that has graphs already.
    """
    for item in _pipeline().attempts(_documents_of(chunk)):
        _end_if_told()
        yield item if isinstance(item, Failure) else finish(item, drafter)


def _documents_of(chunk: Chunk) -> Iterator[Document | Failure]:
    for task in chunk.tasks:
        _end_if_told()
        if task.document is not None:
            yield task.document
        elif task.file is not None:
            yield from read_documents(task.file)


def _end_if_told() -> None:
    if _stop[0] is not None and _stop[0].value:
        raise _Stopped

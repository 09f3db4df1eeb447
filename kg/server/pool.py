"""Processes that run queries, kept warm, ended when a query takes too long."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from pathlib import Path

from kg.errors import StoreError
from kg.server.limits import ServeLimits
from kg.server.messages import Answer, Ask, refusal

_GONE = "the query's process ended: it needed too much memory, or is more than the engine can take"
# glibc sets address space aside for each thread that allocates, 64 MiB at a time; bounded, so that
# what a process takes of its bound is the same in every run (mallopt(3), M_ARENA_MAX)
_ARENAS = {"MALLOC_ARENA_MAX": "2"}


class _Process:
    """One process; answers one question at a time."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.answered = 0

    @classmethod
    async def start(cls, path: Path, limits: ServeLimits) -> _Process:
        """Start a process and wait until it can answer."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "kg.server.worker", str(path), str(limits.seconds),
            str(limits.rows), str(limits.memory),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL, start_new_session=True, env=os.environ | _ARENAS,
        )  # fmt: skip
        made = cls(process)
        if await made._output.readline() != b"ready\n":
            await made.end()
            raise StoreError("no process can read the store", path=str(path))
        return made

    @property
    def _output(self) -> asyncio.StreamReader:
        if self._process.stdout is None:  # pipes were asked for
            raise RuntimeError("no pipe")
        return self._process.stdout

    async def answer(self, ask: Ask) -> Answer:
        """Ask; raises IncompleteReadError or OSError where the process has died."""
        if self._process.stdin is None:  # pipes were asked for
            raise RuntimeError("no pipe")
        self.answered += 1
        self._process.stdin.write(ask.line())
        await self._process.stdin.drain()
        head = await self._output.readline()
        if not head:
            raise asyncio.IncompleteReadError(b"", None)
        status, media_type, length = json.loads(head)
        return Answer(status, media_type, await self._output.readexactly(length))

    async def end(self) -> None:
        """End the process at once."""
        with contextlib.suppress(ProcessLookupError):
            self._process.kill()
        await self._process.wait()


class Pool:
    """A fixed number of processes, and a queue of those that are free.

    Args:
        path: The store's folder.
        limits: What a query may cost.
    """

    def __init__(self, path: Path, limits: ServeLimits) -> None:
        self._path = path
        self._limits = limits
        self._free: asyncio.Queue[_Process] = asyncio.Queue()
        self._all: set[_Process] = set()
        self._starting: set[asyncio.Task[None]] = set()

    async def start(self) -> None:
        """Start the processes.

        Raises:
            StoreError: They cannot read the store.
        """
        await asyncio.gather(*(self._add() for _ in range(self._limits.workers)))

    async def close(self) -> None:
        """End every process."""
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*(process.end() for process in self._all))
        self._all.clear()

    async def ask(self, ask: Ask) -> Answer:
        """Return the answer, 408 for a query that takes too long, 503 when all are busy."""
        try:
            process = await asyncio.wait_for(self._free.get(), self._limits.waiting)
        except TimeoutError:
            return refusal(503, "every process is busy; try again")
        try:
            answer = await asyncio.wait_for(process.answer(ask), self._limits.seconds)
        except TimeoutError:
            await self._replace(process)
            return refusal(408, f"the query took more than {self._limits.seconds:g} s; narrow it")
        except (asyncio.IncompleteReadError, OSError):
            await self._replace(process)
            return refusal(500, _GONE)
        except asyncio.CancelledError:
            await self._replace(process)
            raise
        if process.answered >= self._limits.uses:
            await self._replace(process)
        else:
            self._free.put_nowait(process)
        return answer

    async def _add(self) -> None:
        process = await _Process.start(self._path, self._limits)
        self._all.add(process)
        self._free.put_nowait(process)

    async def _replace(self, process: _Process) -> None:
        await process.end()
        self._all.discard(process)
        task = asyncio.create_task(self._add())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

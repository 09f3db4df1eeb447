"""Chunks to shards on a Ray cluster: the same work on actors that keep the model.

An actor that is killed is started anew, on another machine where its own is gone, and its task is
tried again; shards that are finished stay. The result is that of any number of local workers.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.build.cluster_worker import ClusterWorker
from kg.build.pipeline import BLAS_THREADS
from kg.build.planning import Chunk
from kg.build.shared_shards import SharedShards
from kg.errors import ExtractionError
from kg.graph.drafts import Drafter

_AHEAD = 2  # chunks handed out for each actor
_PATIENCE = 10.0  # seconds for the cluster's head to answer
_OBJECT_STORE = 128 * 1024 * 1024  # bytes; chunks are small, and shards do not pass through it


@dataclass(slots=True)
class Cluster:
    """Works chunks off on a Ray cluster.

    Args:
        shards: Where finished chunks go; every machine must reach it.
        key: What decides about the result beside the documents.
        count: Number of actors.
        address: Of a cluster that runs (``host:port``, or ``auto``); None starts one here and
            ends it afterwards.
        max_memory: Bytes of data that a chunk may add to an actor's process, or None.
        drafter: Drafts graphs; None for a store that has graphs already.
    """

    shards: SharedShards
    key: tuple[str, ...]
    count: int = 1
    address: str | None = None
    max_memory: int | None = None
    drafter: Drafter | None = None
    _busy: Counter[int] = field(default_factory=Counter, init=False)

    def run(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield chunks as their shards are finished, in no fixed order.

        Raises:
            ExtractionError: There is no such cluster, or a machine of it is not fit.
            OSError: A shard cannot be written.
        """
        ray = _ray(is_own=self.address is None)
        # Ray reports deaths on standard output, where results go.
        with contextlib.redirect_stdout(sys.stderr):
            started = self._connect(ray)
            actors: list[Any] = []
            try:
                yield from self._all(ray, iter(chunks), actors)
            finally:
                for actor in actors:
                    ray.kill(actor)
                if started:
                    ray.shutdown()

    def _all(self, ray: Any, chunks: Iterator[Chunk], actors: list[Any]) -> Iterator[Chunk]:
        running: dict[Any, tuple[int, Chunk]] = {}
        for chunk in chunks:
            if self.shards.has(chunk.id):
                yield chunk
                continue
            if not actors:  # nothing is started for a build that has nothing to do
                actors.extend(self._actor(ray) for _ in range(self.count))
            number = min(range(self.count), key=lambda at: (self._busy[at], at))
            self._busy[number] += 1
            running[actors[number].work.remote(chunk)] = (number, chunk)
            if len(running) >= self.count * _AHEAD:
                yield self._next(ray, running)
        while running:
            yield self._next(ray, running)

    def _next(self, ray: Any, running: dict[Any, tuple[int, Chunk]]) -> Chunk:
        """Wait for a task, take it out and return its chunk."""
        (done, *_), _ = ray.wait(list(running), num_returns=1)
        number, chunk = running.pop(done)
        self._busy[number] -= 1
        try:
            ray.get(done)
        except ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, (OSError, ExtractionError)):
                raise error.cause from None
            raise
        except ray.exceptions.RayError as error:
            raise ExtractionError(f"the cluster gave up: {_last_line(error)}") from error
        return chunk

    def _actor(self, ray: Any) -> Any:
        # Asked for without a number of CPUs, an actor needs a free one to be placed and none to
        # run, so that one which lost its machine finds room on any that is left.
        made = ray.remote(ClusterWorker).options(
            max_restarts=-1, max_task_retries=-1, scheduling_strategy="SPREAD"
        )
        location = self.shards.location
        return made.remote(location, self.key, _environment(), self.max_memory, self.drafter)

    def _connect(self, ray: Any) -> bool:
        """Connect to the cluster; return whether the connection is ours to end."""
        if ray.is_initialized():
            return False
        quiet = {"log_to_driver": False, "logging_level": "ERROR"}
        try:
            if self.address is not None:
                _knock(self.address)
                ray.init(address=self.address, **quiet)
            else:
                ray.init(
                    address="local", num_cpus=self.count, include_dashboard=False,
                    object_store_memory=_OBJECT_STORE, _node_ip_address="127.0.0.1", **quiet,
                )  # fmt: skip
        except (OSError, ValueError, RuntimeError) as error:
            raise ExtractionError(
                f"no connection to a Ray cluster: {_last_line(error)}",
                path=self.address,
                remedy="start one with `ray start --head`, and set RAY_AUTH_TOKEN as it is there",
            ) from error
        return True


def _ray(*, is_own: bool) -> Any:
    # Ray reads these when it is imported. It must report nothing to its makers. Whoever reaches a
    # cluster's port may run code on it: the one started here answers to this process only.
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if is_own and "RAY_AUTH_MODE" not in os.environ:
        os.environ["RAY_AUTH_MODE"] = "token"
        os.environ["RAY_AUTH_TOKEN"] = secrets.token_hex(32)
    os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
    try:
        import ray  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise ExtractionError(
            "Ray is not installed", remedy="pip install 'citegraph[ray]', or --engine pool"
        ) from error
    return ray


def _knock(address: str) -> None:
    """Fail at once where nobody listens; Ray would try for minutes.

    Raises:
        OSError: Nobody does.
    """
    host, _, port = address.rpartition(":")
    if host and "/" not in host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=_PATIENCE).close()


def _environment() -> dict[str, str]:
    """Return the variables that actors must have as this process has them."""
    from kg.lexicon.installed import VARIABLE  # noqa: PLC0415 - start-up time

    found = {VARIABLE: os.environ.get(VARIABLE, ""), **dict.fromkeys(BLAS_THREADS, "1")}
    paths = [str(Path(name).absolute()) for name in found[VARIABLE].split(os.pathsep) if name]
    return {**found, VARIABLE: os.pathsep.join(paths)}


def _last_line(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else repr(error)

"""A real Ray cluster of two nodes on this machine, one of which is killed while it works."""

from __future__ import annotations

import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.build.building import SHARDS
from kg.errors import ExtractionError

HAS_RAY = importlib.util.find_spec("ray") is not None
needs_ray = pytest.mark.skipif(
    not HAS_RAY and not os.environ.get("CI"), reason="needs the extra citegraph[ray]"
)
ENVIRONMENT = {
    **os.environ,
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": secrets.token_hex(32),
    # A node that is gone is missed within seconds.
    "RAY_raylet_start_wait_time_s": "40",
    "RAY_gcs_server_request_timeout_seconds": "40",
    "RAY_health_check_period_ms": "1000",
}
TEXT = "{0} lowers blood pressure [1]. {0} may cause heartburn. {0} does not cure cancer (x)."
KG = [sys.executable, "-c", "from kg.cli import main; main()"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_node(*options: str) -> subprocess.Popen[bytes]:
    """Start a node and wait until it has joined.

    Ray gives a node's agent 15 seconds to start, too few where all is busy: it is tried again.
    """
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", *options, "--num-cpus=1"]
    command += ["--object-store-memory=100000000", "--disable-usage-stats", "--block"]
    said = b""
    for _ in range(5):
        node = subprocess.Popen(
            command, env=ENVIRONMENT, start_new_session=True, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert node.stdout is not None
        for line in node.stdout:
            said += line
            if b"runtime started" in line:
                return node
        kill(node)
    raise AssertionError(said.decode())


def family(pid: int) -> list[int]:
    """Return a process and all that descend from it."""
    parents = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(path.parent.name)] = int(fields[1])
    found = [pid]
    for parent in found:
        found.extend(child for child, its_parent in parents.items() if its_parent == parent)
    return found


def kill(node: subprocess.Popen[bytes]) -> None:
    for pid in family(node.pid):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    if node.stdout is not None:
        node.stdout.close()
    node.wait()


@pytest.fixture
def nodes() -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    port = free_port()
    address = f"127.0.0.1:{port}"
    # Not tmp_path: the path of a socket may have 107 characters.
    with tempfile.TemporaryDirectory(prefix="kgray", ignore_cleanup_errors=True) as temporary:
        started = [
            start_node(
                "--head", f"--port={port}", "--include-dashboard=false", f"--temp-dir={temporary}"
            )
        ]
        try:
            started.append(start_node(f"--address={address}"))
            yield address, started
        finally:
            for node in started:
                kill(node)


@pytest.fixture
def sources(tmp_path: Path) -> Path:
    folder = tmp_path / "sources"
    folder.mkdir()
    for number in range(128):
        topic = ("Garlic", "Ginger", "Magnesium", "Zinc")[number % 4]
        text = (
            f"# {topic} {number}\n\n{TEXT.format(topic)}\n\n## References\n\n1. Doe J. A. 2019.\n"
        )
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    return folder


def digest(store: Path) -> str:
    from kg.graph import Store  # noqa: PLC0415 - other tests need no store

    with Store.open(store, read_only=True) as opened:
        return opened.nquads_digest()


@needs_ray
@pytest.mark.slow
def test_cluster_that_loses_a_node_gives_the_bytes_of_local_workers(
    nodes: tuple[str, list[subprocess.Popen[bytes]]], sources: Path, tmp_path: Path
) -> None:
    address, started = nodes
    shards = tmp_path / "shared"
    command = [*KG, "build", str(sources), "--store", str(tmp_path / "ray"), "--engine", "ray"]
    command += ["--address", address, "--workers", "2", "--shards", shards.as_uri()]
    log = tmp_path / "log"
    with (
        log.open("wb") as errors,
        subprocess.Popen(
            [*command, "--format", "json"], env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=errors
        ) as build,
    ):
        deadline = time.monotonic() + 240
        while not (list(shards.glob("*.shard")) and _has_worker(started[1])):
            assert build.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.02)
        kill(started[1])
        found, _ = build.communicate(timeout=300)
    assert build.returncode == 0, log.read_text()
    assert json.loads(found)["built"] == 128
    assert not shards.exists()
    local = tmp_path / "pool"
    command = [*KG, "build", str(sources), "--store", str(local), "--workers", "2"]
    subprocess.run(command, check=True, capture_output=True)
    assert digest(tmp_path / "ray") == digest(local)
    assert not (local / SHARDS).exists()


def _has_worker(node: subprocess.Popen[bytes]) -> bool:
    return any(b"ClusterWorker" in _title(pid) for pid in family(node.pid))


def _title(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


@needs_ray
@pytest.mark.slow
def test_cluster_that_the_build_starts_is_ended_with_it(sources: Path, tmp_path: Path) -> None:
    for path in sorted(sources.iterdir())[8:]:
        path.unlink()
    command = [*KG, "build", str(sources), "--store", str(tmp_path / "s"), "--engine", "ray"]
    with subprocess.Popen(
        command, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as build:
        seen: set[int] = set()
        while build.poll() is None:
            seen.update(family(build.pid))
            time.sleep(0.1)
        output, errors = build.communicate()
    assert build.returncode == 0, errors
    assert b"8 documents" in output
    assert errors == b""
    deadline = time.monotonic() + 30
    while any(map(_title, seen)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert [_title(pid) for pid in seen if _title(pid)] == []


@needs_ray
def test_cluster_that_is_not_there_is_named(sources: Path, tmp_path: Path) -> None:
    address = f"127.0.0.1:{free_port()}"
    command = [*KG, "build", str(sources), "--store", str(tmp_path / "s"), "--engine", "ray"]
    done = subprocess.run(
        [*command, "--address", address], env=ENVIRONMENT, capture_output=True, text=True,
        timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 2
    assert "no connection to a Ray cluster" in done.stderr


def test_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.build.cluster import Cluster  # noqa: PLC0415 - beside what it tests
    from kg.build.shared_shards import SharedShards  # noqa: PLC0415 - beside what it tests

    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(ExtractionError, match=r"citegraph\[ray\]"):
        next(Cluster(SharedShards(str(tmp_path)), ("key",)).run([]))


def test_address_without_the_engine_is_refused(tmp_path: Path) -> None:
    command = [*KG, "build", str(tmp_path), "--address", "127.0.0.1:1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--engine ray" in done.stderr

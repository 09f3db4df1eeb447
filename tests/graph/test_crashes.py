"""Whenever a writer dies or the disk fills, the old store or the new one serves, never a torn."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import graph_factory as f
import pytest

from kg.errors import StoreError
from kg.graph import Store
from kg.graph.document_graphs import DocumentGraphs
from kg.graph.generations import Layout
from kg.graph.locking import writer_lock

WRITER = Path(__file__).with_name("writing_process.py")


def start(path: Path, first: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path), str(first)], stdout=subprocess.PIPE, text=True
    )


def assert_whole(path: Path) -> None:
    """Assert that records, manifest and quads belong to one write."""
    with Store.open(path, read_only=True) as store:
        manifest = store.manifest
        assert sum(1 for _ in store.nquads()) == manifest.quads
        graphs = DocumentGraphs(
            store.mint, manifest.documents, manifest.runs, store.corpus().evidence
        )
        assert {g.iri for g in manifest.graphs if "/document/" in g.iri} == set(graphs)
        for graph in graphs:
            record = store.record(graphs.entry(graph).id)
            assert record is not None
            assert store.graph_lines(graph) == graphs.lines(graph, record)


@pytest.mark.slow
def test_writer_killed_at_ten_random_times_leaves_a_whole_store(tmp_path: Path):
    path = tmp_path / "s"
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(3)]
    with Store.create(path) as store:
        begun = time.monotonic()
        store.write(records, f.corpus(*records))
    longest = max(1.5, 5 * (time.monotonic() - begun))  # on a busy machine a write takes longer
    chance = random.Random(20261123)
    seen = set()
    for number in range(10):
        process = start(path, number * 10_000)
        assert process.stdout is not None
        assert process.stdout.readline() == "writing\n"
        time.sleep(chance.uniform(0.0, longest))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        process.stdout.close()
        assert_whole(path)
        with Store.open(path, read_only=True) as store:
            seen.add(store.manifest.generation)
    with Store.open(path) as store:
        store.write(records, f.corpus(*records))
        fresh = Store.create(tmp_path / "t")
        fresh.write(records, f.corpus(*records))
        assert store.nquads_digest() == fresh.nquads_digest()
    assert len(list(Layout(path).generations.iterdir())) == 1
    assert not list(path.rglob("*.tmp"))
    assert len(seen) > 1  # some writes did go through


@pytest.mark.parametrize(
    "step",
    [
        "kg.graph.record_files.write_whole",
        "kg.graph.record_files.sync",
        "kg.graph.plan.bulk_load",
        "kg.graph.plan.replace_graph",
        "kg.graph.generations.sync_tree",
        "kg.graph.generations.write_durably",
    ],
)
def test_write_that_fails_at_any_step_leaves_the_old_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    path = tmp_path / "s"
    record = f.record()
    store = Store.create(path)
    store.write([record], f.corpus(record))
    digest = store.nquads_digest()

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(step, full)
        with pytest.raises(StoreError, match="No space left on device"):
            store.write([f.record("new.md", salt="new")], f.corpus(record))
    assert store.nquads_digest() == digest
    assert_whole(path)
    store.write([f.record("new.md", salt="new")], f.corpus(record))
    assert len(store.manifest.documents) == 2


def test_full_disk_gives_a_clear_error_and_keeps_the_old_store(tmp_path: Path):
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    command = [mount or "mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    if mount is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("no small file system can be mounted here")
    try:
        record = f.record()
        store = Store.create(folder / "s")
        store.write([record], f.corpus(record))
        digest = store.nquads_digest()
        many = [f.record(f"{n}.md", salt=str(n)) for n in range(400)]
        with pytest.raises(StoreError, match="make room"):
            store.write(many, f.corpus(*many))
        assert store.nquads_digest() == digest
        assert_whole(folder / "s")
        store.close()
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def test_second_writer_is_told_who_writes(tmp_path: Path):
    store = Store.create(tmp_path / "s")
    with writer_lock(Layout(tmp_path / "s").lock), pytest.raises(StoreError) as error:
        store.write([])
    assert f"another process ({os.getpid()})" in str(error.value)
    assert "wait" in str(error.value)
    store.write([])  # the lock is free again


def test_second_writing_process_is_refused_while_this_one_writes(tmp_path: Path):
    path = tmp_path / "s"
    Store.create(path).close()
    with writer_lock(Layout(path).lock):
        process = subprocess.run(
            [sys.executable, str(WRITER), str(path), "0"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert process.returncode != 0
    assert f"being written by another process ({os.getpid()})" in process.stderr
    assert_whole(path)

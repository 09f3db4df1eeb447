"""Workers that die, are killed or never come back; the shards are the same all the same."""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.build.pipeline import Failure
from kg.build.planning import Chunk, Task, cut
from kg.build.shards import ShardFolder
from kg.build.workers import Workers

WORK = """
import os, signal, time
from pathlib import Path
from kg.build.pipeline import Failure
from kg.build.shards import ShardFolder

def items(chunk):
    for task in chunk.tasks:
        if task.name.startswith("poison"):
            os.kill(os.getpid(), signal.SIGKILL)
        if task.name.startswith("full"):
            raise OSError(28, "No space left on device")
        time.sleep(0.005)
        yield Failure(task.name, "Stub", task.digest)

def work(chunk, folder):
    ShardFolder(Path(folder)).write(chunk.id, items(chunk))
"""
Work = Callable[[Chunk, str], None]


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Work:
    """Stand in for the pipeline; a module of its own, which the workers can import."""
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / "stub_work.py").write_text(WORK, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    import stub_work  # noqa: PLC0415 - made above

    found: Work = stub_work.work
    return found


def chunks(names: list[str]) -> list[Chunk]:
    return list(cut((Task(name, f"digest of {name}", "", 20_000) for name in names), ("test",)))


def results(folder: Path, planned: list[Chunk]) -> list[tuple[str, str]]:
    shards = ShardFolder(folder)
    items = [item for chunk in planned for item in shards.read(chunk.id)]
    return sorted((i.document, i.error) for i in items if isinstance(i, Failure))


NAMES = [f"document {number:03}" for number in range(120)]
EXPECTED = [(name, "Stub") for name in NAMES]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_any_number_of_workers_leaves_the_same_bytes(
    tmp_path: Path, work: Work, count: int
) -> None:
    planned = chunks(NAMES)
    done = list(Workers(tmp_path / "s", count, work=work).run(planned))
    assert sorted(c.id for c in done) == sorted(c.id for c in planned)
    assert results(tmp_path / "s", planned) == EXPECTED
    assert not list((tmp_path / "s").glob("*.tmp"))


def test_poisonous_document_is_left_out_and_its_neighbours_are_not(
    tmp_path: Path, work: Work
) -> None:
    names = ["before", "poison", "after", *NAMES[:20]]
    planned = chunks(names)
    list(Workers(tmp_path / "s", 2, work=work).run(planned))
    assert results(tmp_path / "s", planned) == sorted(
        [(name, "WorkerDied" if name == "poison" else "Stub") for name in names]
    )


def test_full_disk_in_a_worker_ends_the_run_with_its_error(tmp_path: Path, work: Work) -> None:
    with pytest.raises(OSError, match="No space left"):
        list(Workers(tmp_path / "s", 2, work=work).run(chunks(["full"])))


@pytest.mark.slow
def test_random_worker_killed_twenty_times_changes_nothing(tmp_path: Path, work: Work) -> None:
    names = [f"document {number:04}" for number in range(1200)]
    planned = chunks(names)
    workers = Workers(tmp_path / "s", 2, work=work)
    stop = threading.Event()
    killed: list[int] = []

    def kill() -> None:
        chance = random.Random(7)
        while not stop.wait(chance.uniform(0.1, 2.0)) and len(killed) < 20:
            processes = list((workers._pool and workers._pool._processes) or {})
            if processes:
                victim = chance.choice(processes)
                os.kill(victim, signal.SIGKILL)
                killed.append(victim)

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for _ in range(20):  # a run that is over before twenty are dead is run again, from nothing
            list(workers.run(planned))
            assert results(tmp_path / "s", planned) == [(name, "Stub") for name in names]
            if len(killed) >= 20:
                break
            ShardFolder(tmp_path / "s").clear()
    finally:
        stop.set()
        killer.join()
    assert len(killed) == 20


def test_finished_chunks_are_not_worked_off_again(tmp_path: Path, work: Work) -> None:
    planned = chunks(NAMES)
    run = Workers(tmp_path / "s", 1, work=work).run(planned)
    first = [next(run), next(run)]
    before = {c.id: (tmp_path / "s" / f"{c.id}.shard").stat().st_mtime_ns for c in first}
    time.sleep(0.02)
    list(Workers(tmp_path / "s", 2, work=work).run(planned))
    after = {c.id: (tmp_path / "s" / f"{c.id}.shard").stat().st_mtime_ns for c in first}
    assert before == after
    assert results(tmp_path / "s", planned) == EXPECTED


def test_leaving_a_run_early_ends_its_workers(tmp_path: Path, work: Work) -> None:
    workers = Workers(tmp_path / "s", 2, work=work)
    run = workers.run(chunks(NAMES))
    next(run)
    assert workers._pool is not None
    processes = list(workers._pool._processes or {})
    close: Callable[[], None] = run.close  # type: ignore[attr-defined]
    close()
    deadline = time.monotonic() + 20
    while any(_lives(pid) for pid in processes) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(_lives(pid) for pid in processes)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_chunks_are_drawn_as_they_are_needed(tmp_path: Path, work: Work) -> None:
    drawn = 0

    def endless() -> Iterator[Chunk]:
        nonlocal drawn
        for number in range(10_000):
            drawn += 1
            yield from chunks([f"document {number}"])

    run = Workers(tmp_path / "s", 2, work=work).run(endless())
    next(run)
    assert drawn <= 5
    close: Callable[[], None] = run.close  # type: ignore[attr-defined]
    close()

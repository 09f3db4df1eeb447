"""Runs a command and sees what it and its children cost: seconds, CPU seconds, peak memory."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
KG = (str(ROOT / ".venv/bin/python"), "-c", "from kg.cli import main; main()")


@dataclass
class Cost:
    """What a command took.

    Attributes:
        wall: Seconds.
        cpu: CPU seconds of it and of all that it waited for.
        own: Peak resident megabytes of the command's own process.
        worker: Peak resident megabytes of any of its children.
        output: What it printed.
    """

    wall: float
    cpu: float
    own: float
    worker: float
    output: str
    curve: list[tuple[float, float, float]] = field(default_factory=list)


def environment() -> dict[str, str]:
    """Return the environment of everything measured: one thread a process, modules compiled once."""
    return {
        **{name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"},
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "RAY_USAGE_STATS_ENABLED": "0",
    }


def kg(*arguments: object, log: Path | None = None) -> Cost:
    """Run ``kg`` and return its cost.

    Raises:
        RuntimeError: It ended with an error.
    """
    return run([*KG, *map(str, arguments)], log=log)


def run(command: list[str], log: Path | None = None) -> Cost:
    """Run a command and return its cost.

    Args:
        command: Program and arguments.
        log: Where a line of time and memory goes every few seconds, for long runs.

    Raises:
        RuntimeError: It ended with an error.
    """
    began, drawn = time.monotonic(), 0.0
    own = worker = 0.0
    curve = []
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as errors:
        # Files, not pipes: nobody reads while the command runs, and a full pipe would halt it.
        process = subprocess.Popen(command, stdout=said, stderr=errors, env=environment())
        try:
            while True:
                own = max(own, memory(process.pid, "VmHWM"))
                worker = max([worker, *(memory(pid, "VmHWM") for pid in children(process.pid))])
                now = time.monotonic() - began
                if log is not None and now - drawn > 10:
                    drawn = now
                    held = [memory(pid, "VmRSS") for pid in children(process.pid)]
                    curve.append((round(now), memory(process.pid, "VmRSS"), max(held, default=0.0)))
                    log.write_text(f"{curve}\n", encoding="utf-8")
                if process.poll() is not None:
                    break
                time.sleep(0.1)
            wall = time.monotonic() - began
        except BaseException:
            process.kill()
            raise
        if process.returncode not in (0, 1):
            message = f"{' '.join(command[3:6])}… ended with {process.returncode}: {text(errors)}"
            raise RuntimeError(message)
        return Cost(wall, spent(process), own, worker, text(said), curve)


def text(file: IO[bytes]) -> str:
    """Return all that was written to a file."""
    file.seek(0)
    return file.read().decode()


_before = [0.0]


def spent(_process: object) -> float:
    """Return the CPU seconds of the children that have ended since the last call."""
    import resource

    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    total = used.ru_utime + used.ru_stime
    since, _before[0] = total - _before[0], total
    return since


def memory(pid: int, name: str) -> float:
    """Return a figure of /proc/PID/status in megabytes; 0 for a process that is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    for line in lines.splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1]) / 1024
    return 0.0


def children(pid: int) -> list[int]:
    """Return all that descend from a process."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(int(child) for child in task.read_text().split())
            except OSError:  # it has ended meanwhile
                continue
    return found[1:]


def main() -> None:
    """Run the command given and print its cost."""
    cost = run(sys.argv[1:])
    print(cost.output, end="")
    print(
        f"wall {cost.wall:.1f} s, CPU {cost.cpu:.1f} s, own peak {cost.own:.0f} MB, "
        f"children's peak {cost.worker:.0f} MB",
        file=sys.stderr,
    )


if __name__ == "__main__":
    main()

"""What every part of the benchmark is told, and how it answers: one JSON object, printed last."""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[variable] = "1"


@dataclass(frozen=True)
class Setting:
    """What a part works with.

    Attributes:
        work: An empty folder of its own.
        documents: How many documents the part may use.
        data: Folder of real answers, or None.
        is_quick: Whether only the way is to be walked, not the figures to be trusted.
    """

    work: Path
    documents: int
    data: Path | None
    is_quick: bool


def setting() -> Setting:
    """Return what the command line says."""
    options = argparse.ArgumentParser()
    options.add_argument("--work", type=Path, required=True)
    options.add_argument("--documents", type=int, default=100)
    options.add_argument("--data", type=Path)
    options.add_argument("--quick", action="store_true")
    chosen = options.parse_args()
    return Setting(chosen.work, chosen.documents, chosen.data, chosen.quick)


def answer(figures: dict[str, Any]) -> None:
    """Print the figures of a part."""
    sys.stdout.flush()
    print(json.dumps(figures))


def skip(reason: str) -> None:
    """Say why there are none, and end."""
    answer({"skipped": reason})
    sys.exit(0)


def cpu(work: Callable[[], Any]) -> float:
    """Return the CPU seconds of this process that ``work`` takes."""
    began = time.process_time()
    work()
    return time.process_time() - began

"""Writes documents into a store for ever, one write after the other; killed by its test."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import graph_factory as f

from kg.graph import Store


def main(path: str, first: int) -> None:
    with Store.open(path) as store:
        for number in range(first, first + 10_000):
            records = [f.record(f"{n}.md", salt=f"{number}-{n}") for n in range(3)]
            print("writing", flush=True)
            store.write(records, f.corpus(*records))
            print("written", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))

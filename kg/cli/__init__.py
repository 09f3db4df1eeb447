"""The command line: thin commands over the library; nothing here that a library user would miss."""

from __future__ import annotations

import sys


def main() -> None:
    """Run ``kg`` with the arguments of the process and leave with its exit code."""
    from kg.cli.running import run

    sys.exit(run(sys.argv[1:]))

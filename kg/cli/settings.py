"""What holds for the whole run, whatever the command."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Settings:
    """The options that every command takes.

    Attributes:
        debug: Show tracebacks.
        log: Write one JSON object a line to standard error for each step.
    """

    debug: bool = False
    log: bool = False


_current = [Settings()]


def use(settings: Settings) -> None:
    """Set the settings of this run."""
    _current[0] = settings


def current() -> Settings:
    """Return the settings of this run."""
    return _current[0]


def has_terminal() -> bool:
    """Say whether progress may be shown: standard error is a terminal that can redraw a line."""
    return sys.stderr.isatty() and os.environ.get("TERM") != "dumb"


def has_colour() -> bool:
    """Say whether standard output may be coloured (Source: no-color.org)."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")

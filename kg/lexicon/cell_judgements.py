"""What cells of judgements say: "increases", "no effect", "convincing"."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from kg.lexicon.loading import Cue, load_entries

EFFECTS = ("rises", "falls", "none")
DOUBTS = ("possible", "probable")
_LONGEST = 90  # code points; what a longer cell says is no judgement but prose


@functools.cache
def _cues() -> tuple[tuple[re.Pattern[str], str], ...]:
    entries = load_entries("cell_judgements", Cue)
    return tuple((re.compile(entry.pattern, re.IGNORECASE), entry.category) for entry in entries)


def cell_judgements(text: str) -> Iterator[str]:
    """Yield the categories of a cell, in order of the file.

    An effect is the whole of it, a doubt may stand anywhere in it.

    >>> list(cell_judgements("Probably increases")), list(cell_judgements("unknown"))
    (['rises', 'probable'], [])
    """
    words = " ".join(text.split()).rstrip(".")
    if len(words) > _LONGEST:
        return
    for pattern, category in _cues():
        if (pattern.search if category in DOUBTS else pattern.fullmatch)(words):
            yield category

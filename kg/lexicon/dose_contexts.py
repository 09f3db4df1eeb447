"""Words around a quantity that tell whose amount it is, and whether it is a dose or a norm."""

from __future__ import annotations

import functools
import re

from kg.lexicon.loading import Cue, load_entries


@functools.cache
def dose_context(category: str) -> re.Pattern[str]:
    """Return what marks one kind of context.

    Args:
        category: ``dose-word`` (something is taken), ``therapy`` (someone is treated), ``normal``
            (a reference range), ``defining`` (a threshold that defines); and what may stand between
            a name and its amount, amounts as ``#``: ``from-name`` and ``from-known-name`` where
            the name comes first, ``to-name`` and ``to-known-name`` where the amount does.
    """
    patterns = [
        cue.pattern for cue in load_entries("dose_contexts", Cue) if cue.category == category
    ]
    return re.compile("|".join(patterns), re.IGNORECASE)

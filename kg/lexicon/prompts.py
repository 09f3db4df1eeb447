"""What a language model is told when it is asked for claims: text as data, not code."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries


@dataclass(frozen=True, slots=True)
class Prompt:
    """Instructions for one task.

    Attributes:
        system: What is said before the document.
    """

    id: str
    system: str
    source: str


@functools.cache
def proposal_prompt() -> Prompt:
    """Return the instructions for proposing claims."""
    return next(p for p in load_entries("prompts", Prompt) if p.id == "propose-claims")

"""Written forms with several senses, told apart by their context (kg/data/homonyms.yaml)."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.lexicon.loading import load_entries

_WINDOW = 60  # characters of context on each side
_PLACE = "~"  # stands for the form itself in a cue


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a homonym.

    Attributes:
        concept: Label of the concept, or None for a meaning outside the vocabulary ("lead to").
        cues: Regular expressions on the folded context, in which ``~`` stands for the form.
        is_default: Whether this sense is meant where no cue is found.
    """

    concept: str | None
    cues: tuple[str, ...] = ()
    is_default: bool = False


@dataclass(frozen=True, slots=True)
class Homonym:
    """A form with several senses; the first sense with a cue in the context is meant.

    Attributes:
        surface: The form, in the singular or plural as it is ambiguous.
        positive: Pairs of a text and the concept that the form names in it.
        negative: Texts in which the form names nothing of the vocabulary.
    """

    id: str
    surface: str
    senses: tuple[Sense, ...]
    source: str
    positive: tuple[tuple[str, ...], ...]
    negative: tuple[str, ...]

    def sense(self, folded_text: str, start: int, end: int) -> str | None:
        """Return the label of the concept meant at ``folded_text[start:end]``, or None."""
        before = folded_text[max(0, start - _WINDOW) : start]
        context = f"{before}{_PLACE}{folded_text[end : end + _WINDOW]}"
        for sense in self.senses:
            if any(_cue(cue).search(context) for cue in sense.cues):
                return sense.concept
        return next((sense.concept for sense in self.senses if sense.is_default), None)


def load_homonyms() -> tuple[Homonym, ...]:
    """Return the homonyms that come with citegraph."""
    homonyms = load_entries("homonyms", Homonym)
    for cue in {cue for homonym in homonyms for sense in homonym.senses for cue in sense.cues}:
        _cue(cue)
    return homonyms


@functools.cache
def _cue(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)

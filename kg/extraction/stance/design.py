"""Which study a sentence says its finding comes from: design, people or animals, how many.

Source: designs after the Oxford CEBM levels of evidence (2011); a plain statement has none.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from kg.extraction.amounts.numerals import NUMBER_WORDS
from kg.lexicon.cue_sets import AnchoredCue, CueMatch, cue_set
from kg.model.closed_terms import Design

_LEAD = re.compile(r"^(?:in|of|among|with|for|involving|on)\s+", re.IGNORECASE)
_CATEGORIES = frozenset(design.value for design in Design)


@dataclass(frozen=True, slots=True)
class StudyCue:
    """The study that a sentence names.

    Attributes:
        design: The most specific design that the words give.
        start: Where the naming words start, in code points of the sentence.
        end: Where they end.
        population: Who or what was studied, as printed, or None.
        sample_size: How many, or None.
        statistic: "82 percent of subjects", "risk ratio 0.39", as printed, or None.
        weak: The study is called small, pilot or preliminary.
    """

    design: Design
    start: int
    end: int
    population: str | None = None
    sample_size: int | None = None
    statistic: str | None = None
    weak: bool = False


def study_cue(text: str) -> StudyCue | None:
    """Return the study that a sentence names, or None where it names none.

    None, too, where it only goes on about people of the study before (:func:`continues_study`).

    >>> study_cue("In a randomized trial of 440 adults, zinc helped.").sample_size
    440
    >>> study_cue("Zinc helps.") is None
    True
    """
    matches = _matches(text)
    named = [m for m in matches if m.cue.category in _CATEGORIES]
    if not named:
        return None
    best = max(named, key=lambda m: (m.cue.weight, -m.start, m.end))
    if best.cue.category == Design.HUMAN and continues_study(text):
        return None  # "the participants also …" names no study of its own
    population = _first(matches, "population")
    return StudyCue(
        design=Design(best.cue.category),
        start=best.start,
        end=best.end,
        population=_population(text, population),
        sample_size=_sample_size(text, matches),
        statistic=_text(text, _first(matches, "statistic")),
        weak=any(m.cue.category == "weak" for m in matches),
    )


def continues_study(text: str) -> bool:
    """Say whether a sentence goes on about the study that the one before described.

    >>> continues_study("It also lowered cholesterol."), continues_study("Zinc is a metal.")
    (True, False)
    """
    return any(m.cue.category == "continues" for m in _matches(text))


@functools.lru_cache(maxsize=32)
def _matches(text: str) -> tuple[CueMatch, ...]:
    """Return the cues of a sentence; kept, as two questions are asked of each."""
    return tuple(cue_set("design").matches(text))


def _first(matches: tuple[CueMatch, ...], category: str) -> CueMatch | None:
    found = [m for m in matches if m.cue.category == category]
    return min(found, key=lambda m: m.start, default=None)


def _text(text: str, match: CueMatch | None) -> str | None:
    return text[match.start : match.end] if match else None


def _population(text: str, match: CueMatch | None) -> str | None:
    found = _text(text, match)
    return _LEAD.sub("", found) if found else None


def _sample_size(text: str, matches: tuple[CueMatch, ...]) -> int | None:
    match = _first(matches, "sample_size")
    if match is None:
        return None
    number = re.search(r"\d[\d,]*|[a-z]+", text[match.start : match.end].lower().removeprefix("n"))
    if number is None:
        return None
    word = number.group()
    return NUMBER_WORDS.get(word) if word.isalpha() else int(word.replace(",", ""))


@functools.cache
def design_cues() -> tuple[AnchoredCue, ...]:
    """Return the design cues, for those who explain a grade."""
    return cue_set("design").cues

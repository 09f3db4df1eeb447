"""Cue files compiled once: anchors found in one pass, then only the regexes that can match."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.lexicon.loading import load_entries

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick


@dataclass(frozen=True, slots=True)
class AnchoredCue:
    """A regular expression with the literal words without which it cannot match.

    Attributes:
        id: Unique in its file.
        patterns: Linear regular expressions, alternatives, matched case-insensitively at word
            boundaries; a group named ``cue`` marks the words that count, the rest is context.
        category: What a match means; the file's reader says which categories exist.
        anchors: Lower-case literals, one of which lies in every match; empty means always tried.
        source: Where the entry comes from: a paper, a specification, or ``own``.
        positive: Texts that it must match (each is a test).
        negative: Texts that it must not match (each is a test).
        weight: How much a match counts, in the unit of the file's reader.
        value: What a match stands for, where the category is not enough.
    """

    id: str
    patterns: tuple[str, ...]
    category: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    anchors: tuple[str, ...] = ()
    weight: float = 1.0
    value: str = ""


@dataclass(frozen=True, slots=True)
class CueMatch:
    """One place where a cue matched, in code points of the searched text."""

    start: int
    end: int
    cue: AnchoredCue


class CueSet:
    """The cues of one file, ready to search."""

    def __init__(self, cues: tuple[AnchoredCue, ...]) -> None:
        self.cues = cues
        self._regexes = tuple(
            re.compile(rf"(?<!\w)(?:{'|'.join(cue.patterns)})(?!\w)", re.IGNORECASE) for cue in cues
        )
        self._always = tuple(i for i, cue in enumerate(cues) if not cue.anchors)
        anchors: dict[str, list[int]] = {}
        for index, cue in enumerate(cues):
            for anchor in cue.anchors:
                anchors.setdefault(anchor, []).append(index)
        self._owners = tuple(tuple(owners) for owners in anchors.values())
        self._automaton = _automaton(tuple(anchors))

    def matches(self, text: str) -> Iterator[CueMatch]:
        """Yield every match, cue by cue in file order; matches may overlap."""
        for index in self._candidates(text):
            regex = self._regexes[index]
            group = "cue" if "cue" in regex.groupindex else 0
            for found in regex.finditer(text):
                start, end = found.span(group if found.group(group) is not None else 0)
                yield CueMatch(start, end, self.cues[index])

    def matches_any(self, text: str) -> bool:
        """Say whether at least one cue matches."""
        return any(self._regexes[index].search(text) for index in self._candidates(text))

    def _candidates(self, text: str) -> list[int]:
        wanted = set(self._always)
        if self._automaton is not None:
            hits = self._automaton.find_matches_as_indexes(text.lower(), overlapping=True)
            for anchor in {hit[0] for hit in hits}:
                wanted.update(self._owners[anchor])
        return sorted(wanted)


def _automaton(anchors: tuple[str, ...]) -> AhoCorasick | None:
    if not anchors:
        return None
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - kept off the command-line start

    return AhoCorasick(list(anchors))


@functools.cache
def cue_set(name: str) -> CueSet:
    """Return the cues of ``kg/data/{name}.yaml``, compiled; cached.

    Raises:
        LexiconError: The file is missing or an entry is malformed.
    """
    return CueSet(load_entries(name, AnchoredCue))

"""An entry of a bibliography, whatever format it came in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.lexicon.loading import Cue, load_entries
from kg.model.closed_terms import Design
from kg.model.document import Reference
from kg.reading.draft_records import DraftReference
from kg.reading.references import to_reference

_RETRACTED_TITLE = re.compile(r"\W{0,3}(?:RETRACTED|WITHDRAWN)\b(?:\s+ARTICLE)?\s*:", re.IGNORECASE)
_RETRACTED_TYPES = frozenset({"retracted publication", "retracted", "retracted article"})
_HUMANS = frozenset({"humans", "human"})


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A work as a catalogue or reference manager describes it.

    Attributes:
        draft: What a reference list would print, and its parts.
        abstract: The abstract, or None.
        design: What its publication types show, as a value of :class:`Design`, or None.
        retracted: True where the entry says so, False where a catalogue that records retractions
            does not, None where nobody looked.
    """

    draft: DraftReference
    abstract: str | None = None
    design: str | None = None
    retracted: bool | None = None

    def reference(self) -> Reference:
        """Return the entry as a Reference, with its identity across documents."""
        found = to_reference(self.draft)
        return replace(found, design=self.design, retracted=self.retracted)


@dataclass(frozen=True, slots=True)
class WorkText:
    """What is known of a work's own words.

    Attributes:
        work: Identity across documents, as :attr:`Reference.work`.
        title: Title, or None.
        text: Abstract or full text.
        design: Design that a catalogue gives, or None.
        is_abstract: Whether the text is the abstract only.
        name: The file or entry it came from.
    """

    work: str
    title: str | None
    text: str
    design: str | None
    is_abstract: bool
    name: str


def composed(parts: DraftReference, volume: str = "", pages: str = "") -> str:
    """Return an entry as a Vancouver list would print it.

    >>> from kg.reading.draft_records import DraftReference
    >>> composed(DraftReference("a", "", authors=("Lee J",), title="Iron", year="2020"), "3", "1-4")
    'Lee J. Iron. 2020;3:1-4.'
    """
    numbers = volume + (f":{pages}" if pages else "")
    pieces = (
        ", ".join(parts.authors),
        parts.title,
        parts.container,
        ";".join(piece for piece in (parts.year, numbers) if piece),
        f"doi:{parts.doi}" if parts.doi else None,
        f"PMID: {parts.pmid}" if parts.pmid else None,
        parts.url if not (parts.doi or parts.pmid) else None,
    )
    return " ".join(f"{piece.rstrip(' .')}." for piece in pieces if piece and piece.strip(" ."))


def design_of(types: Sequence[str], headings: Sequence[str] = ()) -> str | None:
    """Return the design that publication types show, or else the MeSH headings; None for neither.

    >>> design_of(["Journal Article", "Randomized Controlled Trial"])
    'rct'
    >>> design_of(["Journal Article"], ["Animals", "Humans"]) is None
    True
    """
    found = _first(types)
    if found is not None and found != Design.RESEARCH.value:
        return found
    lowered = {heading.lower() for heading in headings}
    is_human = bool(lowered & _HUMANS)
    by_heading = _first([h for h in headings if h.lower() not in _HUMANS])
    if is_human and by_heading in {Design.ANIMAL.value, Design.IN_VITRO.value}:
        by_heading = None
    return by_heading or found


def is_retracted(title: str | None, types: Sequence[str] = ()) -> bool:
    """Say whether a title or publication type says that the work was retracted.

    >>> is_retracted("RETRACTED: Iron for all"), is_retracted("Retraction: Iron for all")
    (True, False)
    """
    if any(kind.lower() in _RETRACTED_TYPES for kind in types):
        return True
    return bool(title and _RETRACTED_TITLE.match(title))


def _first(names: Sequence[str]) -> str | None:
    return next(
        (
            cue.category
            for cue, pattern in _types()
            if any(pattern.fullmatch(name.strip()) for name in names)
        ),
        None,
    )


@cache
def _types() -> tuple[tuple[Cue, re.Pattern[str]], ...]:
    return tuple(
        (cue, re.compile(cue.pattern, re.IGNORECASE))
        for cue in load_entries("publication_types", Cue)
    )

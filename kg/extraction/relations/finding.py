"""All relations of a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.frames import Frame
from kg.extraction.relations.adjuncts import adjunct_frames, compound_frames
from kg.extraction.relations.arguments import Arguments
from kg.extraction.relations.classes import class_frames
from kg.extraction.relations.comparisons import comparison_frames
from kg.extraction.relations.matching import TypeOf, pattern_frames
from kg.extraction.relations.properties import noun_frames

if TYPE_CHECKING:
    from kg.extraction.tree import Doc


def find_frames(doc: Doc, type_of: TypeOf) -> list[Frame]:
    """Return the frames of a sentence in order of their triggers."""
    arguments = Arguments(doc)
    found = list(_all(doc, arguments, type_of))
    found.sort(key=lambda frame: frame.trigger.i)
    return found


def _all(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    yield from pattern_frames(doc, arguments, type_of)
    yield from adjunct_frames(doc, arguments)
    yield from compound_frames(doc, arguments)
    yield from class_frames(doc, arguments)
    yield from noun_frames(doc, arguments)
    yield from comparison_frames(doc, arguments, type_of)

"""All relations of a parsed sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.relations.adjuncts import adjunct_frames, compound_frames
from kg.extraction.relations.adverse_events import adverse_event_frames
from kg.extraction.relations.advice import advice_frames
from kg.extraction.relations.arguments import Arguments
from kg.extraction.relations.callings import calling_frames
from kg.extraction.relations.chance import is_said_to_be_chance
from kg.extraction.relations.classes import class_frames
from kg.extraction.relations.comparisons import comparison_frames, result_frames
from kg.extraction.relations.contents import allergy_frames, content_frames
from kg.extraction.relations.counted_people import counted_frames
from kg.extraction.relations.groups_at_risk import risk_frames
from kg.extraction.relations.harmlessness import harmlessness_frames
from kg.extraction.relations.left_open import left_open_frames
from kg.extraction.relations.lettings import letting_frames
from kg.extraction.relations.likelihoods import likelihood_frames
from kg.extraction.relations.makings import making_frames
from kg.extraction.relations.matching import TypeOf, pattern_frames
from kg.extraction.relations.occurrence import occurrence_frames
from kg.extraction.relations.pairings import pairing_frames
from kg.extraction.relations.prevalence import prevalence_frames
from kg.extraction.relations.properties import noun_frames
from kg.extraction.relations.sources import source_frames
from kg.extraction.relations.states import state_frames
from kg.extraction.relations.superiority import superiority_frames
from kg.extraction.relations.unpreventable import unpreventable_frames
from kg.extraction.relations.warnings import warning_frames
from kg.extraction.syntax.frames import Frame
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc


_CHANGES = frozenset(
    {Predicate.INCREASES, Predicate.DECREASES, Predicate.INCREASES_RISK_OF,
     Predicate.DECREASES_RISK_OF, Predicate.TREATS, Predicate.PREVENTS}
)  # fmt: skip
_OF_PEOPLE = frozenset({"people-experience", "complain-of"})
_CLASSES = frozenset({Predicate.IS_A, Predicate.DEFINED_AS, Predicate.HAS_PART, Predicate.PART_OF})


def find_frames(doc: Doc, type_of: TypeOf, shown: str | None = None) -> list[Frame]:
    """Return the frames of a sentence in order of their triggers.

    Args:
        doc: The sentence as it was parsed.
        type_of: Types of labels.
        shown: The sentence as printed, with the figures that the parser was spared; None where it
            was spared none.
    """
    arguments = Arguments(doc)
    text = doc.text if shown is None else shown
    found = list(_all(doc, arguments, type_of, text))
    if is_said_to_be_chance(text):
        found = [_taken_back(frame) for frame in found]
    told = {f.trigger.i for f in found if f.predicate not in _CLASSES and f.rule not in _OF_PEOPLE}
    results = list(result_frames(doc, arguments, type_of, text, told))
    if results:  # what people in an arm report is no symptom of the topic
        found = [frame for frame in found if frame.rule not in _OF_PEOPLE]
    found.extend(results)
    told = {frame.trigger.i for frame in found}
    found.extend(f for f in left_open_frames(doc, arguments, type_of) if f.trigger.i not in told)
    found.sort(key=lambda frame: frame.trigger.i)
    return found


def _taken_back(frame: Frame) -> Frame:
    """Return the frame of a change that the sentence goes on to call chance."""
    return replace(frame, denied=True) if frame.predicate in _CHANGES else frame


def _all(doc: Doc, arguments: Arguments, type_of: TypeOf, shown: str) -> Iterator[Frame]:
    yield from pattern_frames(doc, arguments, type_of)
    yield from advice_frames(doc, arguments, type_of)
    yield from unpreventable_frames(doc, arguments)
    yield from warning_frames(doc, arguments, type_of)
    yield from harmlessness_frames(doc, arguments, type_of)
    yield from making_frames(doc, arguments)
    yield from letting_frames(doc, arguments, type_of)
    yield from state_frames(doc, arguments, type_of)
    yield from adjunct_frames(doc, arguments)
    yield from compound_frames(doc, arguments)
    yield from source_frames(doc, arguments)
    yield from class_frames(doc, arguments)
    yield from calling_frames(doc, arguments)
    yield from noun_frames(doc, arguments)
    yield from content_frames(doc, arguments, type_of)
    yield from allergy_frames(doc, type_of)
    yield from pairing_frames(doc, arguments)
    yield from superiority_frames(doc, arguments, type_of)
    yield from likelihood_frames(doc, arguments)
    yield from counted_frames(doc, arguments, type_of)
    yield from risk_frames(doc, arguments)
    yield from prevalence_frames(doc, arguments, type_of)
    yield from occurrence_frames(doc, arguments, type_of)
    yield from adverse_event_frames(doc, arguments, type_of)
    yield from comparison_frames(doc, arguments, type_of, shown)

"""Comparisons: "X had lower Y than Z", "Y was higher in X", "no difference in Y between X and Z".

A group of people stands for what sets it apart: "patients with gout" for gout, "the zinc group" for
zinc. A measure that lies otherwise under a treatment is raised or lowered by it; one that lies
otherwise with a condition is associated with it. Which of two groups is the control (placebo, usual
care) is told by its words, and turns the direction round.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.relations.chance import is_by_chance
from kg.extraction.relations.compared_groups import (
    COMPARED,
    after,
    group_fillers,
    is_control,
    is_group,
    kind_of,
)
from kg.extraction.relations.comparison_forms import Comparison, comparisons_of
from kg.extraction.relations.figure_pairs import way_of_first
from kg.extraction.relations.shifts import shifted
from kg.extraction.relations.trial_results import Result, figures_in, results_in
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, phrase
from kg.extraction.syntax.typing import ILLNESS
from kg.extraction.trees.tokens import printed
from kg.lexicon.word_classes import in_class
from kg.lexicon.word_roles import word_roles
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_HIGHER = "higher"
_STATES = frozenset({EntityType.CONDITION, EntityType.SYMPTOM, EntityType.ORGANISM})
_TREATMENTS = frozenset(
    {EntityType.DRUG, EntityType.SUPPLEMENT, EntityType.PROCEDURE, EntityType.FOOD}
)
_CHANGED = {"higher": Predicate.INCREASES, "lower": Predicate.DECREASES}
_OF_NOUNS = frozenset({"had-otherwise", "seen-otherwise"})
_DENYING = frozenset({"no", "not", "n't", "neither", "nor", "without"})
_UNTIL = frozenset({"to", "until", "of"})


def comparison_frames(
    doc: Doc, arguments: Arguments, type_of: TypeOf, shown: str
) -> Iterator[Frame]:
    """Yield a frame for each measure that a group or treatment is said to have otherwise."""
    if doc.lower_words.isdisjoint(_comparing_words()):
        return
    for token in doc:
        for comparison in comparisons_of(token):
            chance = comparison.way is not None and is_by_chance(shown)
            way = comparison.way or _way_by_figures(token, shown)
            for frame in _frames(replace(comparison, way=way), arguments, type_of):
                yield _by_chance(frame) if chance else frame


def _way_by_figures(difference: Token, shown: str) -> str | None:
    """Return how the first of two arms that differ lies by the only figures given for them."""
    if difference.pos_ == "VERB" and any(c.dep_ == "neg" for c in difference.children):
        return None
    before = {t.lower_ for t in difference.doc[: difference.i]}
    if before & _DENYING or is_by_chance(shown):
        return None
    return way_of_first(shown)


@functools.cache
def _comparing_words() -> frozenset[str]:
    """Return the words one of which every comparison holds."""
    roles = word_roles("comparatives").by_role
    words = (word for role in ("way", "moved", "change") for word in roles[role])
    return frozenset({*words, "differ", "difference", "twice", "times", "half"})


def result_frames(
    doc: Doc, arguments: Arguments, type_of: TypeOf, shown: str, told: set[int]
) -> Iterator[Frame]:
    """Yield the frames of results that only the order of words tells.

    Args:
        doc: The sentence as it was parsed.
        arguments: What its slots name.
        type_of: Types of labels.
        shown: The sentence as printed.
        told: Triggers of relations that were found; their clauses are left alone.
    """
    results = list(results_in(doc, arguments, told))
    if not results and not told:
        results = list(figures_in(doc, arguments))
    chance = bool(results) and is_by_chance(shown)
    for result in results:
        for frame in _of_result(_with_figures(result, shown), type_of):
            yield _by_chance(frame) if chance else frame


def _with_figures(result: Result, shown: str) -> Result:
    if result.way is not None or result.is_same:
        return result
    way = _way_by_figures(result.trigger, shown)
    return replace(result, way=way, turned=result.is_second)


def _by_chance(frame: Frame) -> Frame:
    """Return the frame of a difference that the sentence calls chance: no effect was shown."""
    return replace(frame, predicate=Predicate.AFFECTS, denied=True)


def _of_result(result: Result, type_of: TypeOf) -> Iterator[Frame]:
    way = _opposite(result.way) if result.turned and result.way else result.way
    subjects: tuple[Filler | None, ...] = result.arm.fillers if result.arm else (None,)
    for subject in subjects:
        for measure in result.measures:
            found = Comparison(result.trigger, way, (), (), "told-in-order")
            frame = _framed(found, subject, measure, type_of)
            yield replace(frame, denied=result.is_same, confidence=0.6)


# -- frames --------------------------------------------------------------------------------------


def _of_change(found: Comparison) -> Comparison:
    """Return "lower pain" for "a greater reduction in pain"."""
    for noun in found.measures:
        way, changed = kind_of("change", noun), after(noun, frozenset({"in", "of"}))
        changed = [c for c in changed if not is_group(c)]
        if way and changed and found.way:
            kept = way if found.way == _HIGHER else _opposite(way)
            judged = kind_of("judging", noun) is not None
            return replace(found, way=kept, measures=tuple(changed), judged=judged)
        if way and way != _HIGHER and found.rule in _OF_NOUNS:
            return replace(found, measures=())  # a greater fall, of nobody knows what
    return found


def _opposite(way: str) -> str:
    return "lower" if way == _HIGHER else _HIGHER


def _frames(found: Comparison, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    found = _of_change(found)
    way = found.way
    fillers = list(group_fillers(found.groups, arguments))
    subjects = [f for f in fillers if not is_control(f)]
    if found.rule == "difference":
        way = _opposite(way) if way and fillers and is_control(fillers[0]) else way
        subjects = subjects[:1]
    elif not subjects and found.way is not None:
        subjects = [f for f in _compared_with(found, arguments) if not is_control(f)]
        way = _opposite(way or "")
    for subject in subjects:
        for measure in _measured(found.measures, arguments):
            if measure.phrase.head.i not in {subject.phrase.head.i, found.trigger.i}:
                frame = _framed(replace(found, way=way), subject, measure, type_of)
                yield from shifted(frame, arguments, type_of)


def _measured(measures: tuple[Token, ...], arguments: Arguments) -> Iterator[Filler]:
    """Yield what was measured; "time to relief" is a measure though "time" alone names nothing."""
    for measure in measures:
        fillers = arguments.fillers([measure])
        yield from fillers
        until = next((c for c in measure.rights if c.lower_ in _UNTIL), None)
        if not fillers and until is not None:
            inner = [t for g in governed(until) for t in phrase(g).tokens]
            yield Filler(Phrase(measure, (*phrase(measure).tokens, until, *inner)))


def _compared_with(found: Comparison, arguments: Arguments) -> Iterator[Filler]:
    """Yield Z of "than in the Z group"."""
    for token in found.trigger.sent:
        if token.i > found.trigger.i and token.lower_ in COMPARED and token.dep_ == "prep":
            inner = governed(token) or [t for c in token.children for t in governed(c)]
            yield from group_fillers(tuple(t for t in inner if is_nominal(t)), arguments)
            return


def _framed(found: Comparison, subject: Filler | None, measure: Filler, type_of: TypeOf) -> Frame:
    obj = _without(measure, found.trigger)
    found = replace(found, way=_in_amount(found, measure, type_of))
    if subject is None or not _is_state(subject, type_of):
        predicate = _CHANGED.get(found.way or "", Predicate.AFFECTS)
        return Frame(predicate, subject, obj, found.trigger, found.rule, 0.7)
    if found.way is not None and found.rule != "how-often":
        obj = Filler(obj.phrase, f"{found.way} {obj.text}")
    return Frame(Predicate.ASSOCIATED_WITH, subject, obj, found.trigger, found.rule, 0.7)


def _in_amount(found: Comparison, measure: Filler, type_of: TypeOf) -> str | None:
    """Return whether there is more or less of a measure: less of a pain that is better."""
    if found.way is None or not (found.judged or kind_of("judging", found.trigger)):
        return found.way
    return _opposite(found.way) if _is_bad(measure, type_of) else found.way


def _is_bad(measure: Filler, type_of: TypeOf) -> bool:
    """Say whether less of a measure is better: pain, a pain score, the severity of depression."""
    if type_of(measure.text) in ILLNESS:
        return True
    head = measure.phrase.head
    if not in_class(head.lemma_, "severity_noun"):
        return False
    others = (t for t in measure.phrase.tokens if t.i != head.i)
    return any(
        type_of(printed(t)) in ILLNESS or in_class(t.lemma_, "severity_noun") for t in others
    )


def _is_state(subject: Filler, type_of: TypeOf) -> bool:
    """Say whether a group is told apart by what it has ("patients with X"), not by what it took."""
    kind = type_of(subject.text)
    head = subject.phrase.head
    people = head.dep_ == "pobj" and head.head.lower_ in {"with", "without"} and head.head.i > 0
    is_had = people and (is_group(head.head.head) or is_group(head.head.nbor(-1)))
    is_of_people = kind is EntityType.POPULATION or in_class(head.lemma_, "strict_person")
    return kind in _STATES or is_of_people or (is_had and kind not in _TREATMENTS)


def _without(measure: Filler, word: Token) -> Filler:
    """Return the measure without the comparing word: "cholesterol" of "lower cholesterol"."""
    gone = {word.i, *(c.i for c in word.children if c.dep_ in {"advmod", "quantmod"})}
    kept = tuple(t for t in measure.phrase.tokens if t.i not in gone)
    return Filler(Phrase(measure.phrase.head, kept)) if kept else measure

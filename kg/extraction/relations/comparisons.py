"""Comparisons: "X had lower Y than Z", "Y was higher in X", "no difference in Y between X and Z".

A group of people stands for what sets it apart: "patients with gout" for gout, "the zinc group" for
zinc. A measure that lies otherwise under a treatment is raised or lowered by it; one that lies
otherwise with a condition is associated with it. Which of two groups is the control (placebo, usual
care) is told by its words, and turns the direction round.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.frames import Filler, Frame
from kg.extraction.phrases import Phrase, conjuncts, is_nominal, phrase
from kg.extraction.relations.chance import is_by_chance
from kg.extraction.relations.compared_groups import (
    COMPARED,
    after,
    group_fillers,
    is_compared,
    is_control,
    is_group,
    kind_of,
    placed,
    placed_in,
)
from kg.extraction.relations.shifts import shifted
from kg.extraction.relations.trial_results import Result, figures_in, results_in
from kg.extraction.syntax import governed, is_verbal, surface_subjects
from kg.lexicon.word_roles import word_roles
from kg.model.claim import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_HIGHER = "higher"
_STATES = frozenset({EntityType.CONDITION, EntityType.SYMPTOM, EntityType.ORGANISM})
_ILL = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})
_TREATMENTS = frozenset(
    {EntityType.DRUG, EntityType.SUPPLEMENT, EntityType.PROCEDURE, EntityType.FOOD}
)
_CHANGED = {"higher": Predicate.INCREASES, "lower": Predicate.DECREASES}
_UNTIL = frozenset({"to", "until", "of"})


@dataclass(frozen=True, slots=True)
class _Comparison:
    """What lies which way in which group; ``way`` is None where groups (do not) differ."""

    trigger: Token
    way: str | None
    measures: tuple[Token, ...]
    groups: tuple[Token, ...]
    rule: str


def comparison_frames(
    doc: Doc, arguments: Arguments, type_of: TypeOf, shown: str
) -> Iterator[Frame]:
    """Yield a frame for each measure that a group or treatment is said to have otherwise."""
    if doc.lower_words.isdisjoint(_comparing_words()):
        return
    for token in doc:
        for comparison in _comparisons(token):
            chance = comparison.way is not None and is_by_chance(shown)
            for frame in _frames(comparison, arguments, type_of):
                yield _by_chance(frame) if chance else frame


@functools.cache
def _comparing_words() -> frozenset[str]:
    """Return the words one of which every comparison holds."""
    roles = word_roles("comparatives").by_role
    words = (word for role in ("way", "moved", "change") for word in roles[role])
    return frozenset({*words, "differ", "difference"})


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
        for frame in _of_result(result, type_of):
            yield _by_chance(frame) if chance else frame


def _by_chance(frame: Frame) -> Frame:
    """Return the frame of a difference that the sentence calls chance: no effect was shown."""
    return replace(frame, predicate=Predicate.AFFECTS, denied=True)


def _of_result(result: Result, type_of: TypeOf) -> Iterator[Frame]:
    way = _opposite(result.way) if result.turned and result.way else result.way
    subjects: tuple[Filler | None, ...] = result.arm.fillers if result.arm else (None,)
    for subject in subjects:
        for measure in result.measures:
            found = _Comparison(result.trigger, way, (), (), "told-in-order")
            frame = _framed(found, subject, measure, type_of)
            yield replace(frame, denied=result.is_same, confidence=0.6)


def _comparisons(token: Token) -> Iterator[_Comparison]:
    if token.pos_ in {"ADJ", "ADV", "VERB"} and kind_of("way", token):
        yield from _predicative(token)
        yield from _attributive(token)
    if is_verbal(token) and kind_of("moved", token):
        yield from _moved(token)
    if is_nominal(token) and kind_of("change", token):
        yield from _changed(token)
    if token.lemma_ in {"differ", "difference"}:
        yield from _difference(token)


# -- the forms -----------------------------------------------------------------------------------


def _predicative(word: Token) -> Iterator[_Comparison]:
    """Read "Y was higher in X than in Z" and "Y was increased in X"."""
    verb = word if is_verbal(word) else word.head
    if is_verbal(word):
        if not any(c.dep_ in {"auxpass", "aux"} and c.lemma_ == "be" for c in word.children):
            return
        if any(c.dep_ == "agent" for c in word.children):
            return
    elif word.dep_ not in {"acomp", "advmod", "oprd"} or not is_verbal(verb) or verb.lemma_ != "be":
        return
    measures = surface_subjects(verb)
    groups = placed(word) or placed(verb) or placed_in(measures)
    way = kind_of("way", word)
    if groups and measures and is_compared(word, groups):
        yield _Comparison(word, way, tuple(measures), tuple(groups), "measured-in")


def _attributive(word: Token) -> Iterator[_Comparison]:
    """Read "X had lower Y than Z" and "higher Y was seen in X"."""
    noun = word.head
    if word.dep_ not in {"amod", "compound"} or not is_nominal(noun):
        return
    verb = noun.head
    if not is_verbal(verb) or kind_of("found", verb) is None:
        return
    way = kind_of("way", word)
    if noun.dep_ == "dobj" and is_compared(word, []):
        groups = surface_subjects(verb)
        yield _Comparison(word, way, (noun,), tuple(groups), "had-otherwise")
    elif noun.dep_ in {"nsubjpass", "attr"}:
        groups = placed(noun) or placed(verb)
        if is_compared(word, groups):
            yield _Comparison(word, way, (noun,), tuple(groups), "seen-otherwise")


def _moved(verb: Token) -> Iterator[_Comparison]:
    """Read "Y decreased in the X group"."""
    if any(c.dep_ in {"dobj", "auxpass", "agent"} for c in verb.children):
        return
    measures = surface_subjects(verb)
    groups = [g for g in (*placed(verb), *placed_in(measures)) if is_group(g)][:1]
    if groups and measures and not any(is_group(m) for m in measures):
        yield _Comparison(verb, kind_of("moved", verb), tuple(measures), tuple(groups), "moved-in")


def _changed(noun: Token) -> Iterator[_Comparison]:
    """Read "a reduction in Y was seen in the X group" and "X had a reduction in Y"."""
    measures = after(noun, frozenset({"in", "of"}))
    verb = noun.head
    if not measures or not is_verbal(verb) or kind_of("found", verb) is None:
        return
    way = kind_of("change", noun)
    if noun.dep_ == "dobj":
        groups = [g for g in surface_subjects(verb) if is_group(g)]
    else:
        groups = [g for g in (*placed(verb), *placed(noun)) if is_group(g)]
    measures = [m for m in measures if not is_group(m)]
    if groups and measures:
        yield _Comparison(noun, way, tuple(measures), tuple(groups), "changed-in")


def _difference(word: Token) -> Iterator[_Comparison]:
    """Read "no difference in Y between X and Z" and "X and Z did not differ in Y"."""
    verb = word if is_verbal(word) else word.head
    holders = [word, *([verb] if is_verbal(verb) else [])]
    inner = [t for h in holders for t in after(h, frozenset({"in", "for", "of", "with"}))]
    between = [
        g for h in (*holders, *inner) for g in after(h, frozenset({"between", "among", "from"}))
    ]
    subjects = surface_subjects(verb) if word is verb else []
    measures = [m for m in inner if not is_group(m)]
    if measures and not between:
        between = subjects or [m for m in inner if is_group(m)]
    measures = measures or subjects
    groups = tuple(g for first in between[:1] for g in conjuncts(first))
    if measures and groups:
        yield _Comparison(word, None, tuple(measures), groups, "difference")


# -- frames --------------------------------------------------------------------------------------


def _of_change(found: _Comparison) -> _Comparison:
    """Return "lower pain" for "a greater reduction in pain"."""
    for noun in found.measures:
        way, changed = kind_of("change", noun), after(noun, frozenset({"in", "of"}))
        changed = [c for c in changed if not is_group(c)]
        if way and changed and found.way:
            kept = way if found.way == _HIGHER else _opposite(way)
            return replace(found, way=kept, measures=tuple(changed))
    return found


def _opposite(way: str) -> str:
    return "lower" if way == _HIGHER else _HIGHER


def _frames(found: _Comparison, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    found = _of_change(found)
    way = found.way
    fillers = list(group_fillers(found.groups, arguments))
    subjects = [f for f in fillers if not is_control(f)]
    if not subjects and found.way is not None:
        subjects = [f for f in _compared_with(found, arguments) if not is_control(f)]
        way = _opposite(way or "")
    if found.way is None:
        subjects = subjects[:1]
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


def _compared_with(found: _Comparison, arguments: Arguments) -> Iterator[Filler]:
    """Yield Z of "than in the Z group"."""
    for token in found.trigger.sent:
        if token.i > found.trigger.i and token.lower_ in COMPARED and token.dep_ == "prep":
            inner = governed(token) or [t for c in token.children for t in governed(c)]
            yield from group_fillers(tuple(t for t in inner if is_nominal(t)), arguments)
            return


def _framed(found: _Comparison, subject: Filler | None, measure: Filler, type_of: TypeOf) -> Frame:
    obj = _without(measure, found.trigger)
    found = replace(found, way=_in_amount(found, measure, type_of))
    if subject is None or not _is_state(subject, type_of):
        predicate = _CHANGED.get(found.way or "", Predicate.AFFECTS)
        return Frame(predicate, subject, obj, found.trigger, found.rule, 0.7)
    if found.way is not None:
        obj = Filler(obj.phrase, f"{found.way} {obj.text}")
    return Frame(Predicate.ASSOCIATED_WITH, subject, obj, found.trigger, found.rule, 0.7)


def _in_amount(found: _Comparison, measure: Filler, type_of: TypeOf) -> str | None:
    """Return whether there is more or less of a measure: less of a pain that is better."""
    if found.way is None or kind_of("judging", found.trigger) is None:
        return found.way
    return _opposite(found.way) if type_of(measure.text) in _ILL else found.way


def _is_state(subject: Filler, type_of: TypeOf) -> bool:
    """Say whether a group is told apart by what it has ("patients with X"), not by what it took."""
    kind = type_of(subject.text)
    head = subject.phrase.head
    people = head.dep_ == "pobj" and head.head.lower_ in {"with", "without"}
    is_had = people and is_group(head.head.head)
    return kind in _STATES or (is_had and kind not in _TREATMENTS)


def _without(measure: Filler, word: Token) -> Filler:
    """Return the measure without the comparing word: "cholesterol" of "lower cholesterol"."""
    gone = {word.i, *(c.i for c in word.children if c.dep_ == "advmod")}
    kept = tuple(t for t in measure.phrase.tokens if t.i not in gone)
    return Filler(Phrase(measure.phrase.head, kept)) if kept else measure

"""Results told by how many people: "more patients on X than on Y achieved remission".

Also "a greater proportion of patients reported relief with X than with Y". The people of an arm
stand for what the arm was given; what they had, achieved or reported is what is raised or lowered.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import (
    COMPARED,
    apart,
    group_fillers,
    is_control,
    is_group,
    kind_of,
    placed,
)
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_SHARES = frozenset({"proportion", "percentage", "number", "fraction", "share", "rate"})
_OF = frozenset({"of"})
_COUNTING = frozenset({"more", "fewer", "less", "greater", "higher", "larger", "lower", "smaller"})
_PREDICATES = {"higher": Predicate.INCREASES, "lower": Predicate.DECREASES}
_OPPOSITE = {"higher": "lower", "lower": "higher"}
_ENDING = frozenset({"stop", "quit", "cease", "discontinue", "abandon", "avoid", "lose"})
_CONFIDENCE = 0.6


def counted_frames(
    doc: Doc, arguments: Arguments, type_of: Callable[[str], EntityType]
) -> Iterator[Frame]:
    """Yield a frame for each outcome that more or fewer people of an arm had."""
    for way_word in doc:
        counted = _counted(way_word)
        if counted is None:
            continue
        subject, people = counted
        way = kind_of("way", way_word)
        verb = subject.head
        if verb.lemma_ in _ENDING:  # "more people quit smoking"
            way = _OPPOSITE.get(way or "")
        if way is None or not is_verbal(verb) or not _is_compared(way_word):
            continue
        for told, arm in _arms(people, verb, way, arguments):
            for outcome in _outcomes(verb, arguments):
                if outcome.phrase.head is not arm.phrase.head and _is_given(arm, type_of):
                    yield Frame(
                        _PREDICATES[told], arm, outcome, way_word, "more-people", _CONFIDENCE
                    )


def _counted(word: Token) -> tuple[Token, Token] | None:
    """Return the subject and the people that a word counts: "more patients", "of patients"."""
    noun = word.head
    if (
        word.lower_ not in _COUNTING
        or word.dep_ != "amod"
        or noun.dep_ not in {"nsubj", "nsubjpass"}
    ):
        return None
    if noun.lemma_ not in _SHARES:
        return (noun, noun) if is_group(noun) else None
    inside = (t for p in prepositions(noun, _OF) for t in governed(p) if is_group(t))
    people = next(inside, None)
    return None if people is None else (noun, people)


def _is_compared(word: Token) -> bool:
    return any(t.lower_ in COMPARED and t.i > word.i for t in word.doc)


def _arms(
    people: Token, verb: Token, way: str, arguments: Arguments
) -> Iterator[tuple[str, Filler]]:
    """Yield the arm that was tried and which way it lies, however the sentence turns it."""
    named = list(apart(people, arguments)) or [
        f for holder in (people, verb) for f in group_fillers(tuple(placed(holder)), arguments)
    ]
    tried = [f for f in named if not is_control(f)]
    yield from ((way, f) for f in tried)
    if named and not tried:
        yield from ((_OPPOSITE[way], f) for f in _others(people, arguments))


def _others(people: Token, arguments: Arguments) -> Iterator[Filler]:
    for token in people.doc:
        if token.i > people.i and token.lower_ in COMPARED and token.dep_ == "prep":
            inner = governed(token) or [t for c in token.children for t in governed(c)]
            found = group_fillers(tuple(t for t in inner if is_nominal(t)), arguments)
            yield from (f for f in found if not is_control(f))
            return


def _outcomes(verb: Token, arguments: Arguments) -> list[Filler]:
    after = [c for c in verb.children if c.dep_ in {"dobj", "attr"} and is_nominal(c)]
    return arguments.fillers(after)


def _is_given(arm: Filler, type_of: Callable[[str], EntityType]) -> bool:
    """Say whether an arm is told by something other than a time or an illness."""
    if in_class(arm.phrase.head.lemma_, "unit_noun"):
        return False
    return type_of(arm.text) not in {EntityType.CONDITION, EntityType.SYMPTOM}

"""Whom a condition befalls: "gout affects 4% of adults", "men get it twice as often as women".

The people that a condition affects are a population, which is no argument of any other relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import COMPARED
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.clauses import deep_objects, deep_subjects, is_verbal
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import ILLNESS
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

#: The rule whose subject has to be an illness, whatever a pronoun stands for.
AFFECTS_PEOPLE = "affects-people"
_OF = frozenset({"of", "in"})
_MORE = frozenset({"more", "times", "twice"})
_LESS = frozenset({"less", "half"})
_REACH = 3  # words after "often" among which "as" or "than" stands


def prevalence_frames(
    doc: Doc, arguments: Arguments, type_of: Callable[[str], EntityType]
) -> Iterator[Frame]:
    """Yield a frame for each condition that is said to befall people, or some more than others."""
    for token in doc:
        if is_verbal(token) and in_class(token.lemma_, "befalling"):
            yield from _befallen(token, arguments, type_of)
        elif token.lower_ == "often" and is_verbal(token.head):
            yield from _how_often(token, arguments, type_of)


def _befallen(
    verb: Token, arguments: Arguments, type_of: Callable[[str], EntityType]
) -> Iterator[Frame]:
    people = [p for t in deep_objects(verb) for p in _people(t)]
    for illness in arguments.fillers(deep_subjects(verb)) if people else ():
        if is_pronoun(illness.phrase.head) or type_of(illness.text) is EntityType.CONDITION:
            for one in people:
                yield Frame(Predicate.AFFECTS, illness, Filler(one), verb, AFFECTS_PEOPLE, 0.7)


def _people(token: Token) -> Iterator[Phrase]:
    """Yield the people of "adults", "4% of adults" and "one in ten adults"."""
    found = [token, *governed_by(token, _OF)]
    person = next((t for t in found if in_class(t.lemma_, "strict_person")), None)
    if person is not None:
        yield phrase(person)


def _how_often(
    often: Token, arguments: Arguments, type_of: Callable[[str], EntityType]
) -> Iterator[Frame]:
    """Yield the risk for "men get it twice as often as women"."""
    verb = often.head
    if not in_class(verb.lemma_, "getting") or not _is_compared(often):
        return
    words = {t.lower_ for t in often.doc[max(often.i - 4, 0) : often.i]}
    if not words & (_MORE | _LESS):
        return
    predicate = Predicate.DECREASES_RISK_OF if words & _LESS else Predicate.INCREASES_RISK_OF
    outcomes = [t for t in deep_objects(verb) if is_nominal(t)]
    for group in deep_subjects(verb):
        if not in_class(group.lemma_, "telling_people"):
            continue
        for outcome in arguments.fillers(outcomes):
            if is_pronoun(outcome.phrase.head) or type_of(outcome.text) in ILLNESS:
                yield Frame(predicate, Filler(phrase(group)), outcome, often, "gets-often", 0.7)


def _is_compared(often: Token) -> bool:
    after = often.doc[often.i + 1 : often.i + 1 + _REACH]
    return any(t.lower_ == "as" or t.lower_ in COMPARED for t in after)

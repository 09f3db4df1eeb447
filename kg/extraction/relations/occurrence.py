"""What befell the people of one arm: "two patients on X developed Y", "less likely to need Y".

The arm stands for what it was given. A sentence that sets arms against each other is read by
:mod:`kg.extraction.relations.comparisons`, for only the figures of both tell which had more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import (
    COMPARED,
    after,
    apart,
    is_control,
    is_group,
    kind_of,
)
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import agents, is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal, phrase
from kg.extraction.syntax.typing import ILLNESS
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_MEMBERSHIP = frozenset({"in", "from", "of", "among"})
_FEWER = frozenset({"half", "third", "quarter", "less"})
_MORE = frozenset({"twice", "more", "double", "time", "times"})
_PREDICATES = {
    ("lower", True): Predicate.DECREASES_RISK_OF,
    ("higher", True): Predicate.INCREASES_RISK_OF,
    ("lower", False): Predicate.DECREASES,
    ("higher", False): Predicate.INCREASES,
}


def occurrence_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each thing that happened to people who were given something."""
    for token in doc:
        if token.lower_ == "likely" and token.dep_ == "acomp":
            yield from _likelihood(token, arguments, type_of)
        elif token.lemma_ in {"report", "case"} and _is_there(token):
            yield from _reported(token, arguments, type_of)
        elif is_verbal(token) and kind_of("occurring", token) and token.head.lower_ != "likely":
            yield from _event(token, arguments, type_of)


# -- events ----------------------------------------------------------------------------------------


def _event(verb: Token, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    if _sets_against(verb.doc):
        return
    people, events = _people_and_events(verb)
    causes = [f for one in people for f in _given_to(one, arguments, type_of)]
    for cause in causes:
        for event in arguments.fillers(events):
            if type_of(event.text) in ILLNESS and event.phrase.head is not cause.phrase.head:
                yield Frame(Predicate.CAUSES, cause, event, verb, "befell-arm", 0.6)


def _is_there(noun: Token) -> bool:
    return noun.dep_ == "attr" and any(c.dep_ == "expl" for c in noun.head.children)


def _reported(noun: Token, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield "X causes liver injury" for "there are reports of liver injury in people taking X"."""
    events = after(noun, frozenset({"of"}))
    people = [p for e in (noun, *events) for p in after(e, frozenset({"in", "among"}))]
    causes = [f for one in people if is_group(one) for f in _given_to(one, arguments, type_of)]
    causes += arguments.fillers(
        [t for e in (noun, *events) for t in after(e, frozenset({"with", "from", "after"}))]
    )
    for cause in causes:
        for event in arguments.fillers(events):
            if type_of(event.text) in ILLNESS and event.phrase.head is not cause.phrase.head:
                yield Frame(Predicate.CAUSES, cause, event, noun, "befell-arm", 0.6)


def _sets_against(doc: Doc) -> bool:
    return any(
        t.lower_ in COMPARED
        or (t.tag_ in {"JJR", "RBR"} and not _is_more_often(t))
        or kind_of("control", t)
        for t in doc
    )


def _is_more_often(word: Token) -> bool:
    """Say whether "more" belongs to "more often": more than in others, which tells who had it."""
    return word.lower_ == "more" and word.head.lower_ in {"often", "frequently", "commonly"}


def _people_and_events(verb: Token) -> tuple[list[Token], list[Token]]:
    subjects = surface_subjects(verb)
    people = [one for s in subjects for one in _counted(s)]
    if people:
        return people, [c for c in verb.children if c.dep_ == "dobj" and is_nominal(c)]
    inside = [t for p in prepositions(verb, frozenset({"in", "among"})) for t in governed(p)]
    return [one for t in (*agents(verb), *inside) for one in _counted(t)], subjects


def _counted(token: Token) -> list[Token]:
    """Return the patients of "patients", "two of the patients" and "20% of patients"."""
    if is_group(token):
        return [token]
    return [t for t in after(token, frozenset({"of"})) if is_group(t)]


def _given_to(person: Token, arguments: Arguments, type_of: TypeOf) -> list[Filler]:
    """Return what a group of people was given; nothing where it is told by what it has."""
    groups = [g for g in after(person, _MEMBERSHIP) if is_group(g)]
    found = [f for one in (person, *groups) for f in apart(one, arguments)]
    return [f for f in found if not is_control(f) and _is_given(f, type_of)]


def _is_given(one: Filler, type_of: TypeOf) -> bool:
    head = one.phrase.head
    kind = type_of(one.text)
    if kind in ILLNESS or in_class(head.lemma_, "strict_person"):
        return False
    if in_class(one.text.lower(), "affected"):  # "affected children": told by what they have
        return False
    leader = head.head.lower_ if head.dep_ == "pobj" else ""
    return kind is not EntityType.OTHER or leader not in {"with", "of"}


# -- likelihood ------------------------------------------------------------------------------------


def _likelihood(likely: Token, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    way = _way_of(likely)
    if way is None:
        return
    causes = [
        f for one in surface_subjects(likely.head) for f in _given_to(one, arguments, type_of)
    ]
    causes = causes or [
        Filler(phrase(one))
        for one in surface_subjects(likely.head)
        if in_class(one.lemma_, "strict_person") and _against_people(likely)
    ]
    for cause in causes:
        for outcome in arguments.fillers(_outcomes(likely)):
            predicate = _PREDICATES[way, type_of(outcome.text) in ILLNESS]
            yield Frame(predicate, cause, outcome, likely, "likelihood-of-arm", 0.7)


def _against_people(likely: Token) -> bool:
    """Say whether people are set against others: "women are twice as likely as men"."""
    after = likely.doc[likely.i + 1 : likely.i + 4]
    return any(t.lower_ in {"as", "than"} for t in after) and any(
        in_class(t.lemma_, "strict_person") for t in after
    )


def _way_of(likely: Token) -> str | None:
    words = {t.lower_ for c in likely.lefts for t in c.subtree}
    if words & _FEWER:
        return "lower"
    return "higher" if words & _MORE else None


def _outcomes(likely: Token) -> list[Token]:
    clauses = [c for c in likely.children if c.dep_ in {"xcomp", "advcl"} and c.i > likely.i]
    return [c for v in clauses for c in v.children if c.dep_ == "dobj" and is_nominal(c)]

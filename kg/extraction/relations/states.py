"""States of bodies and people: "the joint becomes red and hot", "adults feel tired", "lose weight".

Whose symptom it is the sentence seldom says: the topic is meant, or the lack that opens it
("without enough vitamin D, bones become soft").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.clauses import asserted
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.slots.sufferers import if_taken, sufferer
from kg.extraction.syntax.clauses import surface_objects, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, phrase
from kg.lexicon.felt_states import felt_state
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_CONFIDENCE = 0.6
_CAUSING = frozenset({"from", "after", "because"})
_STATES = frozenset({"acomp", "oprd"})


def state_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each state that something or somebody is said to come to."""
    for verb in doc:
        if in_class(verb.lemma_, "becoming") or verb.tag_ == "VBN":
            yield from _of_verb(verb, arguments, type_of)
        elif in_class(verb.lemma_, "losing") and asserted(verb):
            yield from _lost(verb, arguments)


def _of_verb(verb: Token, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    states = list(_states_of(verb))
    if not states or not asserted(verb):
        return
    is_asked = verb.lemma_ == "be"
    for subject in surface_subjects(verb):
        for state in states:
            felt = _felt(subject, state, type_of)
            if felt is not None:
                yield from _owned(verb, felt, arguments, is_asked=is_asked)


def _states_of(verb: Token) -> Iterator[Token]:
    """Yield the adjectives of "becomes red and hot", the participle of "becomes inflamed"."""
    if in_class(verb.lemma_, "becoming"):
        for child in verb.children:
            if child.dep_ in _STATES and child.pos_ in {"ADJ", "VERB"}:
                yield from _coordinated(child)
    elif any(c.dep_ == "auxpass" and c.lemma_ in {"become", "get"} for c in verb.children):
        yield from _coordinated(verb)


def _coordinated(first: Token) -> Iterator[Token]:
    yield first
    for child in first.children:
        if child.dep_ == "conj" and child.pos_ in {"ADJ", "VERB"} and child.tag_ != "VB":
            yield from _coordinated(child)


def _felt(subject: Token, state: Token, type_of: TypeOf) -> Filler | None:
    """Return "red joint" for a part of the body, "fatigue" for tired people."""
    word = Phrase(state, (state,))
    if in_class(subject.lemma_, "strict_person") or subject.lower_ == "you":
        name = felt_state(state.lower_)
        return Filler(word, name) if name else None
    if not is_nominal(subject) or any(c.lower_ in {"less", "more"} for c in state.lefts):
        return None
    if any(c.dep_ in {"xcomp", "ccomp"} or c.lower_ == "of" for c in state.rights):
        return None  # "able to absorb it", "rid of waste": not what the body is like
    named = phrase(subject).text
    if type_of(named) is not EntityType.TISSUE or in_class(state.lemma_, "evaluating"):
        return None
    return Filler(word, f"{state.lower_} {named}")


def _owned(verb: Token, felt: Filler, arguments: Arguments, *, is_asked: bool) -> Iterator[Frame]:
    """Yield whose or what the state comes from: a cause, a lack, sufferers, else the topic."""
    lacking = list(_lacks(verb, arguments))
    causes = lacking or arguments.fillers([*governed_by(verb, _CAUSING), *if_taken(verb)])
    rule = "for-lack" if lacking else "state-from"
    for cause in causes:
        yield Frame(Predicate.CAUSES, cause, felt, verb, rule, _CONFIDENCE)
    if causes:
        return
    having = arguments.fillers(sufferer(verb))
    for one in having:
        yield Frame(Predicate.HAS_SYMPTOM, one, felt, verb, "state-of", _CONFIDENCE)
    if not having:
        yield Frame(
            Predicate.HAS_SYMPTOM, None, felt, verb, "state-of", _CONFIDENCE, asked=is_asked
        )


def _lacks(verb: Token, arguments: Arguments) -> Iterator[Filler]:
    """Yield "lack of iron" for "without enough iron, …"."""
    for child in verb.lefts:
        if child.dep_ == "prep" and child.lower_ == "without":
            missing = [c for c in child.children if c.dep_ == "pobj"]
            inner = [t for one in missing for t in governed_by(one, frozenset({"of"}))]
            for one in arguments.fillers(inner or missing):
                yield Filler(one.phrase, f"lack of {one.text}")


def _lost(verb: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield "weight loss" for "adults lose weight" where the heading asks for symptoms."""
    subjects = surface_subjects(verb)
    if not all(in_class(s.lemma_, "person") for s in subjects) or not subjects:
        return
    for one in arguments.fillers(surface_objects(verb)):
        loss = Filler(one.phrase, f"loss of {one.text}")
        yield Frame(Predicate.HAS_SYMPTOM, None, loss, verb, "state-of", _CONFIDENCE, asked=True)

"""What something makes of another: "makes the skin dry", "leaves people tired", "makes X worse"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.frames import Filler, Frame
from kg.extraction.phrases import Phrase, is_nominal, phrase
from kg.extraction.syntax import surface_subjects
from kg.lexicon.felt_states import change_of, felt_state
from kg.lexicon.word_classes import in_class
from kg.model.claim import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.tree import Doc, Token

_STATES = frozenset({"ADJ", "VERB", "ADV"})


def making_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each state that a verb of making brings about."""
    for verb in doc:
        if not in_class(verb.lemma_, "making"):
            continue
        for thing, state in _made(verb):
            for subject in arguments.fillers(surface_subjects(verb)):
                yield from _frames(subject, thing, state, verb)


def _made(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield what is made something, and the word for what it becomes."""
    for child in verb.rights:
        if child.dep_ in {"ccomp", "xcomp"} and child.pos_ in _STATES:
            things = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
            things = things or [c for c in verb.children if c.dep_ == "dobj"]
            if things and things[0].i < child.i and not _is_clause(child):
                yield from ((things[0], state) for state in _states(child))
            elif not things:  # "makes the skin dry, itchy": the second word has no subject
                yield from ((thing, s) for thing in _before(verb, child) for s in _states(child))


def _before(verb: Token, state: Token) -> list[Token]:
    others = (c for c in verb.rights if c.i < state.i and c.dep_ == state.dep_)
    return [t for other in others for t in other.children if t.dep_ == "nsubj"][:1]


def _is_clause(state: Token) -> bool:
    """Say whether the complement is a clause: "makes the kidneys excrete sodium"."""
    if felt_state(state.lower_) or change_of(state.lower_):
        return False
    return state.pos_ == "VERB" and state.tag_ not in {"VBN", "VBG"}


def _states(first: Token) -> Iterator[Token]:
    yield first
    for child in first.children:
        if child.dep_ == "conj":
            yield from _states(child)


def _frames(subject: Filler, thing: Token, state: Token, verb: Token) -> Iterator[Frame]:
    change = change_of(state.lower_)
    is_less = any(c.lower_ == "less" for c in state.lefts)
    if change is not None or is_less:
        if is_nominal(thing) and not in_class(thing.lemma_, "person"):
            predicate = change or Predicate.DECREASES
            yield Frame(predicate, subject, Filler(phrase(thing)), verb, "make-change", 0.75)
        return
    if in_class(thing.lemma_, "person"):
        name = felt_state(state.lower_)
        if name is not None:
            felt = Filler(Phrase(state, (state,)), name)
            yield Frame(Predicate.CAUSES, subject, felt, verb, "make-feel", 0.75)
    elif is_nominal(thing) and in_class(verb.lemma_, "making_of_things"):
        named = Filler(Phrase(state, (state,)), f"{state.text} {phrase(thing).text}")
        yield Frame(Predicate.CAUSES, subject, named, verb, "make-state", 0.7)

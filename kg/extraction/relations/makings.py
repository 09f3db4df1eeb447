"""What something makes of another: "makes the skin dry", "leaves people tired", "makes X worse"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import is_doer
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.slots.sufferers import developing
from kg.extraction.syntax.clauses import agents, is_passive, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, is_nominal, is_pronoun, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.felt_states import change_of, felt_state
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_STATES = frozenset({"ADJ", "VERB", "ADV"})
_CHANCES = frozenset({"likely", "prone", "susceptible", "vulnerable"})
_KEEPING = frozenset({"keep", "turn"})


def making_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each state that a verb of making brings about."""
    for verb in doc.among(words_of("making")):
        made, makers = [*_made(verb), *_kept(verb)], surface_subjects(verb)
        if not made and is_passive(verb):
            made, makers = _made_by(verb), agents(verb)
        subjects = arguments.fillers(makers) if made else ()
        for subject in subjects:
            for thing, state in made:
                yield from _frames(subject, thing, state, verb, arguments)


def _made_by(verb: Token) -> list[tuple[Token, Token]]:
    """Return what is made worse, and "worse", of "reflux is made worse by coffee"."""
    states = [c for c in verb.rights if c.dep_ in {"oprd", "acomp"}]
    return [(thing, state) for thing in surface_subjects(verb) for state in states]


def _kept(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield what is kept in some state: "keeps bones strong", "keeps you awake"."""
    things = [c for c in verb.rights if c.dep_ == "dobj" and is_nominal(c)]
    for child in verb.rights:
        if things and child.dep_ in {"oprd", "acomp"} and child.i > things[0].i:
            yield from ((things[0], state) for state in _states(child))


def _made(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Yield what is made something, and the word for what it becomes."""
    for child in verb.rights:
        if made_to_act(child):  # "makes the gallbladder contract"
            yield child.lefts[-1], child
        if child.dep_ in {"ccomp", "xcomp"} and child.pos_ in _STATES:
            things = [c for c in child.children if c.dep_ in {"nsubj", "nsubjpass"}]
            things = things or [c for c in verb.children if c.dep_ == "dobj"]
            if things and things[0].i < child.i and not _is_clause(child):
                yield from ((things[0], state) for state in _states(child))
            elif not things:  # "makes the skin dry, itchy": the second word has no subject
                yield from ((thing, s) for thing in _before(verb, child) for s in _states(child))


def made_to_act(word: Token) -> bool:
    """Say whether a verb after an organ was taken for a noun: "makes the gallbladder contract"."""
    if word.dep_ != "dobj" or not word.lefts or word.head.lemma_ != "make":
        return False
    organ = word.lefts[-1]
    is_organ = organ.dep_ == "compound" and type_of(organ.text) is EntityType.TISSUE
    return is_organ and in_class(word.lower_, "bodily_verb") and word.tag_ != "NNS"


def _before(verb: Token, state: Token) -> list[Token]:
    others = (c for c in verb.rights if c.i < state.i and c.dep_ == state.dep_)
    return [t for other in others for t in other.children if t.dep_ == "nsubj"][:1]


def _is_clause(state: Token) -> bool:
    """Say whether the complement is a clause: "makes the kidneys excrete sodium"."""
    if felt_state(state.lower_) or _change(state):
        return False
    has_object = any(c.dep_ == "dobj" for c in state.children)
    return state.pos_ == "VERB" and state.tag_ not in {"VBN", "VBG"} and has_object


def _states(first: Token) -> Iterator[Token]:
    yield first
    for child in first.children:
        if child.dep_ == "conj":
            yield from _states(child)


def _frames(
    subject: Filler, thing: Token, state: Token, verb: Token, arguments: Arguments
) -> Iterator[Frame]:
    change = _change(state)
    if state.lower_ == "likely" and is_nominal(thing) and not in_class(thing.lemma_, "person"):
        for outcome in arguments.fillers([thing]):
            yield Frame(_risk(state), subject, outcome, verb, "make-likelier", 0.75)
    elif state.lower_ in _CHANCES:
        yield from _likelier(subject, state, verb, arguments)
    elif _is_people(thing):
        name = felt_state(state.lower_)
        if name is not None:
            felt = Filler(Phrase(state, (state,)), name)
            so = Predicate.DECREASES if change is Predicate.DECREASES else Predicate.CAUSES
            yield Frame(so, subject, felt, verb, "make-feel", 0.75)
    elif is_nominal(thing) and (not is_pronoun(thing) or (change and _is_taken_up(thing, state))):
        yield _of_thing(subject, thing, state, verb)


def _is_people(thing: Token) -> bool:
    """Say whether somebody is made so: "makes players less sleepy", "makes them drowsy"."""
    return in_class(thing.lemma_, "person") or is_doer(thing)


def _is_taken_up(thing: Token, state: Token) -> bool:
    """Say whether "it" names what is made so: not in "makes it easier for you to sleep"."""
    after = state.doc[state.i + 1 : state.i + 2]
    return thing.lower_ == "it" and not any(t.lower_ in {"for", "to", "that"} for t in after)


def _of_thing(subject: Filler, thing: Token, state: Token, verb: Token) -> Frame:
    """Return what making a thing so says of it: more, kept well, set going, or a state of it."""
    change, named = _change(state), phrase(thing)
    if change is not None:
        return Frame(change, subject, Filler(named), verb, "make-change", 0.75)
    if in_class(state.lemma_, "sound_state"):
        return Frame(Predicate.INCREASES, subject, Filler(named), verb, "keep-healthy", 0.7)
    is_done = state.tag_ in {"VB", "VBP"} or _is_doing(state) or made_to_act(state)
    if is_done or verb.lemma_ in _KEEPING:
        return Frame(Predicate.AFFECTS, subject, Filler(named), verb, "make-do", 0.65)
    so = Filler(Phrase(state, (state,)), f"{state.text} {named.text}")
    return Frame(Predicate.CAUSES, subject, so, verb, "make-state", 0.7)


def _change(state: Token) -> Predicate | None:
    """Return what "worse", "less effective" and "work better" say of a thing."""
    change = change_of(state.lower_)
    degrees = {c.lower_ for c in state.lefts}
    if change is None and "less" in degrees:
        return Predicate.DECREASES
    if change is None and "more" in degrees:
        return Predicate.INCREASES
    if change is None and state.lemma_ == "work":
        ways = (change_of(w.lower_) or _change(w) for w in state.rights if w.dep_ == "advmod")
        return next((way for way in ways if way is not None), None)
    return change


def _is_doing(state: Token) -> bool:
    """Say whether a verb was taken for an adjective: "makes the vessels swell"."""
    return state.pos_ == "ADJ" and in_class(state.lower_, "bodily_verb")


def _likelier(subject: Filler, state: Token, verb: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield the risk for "makes you more likely to develop asthma", "more prone to falls"."""
    predicate = _risk(state)
    objects = developing(state) or governed_by(state, frozenset({"to"}))
    for obj in arguments.fillers(objects):
        yield Frame(predicate, subject, obj, verb, "make-likelier", 0.75)


def _risk(state: Token) -> Predicate:
    is_less = any(c.lower_ == "less" for c in state.lefts)
    return Predicate.DECREASES_RISK_OF if is_less else Predicate.INCREASES_RISK_OF

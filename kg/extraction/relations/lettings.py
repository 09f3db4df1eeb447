"""What is let happen and kept from happening: "lets germs in", "stops people sleeping"."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.clauses import surface_objects, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.passing_verbs import is_kept_from
from kg.extraction.syntax.phrases import Phrase, is_nominal, phrase
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_WAYS = frozenset({"in", "out", "into", "through", "past", "across"})
_CONFIDENCE = 0.65


def letting_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each thing that is let through or do, and each act that is stopped."""
    for verb in doc.among(words_of("letting") | words_of("stopping")):
        if in_class(verb.lemma_, "letting"):
            predicate, objects = Predicate.AFFECTS, arguments.fillers(_let(verb))
        else:
            predicate, objects = Predicate.DECREASES, list(_stopped(verb, type_of))
        for subject in arguments.fillers(surface_subjects(verb)) if objects else ():
            for obj in objects:
                if obj.phrase.head.i != subject.phrase.head.i:
                    yield Frame(predicate, subject, obj, verb, "letting", _CONFIDENCE)


def _let(verb: Token) -> list[Token]:
    """Return germs for "lets germs in", the gut for "lets the gut heal"."""
    things = surface_objects(verb)
    ways = (c for owner in (verb, *things) for c in owner.children if c.i > verb.i)
    passing = things if any(way.lower_ in _WAYS for way in ways) else []
    doing = [
        s
        for c in verb.children
        if c.dep_ in {"ccomp", "xcomp"} and c.i > verb.i and _is_done_alone(c)
        for s in c.children
        if s.dep_ == "nsubj"
    ]
    return [t for t in passing or doing if is_nominal(t) and not in_class(t.lemma_, "person")]


def _is_done_alone(verb: Token) -> bool:
    """Say whether a verb has no object: "lets the gut heal", not "helps the body fight viruses"."""
    return verb.pos_ in {"VERB", "ADJ"} and not any(c.dep_ == "dobj" for c in verb.children)


def _stopped(verb: Token, type_of: TypeOf) -> Iterator[Filler]:
    """Yield sleep for "stops people sleeping", working for "keeps you from working"."""
    for child in verb.children:
        if child.i < verb.i:
            continue
        if is_kept_from(child):
            own = [c for c in child.children if c.dep_ == "nsubj"]
            stopped = own or surface_objects(verb)
        elif child.dep_ == "prep" and child.lower_ == "from":
            stopped = surface_objects(verb)
        else:
            continue
        if stopped and all(in_class(t.lemma_, "person") for t in stopped) and not _acts_on(child):
            gerunds = [child] if child.tag_ == "VBG" else governed_by(verb, frozenset({"from"}))
            yield from (_act(g, type_of) for g in gerunds if g.tag_ == "VBG")
        elif stopped and child.tag_ == "VBG":  # "stops the body making uric acid"
            yield from (Filler(phrase(t)) for t in surface_objects(child) if is_nominal(t))


def _acts_on(gerund: Token) -> bool:
    return gerund.tag_ == "VBG" and any(is_nominal(t) for t in surface_objects(gerund))


def _act(gerund: Token, type_of: TypeOf) -> Filler:
    """Return sleep for "sleeping"; the gerund itself where its verb names nothing known."""
    named = gerund.lemma_.lower()
    is_noun = type_of(named) is not EntityType.OTHER
    return Filler(Phrase(gerund, (gerund,)), named if is_noun else None)

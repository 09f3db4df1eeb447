"""Instructions that answer a heading: "Wash your hands." under "How can colds be prevented?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.actions import action_phrase, has_content, intake_objects, is_imperative
from kg.extraction.syntax.clauses import surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.passages.topics import TypeOf
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

ADVICE = "advice"
_REMEDIES = frozenset({EntityType.DRUG, EntityType.SUPPLEMENT, EntityType.PROCEDURE})
_OUGHT = frozenset({"should", "must"})
_SURE = frozenset({"make", "be", "try", "remember", "consider", "take"})
_WORTH = frozenset({"important", "best", "wise", "essential", "sure", "vital", "advisable"})


def advice_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield what each instruction does for the topic, if the section's heading asks for it."""
    for verb in doc:
        for filler in _instructed(verb, arguments):
            yield Frame(Predicate.PREVENTS, filler, None, verb, ADVICE, 0.6, asked=True)
            if type_of(filler.text) in _REMEDIES:
                yield Frame(Predicate.TREATS, filler, None, verb, ADVICE, 0.6, asked=True)


def _instructed(verb: Token, arguments: Arguments) -> list[Filler]:
    """Return what an instruction tells people to do; for taking something what is taken."""
    if verb.tag_ not in {"VB", "VBP"} or in_class(verb.lemma_, "consulting"):
        return []
    if is_imperative(verb):
        return [] if _opens_another(verb) else arguments.fillers([verb])
    if not (_is_ought(verb) or _is_urged(verb)) or in_class(verb.lemma_, "being"):
        return []
    taken = intake_objects(verb)
    if taken:
        return arguments.fillers(taken)
    return [Filler(action_phrase(verb))] if has_content(verb) else []


def _opens_another(verb: Token) -> bool:
    """Say whether "be sure" and "try" only open an instruction."""
    return verb.lemma_ in _SURE and any(_is_urged(t) for c in verb.rights for t in (c, *c.children))


def _is_ought(verb: Token) -> bool:
    """Say whether people are told what they should do: "you should wash your hands"."""
    if verb.dep_ not in {"ROOT", "conj", "ccomp"}:
        return False
    if not any(c.dep_ == "aux" and c.lower_ in _OUGHT for c in verb.children):
        return False
    subjects = surface_subjects(verb)
    return bool(subjects) and all(_is_told(s) for s in subjects)


def _is_told(one: Token) -> bool:
    return in_class(one.lemma_, "strict_person") or one.lower_ in {"you", "everyone", "parents"}


def _is_urged(verb: Token) -> bool:
    """Say whether it is what one is to be sure to do, to try, or what is important to do."""
    above = verb.head
    if verb.dep_ != "xcomp" or verb.tag_ != "VB":
        return False
    if above.lower_ in _WORTH or any(c.lower_ in _WORTH for c in above.lefts):
        above = above.head if above.pos_ == "ADJ" else above
        return is_imperative(above) or any(c.lower_ == "it" for c in above.lefts)
    if any(c.dep_ == "acomp" and c.lower_ in _WORTH for c in above.children):
        return is_imperative(above) or any(c.lower_ == "it" for c in above.lefts)
    return above.lemma_ in {"try", "remember"} and is_imperative(above)

"""What a text tells its reader: "you may have a rash", "there may be fever", "you are given X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.clauses import is_passive, surface_objects, surface_subjects
from kg.extraction.syntax.phrases import is_nominal
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_MODAL = frozenset({"may", "might", "can", "could", "will", "'ll", "would"})
_USUAL = frozenset({"often", "usually", "sometimes", "commonly", "generally", "typically"})
_WITH = frozenset({"with"})


def supposed(verb: Token) -> list[Token]:
    """Return the verb itself where it says what may or usually does happen."""
    words = {c.lower_ for c in verb.children}
    is_denied = any(c.dep_ == "neg" for c in verb.children)
    return [verb] if words & (_MODAL | _USUAL) and not is_denied else []


def existing(verb: Token) -> list[Token]:
    """Return fever for "there may be fever"."""
    if not any(c.dep_ == "expl" for c in verb.children):
        return []
    return [c for c in verb.rights if c.dep_ == "attr" and is_nominal(c)]


def given_to_reader(verb: Token) -> list[Token]:
    """Return X for "you will be given X" and "your doctor may give you X"."""
    if is_passive(verb):
        told = surface_subjects(verb)
    else:
        told = [c for c in verb.rights if c.dep_ in {"dative", "dobj"} and c.lower_ == "you"]
    if not any(t.lower_ == "you" for t in told):
        return []
    given = [c for c in verb.rights if c.dep_ in {"dobj", "oprd"} and c.lower_ != "you"]
    return [t for t in given if is_nominal(t)]


def whether_had(verb: Token) -> list[Token]:
    """Return gout for "a test can show whether you have gout"."""
    for clause in verb.rights:
        marks = {c.lower_ for c in clause.lefts if c.dep_ == "mark"}
        if clause.dep_ == "ccomp" and marks & {"whether", "if"} and clause.lemma_ == "have":
            people = surface_subjects(clause)
            return surface_objects(clause) if all(map(_is_person, people)) else []
    return []


def used_to_look(verb: Token) -> list[Token]:
    """Return the scan of "doctors use a scan to look for gallstones"; verb is "look"."""
    governor = verb.head
    is_end = verb.dep_ in {"advcl", "xcomp", "acl", "relcl"} and verb.tag_ == "VB"
    if is_end and governor.pos_ in {"NOUN", "PROPN"} and governor.dep_ == "dobj":
        return [governor] if governor.head.lemma_ in _USING else []
    if not is_end or governor.lemma_ not in _USING:
        return []
    return surface_subjects(governor) if is_passive(governor) else surface_objects(governor)


_USING = frozenset({"use", "do", "order", "take", "perform", "carry"})


def _is_person(token: Token) -> bool:
    return in_class(token.lemma_, "person") or token.lower_ == "you"


def grown_with(risk: Token) -> list[Token]:
    """Return age for "the risk increases with age", "your risk goes up with age"."""
    verb = risk.head
    if risk.dep_ != "nsubj":
        return []
    goes_up = verb.lemma_ == "go" and any(c.lower_ == "up" for c in verb.children)
    grows = verb.lemma_ in {"increase", "rise", "grow", "climb"}
    return governed_by(verb, _WITH) if goes_up or grows else []

"""Chances of people told by who they are: "men were more likely to develop X than women".

People given something stand for what they were given (:mod:`kg.extraction.relations.occurrence`),
people with a condition for the condition. Where sex, age, habit or a clause sets them apart ("women
who were born early"), the people themselves are the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import apart, is_control, is_group
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, conjuncts, is_nominal, phrase
from kg.extraction.syntax.typing import type_of
from kg.lexicon.word_classes import in_class, words_of
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_MORE = words_of("more_of") | {"high", "twice", "double", "times", "fold", "excess"}
_LESS = words_of("less_of") | {"low", "half"}
_BEARING = frozenset({"have", "face", "carry", "run", "show", "experience", "bear", "be"})
_POSTMODIFIERS = frozenset({"relcl", "acl", "prep"})
_PRONE = frozenset({"prone", "susceptible", "vulnerable", "predisposed"})
_LIKELY = _PRONE | {"likely"}
_LONGEST = 10  # words of a group of people with what sets it apart
_CONFIDENCE = 0.6


def risk_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each outcome that is likelier, or less likely, for a group of people."""
    if doc.lower_words.isdisjoint(_LIKELY | words_of("strict_risk")):
        return
    for token in doc:
        predicate = _way_of(token) if _is_chance(token) else None
        if predicate is None:
            continue
        people = [p for first in _bearers(token) for p in conjuncts(first) if is_group(p)]
        for subject in (f for p in people for f in _who(p, arguments)):
            for outcome in _outcomes(token, arguments):
                if outcome.phrase.head in subject.phrase.tokens:
                    continue  # "patients who are prone to X" are no claim
                yield Frame(predicate, subject, outcome, token, "group-at-risk", _CONFIDENCE)


def _is_chance(token: Token) -> bool:
    if token.lower_ in _LIKELY:
        return token.dep_ in {"acomp", "oprd"}
    return is_nominal(token) and in_class(token.lemma_, "strict_risk")


def _way_of(chance: Token) -> Predicate | None:
    words = {t.lower_ for c in chance.lefts for t in c.subtree}
    if chance.head.lower_ == "times":  # "at two times risk"
        return Predicate.INCREASES_RISK_OF
    if words & _LESS:
        return Predicate.DECREASES_RISK_OF
    is_at_risk = chance.lower_ == "risk" and chance.head.lower_ == "at"
    is_more = words & _MORE or chance.lower_ in _PRONE or is_at_risk
    return Predicate.INCREASES_RISK_OF if is_more else None


def _bearers(chance: Token) -> list[Token]:
    """Return whose chance it is: "men" of "men were likelier" and "men at higher risk"."""
    head = chance.head
    if chance.pos_ == "ADJ":
        return surface_subjects(head) if is_verbal(head) else []
    if chance.dep_ == "dobj":
        return surface_subjects(head) if head.lemma_ in _BEARING else []
    if chance.dep_ != "pobj" or head.lower_ != "at":
        return []
    governor = head.head
    return surface_subjects(governor) if is_verbal(governor) else [governor]


def _who(people: Token, arguments: Arguments) -> list[Filler]:
    """Return the people themselves; none where what they have or took stands for them."""
    named = [f for f in apart(people, arguments) if not is_control(f)]
    if any(not _is_of_people(f) and _is_thing(f) for f in named):
        return []
    return _described(people) or ([Filler(phrase(people))] if named else [])


def _is_thing(one: Filler) -> bool:
    """Say whether people are told apart by a thing, not by an adjective: "depressed women"."""
    is_noun = any(t.pos_ in {"NOUN", "PROPN"} for t in one.phrase.tokens)
    return is_noun or type_of(one.text) is not EntityType.OTHER


def _is_of_people(one: Filler) -> bool:
    return is_group(one.phrase.head)


def _described(people: Token) -> list[Filler]:
    """Return "women who were born early", up to a handful of words."""
    own = next((c for c in people.rights if c.dep_ in _POSTMODIFIERS and c.i == people.i + 1), None)
    if own is None or own.lower_ == "at":
        own = next((c for c in people.rights if c.dep_ == "relcl"), None)
    if own is None or own.right_edge.i - people.i > _LONGEST:
        return []
    one = phrase(people)
    tokens = people.doc.tokens[one.tokens[0].i : own.right_edge.i + 1]
    return [Filler(Phrase(people, tuple(tokens)))]


def _outcomes(chance: Token, arguments: Arguments) -> list[Filler]:
    if chance.pos_ != "ADJ":
        heads = governed_by(chance, frozenset({"of", "for"}))
        return [f for head in heads for f in _outcome_of(head, arguments)]
    clauses = [c for c in chance.children if c.dep_ == "xcomp"]
    found = [f for clause in clauses for f in _outcome_of(clause, arguments)]
    return found or arguments.fillers(governed_by(chance, frozenset({"to"})))


def _outcome_of(head: Token, arguments: Arguments) -> list[Filler]:
    """Return gout for "gout", "developing gout" and "develop gout", death for "die"."""
    if head.lemma_ == "die":
        return [Filler(Phrase(head, (head,)), "death")]
    if not is_verbal(head):
        return arguments.fillers([head])
    inner = [c for c in head.children if c.dep_ in {"dobj", "attr"} and is_nominal(c)]
    inner += governed_by(head, frozenset({"from"}))
    return arguments.fillers(inner)

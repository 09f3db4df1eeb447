"""People as the bearers of what is said: "patients with gout", "people who drink coffee"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.slots.clauses import asserted
from kg.extraction.slots.governed_phrases import around, governed_by
from kg.extraction.slots.said_of import copula_subject
from kg.extraction.syntax.actions import intake_objects, is_imperative
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import (
    deep_objects,
    is_passive,
    is_verbal,
    surface_objects,
    surface_subjects,
)
from kg.extraction.syntax.phrases import is_nominal, phrase
from kg.extraction.syntax.typing import type_of
from kg.extraction.trees.tokens import printed
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token


def exposure(trigger: Token) -> list[Token]:
    """Return what sets a group of people apart: coffee for "people who drink coffee"."""
    people = _risk_bearers(trigger)
    return [
        t
        for one in people
        if in_class(one.lemma_, "strict_person")
        or in_class(one.lemma_, "consumer")
        or one.lower_ in {"those", "anyone"}
        for t in _set_apart(one)
    ]


def _risk_bearers(trigger: Token) -> list[Token]:
    head = trigger.head
    if trigger.dep_ == "dobj" and in_class(head.lemma_, "having"):
        return surface_subjects(head)
    if trigger.dep_ == "pobj" and head.lower_ == "at":
        governor = head.head
        return surface_subjects(governor) if is_verbal(governor) else [governor]
    if trigger.pos_ == "ADJ":
        return copula_subject(trigger)
    if trigger.dep_ == "nsubjpass" and head.lemma_ in _OBSERVING:  # "was seen among drinkers"
        return governed_by(head, frozenset({"in", "among"}))
    return []


def _set_apart(person: Token) -> list[Token]:
    found: list[Token] = []
    if is_without(person):
        return found
    if in_class(person.lemma_, "consumer"):
        found += [c for c in person.lefts if c.dep_ in {"compound", "nmod"}]
    for child in person.rights:
        if child.dep_ == "prep" and child.lower_ in {"with", "on"}:
            found += governed(child)
        elif child.dep_ in {"relcl", "acl"} and in_class(child.lemma_, "intake"):
            found += surface_objects(child)
    return found


def is_without(people: Token) -> bool:
    """Say whether a clause says what people did not take: "women who took no zinc"."""
    clauses = [c for c in people.rights if c.dep_ in {"relcl", "acl"}]
    words = (c for clause in clauses for c in clause.subtree)
    return any(c.dep_ == "neg" or (c.lower_ == "no" and c.dep_ == "det") for c in words)


def developing(adjective: Token) -> list[Token]:
    """Return gout for "likely to develop gout"."""
    for child in adjective.children:
        if child.dep_ == "xcomp" and in_class(child.lemma_, "getting"):
            return [*surface_objects(child), *governed_by(child, frozenset({"from"}))]
    return []


def experienced(verb: Token) -> list[Token]:
    """Return what people are said to feel or have."""
    subjects = surface_subjects(verb)
    if not subjects or not all(counted(s) for s in subjects):
        return []
    if verb.dep_ == "acl" and in_class(verb.head.lemma_, "strict_risk"):
        return []  # "the chance that a baby has": nobody is said to have it
    if any(t.lemma_ in {"group", "arm", "placebo"} for s in subjects for t in s.subtree):
        return []  # what befell an arm of a trial
    if verb.dep_ == "advcl" and verb.i < verb.head.i and is_imperative(verb.head):
        return []  # "if you feel pain, talk with a doctor"
    if verb.dep_ == "relcl":
        return []  # "tried in women who feel sick" only says which women
    found = [*surface_objects(verb), *governed_by(verb, frozenset({"from", "of"}))]
    return [token for token in found if token.lemma_ not in {"symptom", "sign"}]


def sufferer(verb: Token) -> list[Token]:
    """Return gout for "people with gout feel …"."""
    people = [t for s in surface_subjects(verb) for t in counted(s)]
    return [t for one in people for t in _afflicting(one)]


def felt_by_users(verb: Token) -> list[Token]:
    """Return constipation for "a third of users complain of constipation": users of the topic."""
    users = [t for s in surface_subjects(verb) for t in counted(s)]
    is_bare = all(c.dep_ in {"det", "amod"} for t in users for c in t.children)
    if not users or not is_bare or any(t.lower_ not in {"users", "takers"} for t in users):
        return []
    return experienced(verb)


def counted(token: Token) -> list[Token]:
    """Return the patients of "patients", "a third of patients" and "most of the patients"."""
    if in_class(token.lemma_, "strict_person"):
        return [token]
    inner = (t for p in prepositions(token, frozenset({"of"})) for t in governed(p))
    return [t for t in inner if in_class(t.lemma_, "strict_person")]


def _afflicting(person: Token) -> list[Token]:
    found: list[Token] = []
    for child in person.rights:
        if child.dep_ == "prep" and child.lower_ == "with":
            found += governed(child)
        elif child.dep_ == "relcl" and child.lemma_ in {"have", "develop", "get"}:
            found += surface_objects(child)
    return found


def helped(verb: Token) -> list[Token]:
    """Return what, not whom, a verb of helping names: another verb, a thing, an end."""
    found = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}]
    found += [t for t in surface_objects(verb) if not in_class(t.lemma_, "person")]
    return found + governed_by(verb, frozenset({"with", "for", "against", "in", "by", "to"}))


def addressed(verb: Token) -> list[Token]:
    """Return what the reader is told to expect: "you may notice red patches"."""
    subjects = surface_subjects(verb)
    if not subjects or any(s.lower_ != "you" for s in subjects) or not asserted(verb):
        return []
    return surface_objects(verb)


def given(verb: Token) -> list[Token]:
    """Return colchicine for "some people are offered colchicine"."""
    people = [s for s in surface_subjects(verb) if in_class(s.lemma_, "strict_person")]
    if not people or not is_passive(verb):
        return []
    return [c for c in verb.children if c.dep_ in {"dobj", "oprd"} and is_nominal(c)]


def beside(verb: Token, words: frozenset[str]) -> list[Token]:
    """Return what prepositions tie to a verb, people apart: "given to women" says to whom."""
    found = (t for t in governed_by(verb, words) if not in_class(t.lemma_, "strict_person"))
    return [t for t in found if not any(c.lower_ == "such" for c in t.head.lefts)]


def used_in(verb: Token) -> list[Token]:
    """Return gout for "used in gout" and "used with success in gout"."""
    words = frozenset({"in"})
    beside = [t for p in prepositions(verb, _WITH_OR_SINCE) for t in governed(p)]
    if any(t.lemma_ in {"caution", "care", "restraint"} for t in beside):
        return []  # "should be used with caution in gout"
    return governed_by(verb, words) or [t for b in beside for t in governed_by(b, words)]


def treated(adjective: Token) -> list[Token]:
    """Return gout for "treatment of gout is supportive"."""
    nouns = [t for t in copula_subject(adjective) if in_class(t.lemma_, "treatment_noun")]
    return [t for noun in nouns for t in governed_by(noun, frozenset({"of", "for"}))]


def treatment_called(adjective: Token) -> list[Token]:
    """Return the adjective itself where it says what treatment is like."""
    nouns = [t for t in copula_subject(adjective) if in_class(t.lemma_, "treatment_noun")]
    return [adjective] if nouns else []


def in_people_with(verb: Token) -> list[Token]:
    """Return migraine for "found in people with migraine"."""
    words = frozenset({"in", "among"})
    people = around(verb, words) if verb.pos_ == "ADJ" else governed_by(verb, words)
    return [t for one in people if in_class(one.lemma_, "strict_person") for t in _set_apart(one)]


def borne_by(person: Token) -> list[Token]:
    """Return gout for "patients with gout"; the parser may hang "with" on the verb."""
    if not in_class(person.lemma_, "strict_person"):
        return []
    own = [p for p in prepositions(person, frozenset({"with"})) if p.i > person.i]
    found = [t for p in own for t in governed(p)]
    verb = person.head if person.dep_ in {"dobj", "nsubjpass"} else person.head.head
    if not found and (is_verbal(verb) or in_class(verb.lemma_, "role_noun")):
        near = (p for p in prepositions(verb, frozenset({"with"})) if p.i == person.i + 1)
        found = [t for p in near for t in governed(p)]
        return [t for t in found if type_of(phrase(t).text) in _ILLNESS]
    return found


def outcomes_in(verb: Token) -> list[Token]:
    """Return gout for "improves outcomes in patients with gout" and "the prognosis of gout"."""
    ends = [t for t in surface_objects(verb) if in_class(t.lemma_, "outcome_noun")]
    words = frozenset({"in", "of", "for", "among"})
    heads = [t for end in ends for t in (governed_by(end, words) or governed_by(verb, words))]
    found = [t for head in heads for t in (borne_by(head) or [head])]
    return [t for t in found if type_of(phrase(t).text) in _ILLNESS]


def after_taking(verb: Token) -> list[Token]:
    """Return peanuts for "after peanuts", "after eating peanuts", "following intake of peanuts"."""
    found = governed_by(verb, frozenset({"after", "following", "upon"}))
    return [inner for one in found for inner in (_taken_in(one) or [one])]


def _taken_in(noun: Token) -> list[Token]:
    if not in_class(noun.lemma_, "taking_noun"):
        return []
    return [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]


def taken_before(verb: Token) -> list[Token]:
    """Return milk for "diarrhea follows the intake of milk"."""
    return [inner for one in surface_objects(verb) for inner in _taken_in(one)]


def model_of(noun: Token) -> list[Token]:
    """Return the illness of "a mouse model of asthma"; empty for any other noun."""
    if noun.lemma_ != "model":
        return []
    return [t for p in prepositions(noun, frozenset({"of", "for"})) for t in governed(p)]


def if_condition(verb: Token) -> list[Token]:
    """Return the condition of "if you have an infection, you may need antibiotics"."""
    found = []
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"if", "when"} for c in child.children):
            for token in child.subtree:
                kind = type_of(printed(token)) if is_nominal(token) else EntityType.OTHER
                if kind in _ILLNESS and token.dep_ in {"dobj", "pobj", "nsubj", "conj", "attr"}:
                    found.append(token)
    return found


def if_dose(verb: Token) -> list[Token]:
    """Return the dose of "if the dose is too high, you may get a headache"."""
    clauses = [c for c in verb.lefts if c.dep_ == "advcl"]
    inside = (t for clause in clauses for t in clause.subtree)
    return [t for t in inside if t.lemma_ == "dose" and t.dep_ in {"nsubj", "dobj"}][:1]


def if_taken(verb: Token) -> list[Token]:
    """Return coffee for "if you drink coffee, you may …" and "drink coffee, and you may …"."""
    clauses = [
        child
        for child in verb.lefts
        if child.dep_ == "advcl" and any(c.lower_ in {"if", "when", "once"} for c in child.children)
    ]
    if verb.dep_ == "conj" and is_imperative(verb.head):
        clauses.append(verb.head)
    return [t for clause in clauses for t in intake_objects(clause)]


def killing(verb: Token) -> list[Token]:
    """Return the verb itself where it kills people or names no victim: "an overdose can kill"."""
    victims = deep_objects(verb)
    is_human = all(in_class(t.lemma_, "person") for t in victims)
    return [verb] if is_human and not is_passive(verb) else []


_OBSERVING = frozenset({"observe", "see", "find", "note", "report", "detect", "show"})
_WITH_OR_SINCE = frozenset({"with", "since", "for"})  # "used since antiquity in gout"
_ILLNESS = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})

"""What befalls people with an illness: "affected children have X", "see a doctor if you have X"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.slots.clauses import asserted
from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.slots.sufferers import counted, experienced
from kg.extraction.syntax.clauses import (
    agents,
    is_passive,
    is_verbal,
    surface_objects,
    surface_subjects,
)
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_IF = frozenset({"if", "when"})
_READER = frozenset({"you", "they"})
_WITH = frozenset({"with", "to"})


def had_by_affected(verb: Token) -> list[Token]:
    """Return seizures for "affected people have seizures"."""
    people = [one for subject in surface_subjects(verb) for one in counted(subject)]
    return experienced(verb) if people and all(map(_is_affected, people)) else []


def _is_affected(person: Token) -> bool:
    return any(in_class(c.lower_, "affected") for c in person.lefts)


def needed_by_people(verb: Token) -> list[Token]:
    """Return surgery for "some people need surgery", "you may need surgery"."""
    subjects = surface_subjects(verb)
    about_people = all(s.lower_ == "you" or counted(s) for s in subjects)
    return required(verb) if subjects and about_people and asserted(verb) else []


def required(verb: Token) -> list[Token]:
    """Return what is required; not a bare "treatment", which every illness needs."""
    return [t for t in surface_objects(verb) if t.lemma_ != "treatment"]


def seen_for(verb: Token) -> list[Token]:
    """Return fever for "see a doctor if you have a fever"; verb is "see"."""
    named = [c for c in verb.rights if c.dep_ in {"dobj", "ccomp"}]
    named += governed_by(verb, _WITH)
    if not any(_is_care(t) for t in named):
        return []
    clauses = [c for c in verb.rights if c.dep_ == "advcl" and _opens_with_if(c)]
    return [t for clause in clauses for t in _had(clause)]


def _is_care(noun: Token) -> bool:
    return in_class(noun.lemma_, "clinical_help")


def _opens_with_if(clause: Token) -> bool:
    return any(c.lower_ in _IF for c in clause.lefts)


def _had(clause: Token) -> list[Token]:
    """Return what the reader or the reader's child has in a clause of condition."""
    people = surface_subjects(clause)
    about_people = all(p.lower_ in _READER or counted(p) for p in people)
    holds = in_class(clause.lemma_, "having") and is_verbal(clause)
    return surface_objects(clause) if people and about_people and holds else []


def accompanied(noun: Token) -> list[Token]:
    """Return anxiety for "symptoms that accompany anxiety", "symptoms caused by anxiety"."""
    found: list[Token] = []
    for verb in (c for c in noun.rights if c.dep_ in {"relcl", "acl"}):
        if verb.lemma_ == "accompany" and not is_passive(verb):
            found += surface_objects(verb)
        elif verb.lemma_ in {"occur", "associate", "come"}:
            found += governed_by(verb, frozenset({"with"}))
        elif verb.lemma_ in {"cause", "produce"} and is_passive(verb):
            found += agents(verb)
    return found


def based_on(verb: Token) -> list[Token]:
    """Return the rash of "diagnosed based on the rash" and "on the basis of the rash"."""
    based = [c for c in verb.rights if c.lower_ == "based"]
    based += [c for o in surface_objects(verb) for c in o.rights if c.lower_ == "based"]
    found = [t for c in based for t in governed_by(c, frozenset({"on", "upon"}))]
    basis = [t for t in governed_by(verb, frozenset({"on"})) if t.lemma_ == "basis"]
    return found + [t for b in basis for t in governed_by(b, frozenset({"of"}))]


def at_any_time(verb: Token) -> list[Token]:
    """Return the verb itself where it says what happens or may, not whether it has happened."""
    if any(c.lower_ in {"has", "have", "had", "whether", "if"} for c in verb.lefts):
        return []
    return asserted(verb)

"""What fills a slot of a relation pattern in a given parse."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.actions import subjects_or_actions, with_conjuncts
from kg.extraction.means import means_of
from kg.extraction.phrases import NOUNS, conjuncts, is_nominal, phrase
from kg.extraction.syntax import (
    agents,
    antecedent,
    apposed,
    deep_objects,
    deep_subjects,
    governed,
    is_passive,
    is_verbal,
    of_predicate_noun,
    prepositions,
    surface_objects,
    surface_subjects,
)
from kg.extraction.tokens import printed
from kg.extraction.typing import type_of
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType

if TYPE_CHECKING:
    from kg.extraction.tree import Token

_COPULAS = frozenset(
    {
        "be", "become", "remain", "include", "represent", "comprise", "seem", "appear",
        "involve", "consist", "begin", "start", "require",
    }
)  # fmt: skip


def fill(trigger: Token, slot: str) -> list[Token]:
    """Return the heads that fill ``slot`` of ``trigger``; empty where nothing does.

    Slots: ``subj``, ``obj``, ``surface`` (grammatical subject), ``copsubj``, ``of`` (what a noun
    is of: preposition, genitive or compound), ``self`` (the trigger noun itself), ``head`` (the
    noun that it modifies), ``prep:to|in``, and for set phrases ``doer:take`` (the subject of that
    verb) and ``around:off`` (after the phrase). ``a,b`` takes the first that is filled.
    """
    for one in slot.split(","):
        found = _fill(trigger, one.strip())
        if found:
            return found
    return []


def _fill(trigger: Token, slot: str) -> list[Token]:
    kind, _, words = slot.partition(":")
    worded = _WORDED.get(kind)
    if worded is not None:
        return worded(trigger, frozenset(words.split("|")))
    return _SLOTS[slot](trigger)


def _governed_by(trigger: Token, words: frozenset[str]) -> list[Token]:
    found = [t for p in prepositions(trigger, words) for t in governed(p)]
    if not found and is_verbal(trigger):
        # "link X to Y": the parser may hang "to Y" on X
        for child in trigger.children:
            if child.dep_ in {"dobj", "nsubjpass", "oprd", "acomp"}:
                found.extend(t for p in prepositions(child, words) for t in governed(p))
    if not found and is_nominal(trigger):
        # "effect of garlic on pressure": the parser may hang "on" on garlic
        for first in prepositions(trigger, frozenset({"of"})):
            for inner in governed(first):
                found.extend(t for p in prepositions(inner, words) for t in governed(p))
    return [antecedent(token) or token for token in found] or _stranded(trigger, words)


def _stranded(trigger: Token, words: frozenset[str]) -> list[Token]:
    """Return the object that coordinated words share: "cause or contribute to anemia".

    The parser hangs it on either: "the prevention and treatment of gout" is of both.
    """
    for child in trigger.children:
        if child.dep_ == "conj" and child.pos_ == trigger.pos_ and child.i - trigger.i <= 3:
            return [t for p in prepositions(child, words) for t in governed(p)]
    if trigger.dep_ == "conj" and is_nominal(trigger) and trigger.pos_ == trigger.head.pos_:
        shared = (p for p in prepositions(trigger.head, words) if p.i > trigger.i)
        return [t for p in shared for t in governed(p)]
    return []


def _copula_subject(trigger: Token) -> list[Token]:
    """Return what a noun or adjective is said of."""
    said = _SAID_OF.get(trigger.dep_)
    return said(trigger) if said else []


def _said_by_verb(trigger: Token) -> list[Token]:
    return surface_subjects(trigger.head) if is_verbal(trigger.head) else []


def _said_by_subject(trigger: Token) -> list[Token]:
    """Return X for "the most common cause is X"; trigger is "cause"."""
    return _predicated(trigger.head) if trigger.head.lemma_ in _COPULAS else []


def _said_as(trigger: Token) -> list[Token]:
    """Return X for "describe X as a cause" and for "X is one of the causes"."""
    governor = trigger.head.head
    if trigger.head.lower_ == "of" and governor.lower_ in {"one", "some"}:
        return _copula_subject(governor)
    return deep_objects(governor) if trigger.head.lower_ == "as" and is_verbal(governor) else []


def _had(trigger: Token) -> list[Token]:
    """Return X for "X has an effect", "X brings relief"."""
    verb = trigger.head
    light = any(in_class(verb.lemma_, name) for name in ("having", "causative", "bringing"))
    return deep_subjects(verb) if is_verbal(verb) and light else []


def _modified(trigger: Token) -> list[Token]:
    return [trigger.head] if is_nominal(trigger.head) else []


_SAID_OF: dict[str, Callable[[Token], list[Token]]] = {
    "attr": _said_by_verb,
    "acomp": _said_by_verb,
    "oprd": _said_by_verb,
    "appos": lambda token: [apposed(token)],
    "amod": _modified,
    "nsubj": _said_by_subject,
    "nsubjpass": _said_by_subject,
    "pobj": _said_as,
    "dobj": _had,
    "conj": lambda token: _copula_subject(token.head),
    "acl": lambda token: _modified(token) if token.pos_ == "ADJ" else [],
    "relcl": lambda token: _modified(token) if token.pos_ == "ADJ" else [],
}


def _predicated(verb: Token) -> list[Token]:
    """Return what follows a copula: "the most common cause is X", "causes include X"."""
    found = [c for c in verb.children if c.dep_ in {"attr", "dobj"} and is_nominal(c)]
    found = found or [c for c in verb.children if c.dep_ == "acomp" and c.pos_ in NOUNS]
    found = found or [c for c in verb.children if c.dep_ == "xcomp" and c.tag_ == "VBG"]
    if found:
        return [inner for one in found for inner in with_conjuncts(one)]
    words = frozenset({"of"} if verb.lemma_ == "consist" else {"with"})
    return [t for p in prepositions(verb, words) for t in governed(p)]


def _of(noun: Token) -> list[Token]:
    found = _governed_by(noun, frozenset({"of", "for"}))
    if found:
        return found
    if noun.dep_ == "dobj" and noun.head.lemma_ == "have":  # "the condition has many causes"
        return surface_subjects(noun.head)
    genitive = [c for c in noun.lefts if c.dep_ == "poss" and is_nominal(c)]
    if genitive:
        return genitive
    return [c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ in {"NOUN", "PROPN"}]


def _exists(noun: Token) -> list[Token]:
    """Return the noun itself where it is said to exist or to be had: "there are no symptoms"."""
    head = noun.head
    if noun.dep_ == "attr" and any(c.dep_ == "expl" for c in head.children):
        return [noun]
    if noun.dep_ == "dobj" and in_class(head.lemma_, "having"):
        return [noun]
    return []


def _pair(noun: Token) -> list[Token]:
    """Return both sides of "link between X and Y" or "association of X with Y"."""
    between = _governed_by(noun, frozenset({"between"}))
    if between:
        sides = list(conjuncts(between[0]))
        return sides[:2]
    first, second = (
        _governed_by(noun, frozenset({"of"})),
        _governed_by(noun, frozenset({"with", "to"})),
    )
    return [first[0], second[0]] if first and second else []


def _haver(noun: Token) -> list[Token]:
    found = _of(noun)
    if found:
        return found
    return surface_subjects(noun.head) if noun.dep_ == "dobj" and is_verbal(noun.head) else []


def _putting(noun: Token) -> list[Token]:
    """Return the subject of "puts people at risk of"; noun is "risk"."""
    at = noun.head
    if noun.dep_ != "pobj" or at.lower_ != "at":
        return []
    verb = at.head if is_verbal(at.head) else at.head.head
    return surface_subjects(verb) if is_verbal(verb) else []


def _testing(verb: Token) -> list[Token]:
    """Return the test that finds a condition: its means, or its subject where that is a test."""
    means = _governed_by(
        verb, frozenset({"with", "by", "through", "in", "using", "on", "via", "from"})
    )
    subjects = deep_subjects(verb)
    tests = [t for t in (*means, *subjects) if in_class(t.lemma_, "test")]
    if not tests and in_class(verb.lemma_, "diagnosing"):
        tests = [t for t in subjects if not in_class(t.lemma_, "person")]
    return tests[:1]


def _effect(cue: Token) -> list[Token]:
    """Return what an adjunct of cause explains: its noun, or what its clause is about."""
    head = cue.head
    for _ in range(3):
        if is_verbal(head):
            return _clause_topic(head)
        if is_nominal(head) and head.dep_ in {"nsubj", "attr", "nsubjpass", "ROOT"}:
            return [head]
        if is_nominal(head) and head.dep_ in {"dobj", "pobj", "conj", "appos"}:
            return [head]
        head = head.head
    return []


def _clause_topic(verb: Token) -> list[Token]:
    subjects = surface_subjects(verb)
    about_people = all(in_class(token.lemma_, "person") for token in subjects)
    if subjects and not about_people:
        return subjects
    return surface_objects(verb)


def _causer(verb: Token) -> list[Token]:
    """Return X for "X causes the count to drop"; verb is "drop"."""
    governor = verb.head
    if verb.dep_ in {"ccomp", "xcomp"} and in_class(governor.lemma_, "causative"):
        return surface_subjects(governor)
    return []


def _exposure(trigger: Token) -> list[Token]:
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
        return _copula_subject(trigger)
    return []


def _set_apart(person: Token) -> list[Token]:
    found: list[Token] = []
    if in_class(person.lemma_, "consumer"):
        found += [c for c in person.lefts if c.dep_ in {"compound", "nmod"}]
    for child in person.rights:
        if child.dep_ == "prep" and child.lower_ in {"with", "on"}:
            found += governed(child)
        elif child.dep_ in {"relcl", "acl"} and in_class(child.lemma_, "intake"):
            found += surface_objects(child)
    return found


def _developing(adjective: Token) -> list[Token]:
    """Return gout for "likely to develop gout"."""
    for child in adjective.children:
        if child.dep_ == "xcomp" and in_class(child.lemma_, "getting"):
            return [*surface_objects(child), *_governed_by(child, frozenset({"from"}))]
    return []


def _when(verb: Token) -> list[Token]:
    """Return minerals for "arises when minerals crystallize"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"when", "if"} for c in child.children):
            return surface_subjects(child)
    return []


def _experienced(verb: Token) -> list[Token]:
    """Return what people are said to feel or have."""
    subjects = surface_subjects(verb)
    if not subjects or not all(in_class(s.lemma_, "strict_person") for s in subjects):
        return []
    found = [*surface_objects(verb), *_governed_by(verb, frozenset({"from", "of"}))]
    return [token for token in found if token.lemma_ not in {"symptom", "sign"}]


def _sufferer(verb: Token) -> list[Token]:
    """Return gout for "people with gout feel …"."""
    people = [s for s in surface_subjects(verb) if in_class(s.lemma_, "strict_person")]
    return [t for one in people for t in _afflicting(one)]


def _afflicting(person: Token) -> list[Token]:
    found: list[Token] = []
    for child in person.rights:
        if child.dep_ == "prep" and child.lower_ == "with":
            found += governed(child)
        elif child.dep_ == "relcl" and child.lemma_ in {"have", "develop", "get"}:
            found += surface_objects(child)
    return found


def _purpose(verb: Token) -> list[Token]:
    """Return the verb of "to prevent …" beside another, or after its object."""
    owners = (verb, *(c for c in verb.children if c.dep_ == "dobj"))
    return [
        c
        for owner in owners
        for c in owner.children
        if c.dep_ in {"advcl", "xcomp", "acl", "relcl"} and c.tag_ == "VB" and c.i > verb.i
    ]


def _helped(verb: Token) -> list[Token]:
    """Return what, not whom, a verb of helping names: another verb, a thing, an end."""
    found = [c for c in verb.children if c.dep_ in {"xcomp", "ccomp"}]
    found += [t for t in surface_objects(verb) if not in_class(t.lemma_, "person")]
    return found + _governed_by(verb, frozenset({"with", "for", "against", "in", "by", "to"}))


def _asserted(verb: Token) -> list[Token]:
    """Return the verb itself where it heads a main clause: not "if it cannot be used"."""
    top = verb
    while top.dep_ in {"conj", "xcomp"} and top.head is not top:
        top = top.head
    return [verb] if top.dep_ in {"ROOT", "ccomp"} else []


def _no_better(word: Token) -> list[Token]:
    """Return X for "X was no better than placebo", "X worked no better than placebo"."""
    is_denied = any(c.lower_ in {"no", "not", "n't"} for c in (*word.lefts, *word.head.lefts))
    compared = [t for p in prepositions(word, frozenset({"than"})) for t in governed(p)]
    if word.lower_ != "better" or not is_denied:
        return []
    if not any(in_class(t.lemma_, "sham") for t in compared) or not is_verbal(word.head):
        return []
    return surface_subjects(word.head)


def _bettered(word: Token) -> list[Token]:
    """Return insomnia for "no better than placebo for insomnia", however the parser hangs it."""
    words = frozenset({"for", "in", "at"})
    compared = [t for p in prepositions(word, frozenset({"than"})) for t in governed(p)]
    holders = (word, word.head, *compared)
    return [t for h in holders for p in prepositions(h, words) for t in governed(p)][:1]


def _addressed(verb: Token) -> list[Token]:
    """Return what the reader is told to expect: "you may notice red patches"."""
    subjects = surface_subjects(verb)
    if not subjects or any(s.lower_ != "you" for s in subjects) or not _asserted(verb):
        return []
    return surface_objects(verb)


def _described(verb: Token) -> list[Token]:
    """Return gout for "gout is a disorder of the joints marked by pain"."""
    noun = verb.head
    if verb.dep_ != "acl" or noun.dep_ != "pobj" or noun.head.lower_ != "of":
        return deep_objects(verb)
    whole = noun.head.head
    if not in_class(whole.lemma_, "definiendum"):
        return deep_objects(verb)
    return of_predicate_noun(whole)


def _treated(adjective: Token) -> list[Token]:
    """Return gout for "treatment of gout is supportive"."""
    nouns = [t for t in _copula_subject(adjective) if in_class(t.lemma_, "treatment_noun")]
    return [t for noun in nouns for t in _governed_by(noun, frozenset({"of", "for"}))]


def _treatment_called(adjective: Token) -> list[Token]:
    """Return the adjective itself where it says what treatment is like."""
    nouns = [t for t in _copula_subject(adjective) if in_class(t.lemma_, "treatment_noun")]
    return [adjective] if nouns else []


def _in_people_with(verb: Token) -> list[Token]:
    """Return migraine for "found in people with migraine"."""
    people = _governed_by(verb, frozenset({"in", "among"}))
    return [t for one in people if in_class(one.lemma_, "strict_person") for t in _set_apart(one)]


def borne_by(person: Token) -> list[Token]:
    """Return gout for "patients with gout"; the parser may hang "with" on the verb."""
    if not in_class(person.lemma_, "strict_person"):
        return []
    own = [p for p in prepositions(person, frozenset({"with"})) if p.i > person.i]
    found = [t for p in own for t in governed(p)]
    verb = person.head if person.dep_ in {"dobj", "nsubjpass"} else person.head.head
    if not found and is_verbal(verb):
        near = (p for p in prepositions(verb, frozenset({"with"})) if p.i == person.i + 1)
        found = [t for p in near for t in governed(p)]
        return [t for t in found if type_of(phrase(t).text) in _ILLNESS]
    return found


def _if_condition(verb: Token) -> list[Token]:
    """Return the condition of "if you have an infection, you may need antibiotics"."""
    found = []
    for child in verb.children:
        if child.dep_ == "advcl" and any(c.lower_ in {"if", "when"} for c in child.children):
            for token in child.subtree:
                kind = type_of(printed(token)) if is_nominal(token) else EntityType.OTHER
                if kind in _ILLNESS and token.dep_ in {"dobj", "pobj", "nsubj", "conj", "attr"}:
                    found.append(token)
    return found


def _doer(noun: Token, verbs: frozenset[str]) -> list[Token]:
    """Return the subject of the verb whose set phrase the noun ends: "takes the edge off"."""
    verb = noun.head
    fits = noun.dep_ in {"dobj", "attr"} and is_verbal(verb) and verb.lemma_ in verbs
    return surface_subjects(verb) if fits else []


def _around(noun: Token, words: frozenset[str]) -> list[Token]:
    """Return what follows a set phrase; the parser hangs the preposition on noun or verb."""
    found = _governed_by(noun, words)
    if found:
        return found
    after = (p for p in prepositions(noun.head, words) if p.i > noun.i)
    return [t for p in after for t in governed(p)]


def _hindered(verb: Token) -> list[Token]:
    """Return crystals for "stops crystals from growing" and "stops crystals growing"."""
    for child in verb.children:
        gerunds = [child] if child.dep_ == "ccomp" else list(child.children)
        is_from = child.dep_ == "prep" and child.lower_ == "from"
        if is_from and any(g.tag_ == "VBG" and _is_unknown(g) for g in gerunds):
            return surface_objects(verb)
        if child.dep_ == "ccomp" and child.tag_ == "VBG":
            return [c for c in child.children if c.dep_ == "nsubj" and is_nominal(c)]
    return []


def _is_unknown(gerund: Token) -> bool:
    return type_of(gerund.text) is EntityType.OTHER


def _kept(verb: Token) -> list[Token]:
    """Return what is kept "in check", "at bay" or "under control"."""
    for child in verb.children:
        inner = {c.lower_ for c in child.children} if child.dep_ in {"prep", "dobj"} else set()
        deeper = {g.lower_ for c in child.children for g in c.children}
        if child.dep_ == "prep" and inner & _HELD:
            return surface_objects(verb)
        if child.dep_ == "dobj" and deeper & _HELD:
            return [child]
    return []


_HELD = frozenset({"check", "bay", "control"})


_ILLNESS = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})


_SLOTS: dict[str, Callable[[Token], list[Token]]] = {
    "subj": subjects_or_actions,
    "obj": deep_objects,
    "surface": surface_subjects,
    "passive": lambda verb: surface_subjects(verb) if is_passive(verb) else [],
    "purpose": _purpose,
    "helped": _helped,
    "sufferer": _sufferer,
    "treated": _treated,
    "asserted": _asserted,
    "no-better": _no_better,
    "bettered": _bettered,
    "addressed": _addressed,
    "described": _described,
    "treatment-called": _treatment_called,
    "surface_obj": surface_objects,
    "copsubj": _copula_subject,
    "hindered": _hindered,
    "kept": _kept,
    "lessened": lambda token: [c for c in token.lefts if c.lower_ in {"less", "least"}],
    "dying": lambda t: [c for c in t.children if c.dep_ == "xcomp" and c.lemma_ == "die"],
    "of": _of,
    "self": lambda token: [token],
    "exists": _exists,
    "head": lambda token: [token.head] if is_nominal(token.head) else [],
    "patient": deep_objects,
    "agent": agents,
    "haver": _haver,
    "causer": _causer,
    "exposure": _exposure,
    "developing": _developing,
    "acomp": lambda t: surface_subjects(t.head) if t.dep_ == "acomp" else [],
    "clinician": lambda t: [s for s in surface_subjects(t) if in_class(s.lemma_, "person")],
    "if-condition": _if_condition,
    "when": _when,
    "experienced": _experienced,
    "people-with": _in_people_with,
    "means": means_of,
    "protective": lambda token: [c for c in token.lefts if c.lower_ == "protective"],
    "topic": lambda _: [],
    "putting": _putting,
    "testing": _testing,
    "effect": _effect,
    "pair:0": lambda token: _pair(token)[:1],
    "pair:1": lambda token: _pair(token)[1:2],
    "particle:of": lambda token: [
        t
        for c in token.children
        if c.dep_ == "prt"
        for p in prepositions(c, frozenset({"of"}))
        for t in governed(p)
    ],
}
_WORDED: dict[str, Callable[[Token, frozenset[str]], list[Token]]] = {
    "prep": _governed_by,
    "doer": _doer,
    "around": _around,
}

"""What a noun or adjective is said of, and what a noun is of: copulas, "of", "had"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.slots.governed_phrases import governed_by
from kg.extraction.syntax.actions import with_conjuncts
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.apposition import apposed
from kg.extraction.syntax.clauses import (
    deep_objects,
    deep_subjects,
    is_passive,
    is_verbal,
    of_predicate_noun,
    surface_objects,
    surface_subjects,
)
from kg.extraction.syntax.phrases import NOUNS, conjuncts, is_nominal
from kg.extraction.syntax.roles_played import said_as
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_COPULAS = frozenset(
    {
        "be", "become", "remain", "include", "represent", "comprise", "seem", "appear",
        "involve", "consist", "begin", "start", "require",
    }
)  # fmt: skip


def copula_subject(trigger: Token) -> list[Token]:
    """Return what a noun or adjective is said of."""
    said = _SAID_OF.get(trigger.dep_)
    return said(trigger) if said else []


def equated(noun: Token) -> list[Token]:
    """Return what a noun is said to be: as :func:`copula_subject`, but not who has it."""
    first = noun
    while first.dep_ == "conj" and first.head is not first:
        first = first.head
    return [] if first.dep_ == "dobj" else copula_subject(noun)


def _said_by_verb(trigger: Token) -> list[Token]:
    return surface_subjects(trigger.head) if is_verbal(trigger.head) else []


def _said_by_subject(trigger: Token) -> list[Token]:
    """Return X for "the most common cause is X"; trigger is "cause"."""
    verb = _raised(trigger.head)
    if verb.lemma_ not in _COPULAS:  # "symptoms come on slowly and include tiredness"
        verb = next((c for c in verb.rights if c.dep_ == "conj" and c.lemma_ == "include"), verb)
    return _predicated(verb) if verb.lemma_ in _COPULAS else []


def _raised(verb: Token) -> Token:
    """Return the "be" of "is thought to be" and "seems to be"; else the verb itself."""
    inner = (c for c in verb.rights if c.dep_ == "xcomp" and c.lemma_ in {"be", "include"})
    return next((c for c in inner if any(t.tag_ == "TO" for t in c.lefts)), verb)


def _said_as(trigger: Token) -> list[Token]:
    """Return X for "describe X as a cause", "X is one of the causes", "X is of benefit"."""
    governor = trigger.head.head
    if trigger.head.lower_ == "among" and governor.lemma_ == "be":
        return _predicated(governor) if trigger.i < governor.i else surface_subjects(governor)
    if trigger.head.lower_ == "of" and governor.lemma_ == "be":  # "is of benefit in"
        return surface_subjects(governor)
    if trigger.head.lower_ == "of" and (
        governor.lower_ in {"one", "some"} or trigger.lemma_ == "choice"
    ):
        return copula_subject(governor)
    return said_as(trigger)


def bearers(noun: Token) -> list[Token]:
    """Return garlic for "garlic is a bulb with activity", "garlic, known for its role"."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in {"with", "for"}:
        return []
    owner = preposition.head
    if preposition.lower_ == "for":
        is_own = any(c.lower_ in {"its", "their"} for c in noun.lefts)
        return deep_objects(owner) if is_own and is_verbal(owner) and is_passive(owner) else []
    return of_predicate_noun(owner) if is_nominal(owner) else []


def _had(trigger: Token) -> list[Token]:
    """Return X for "X has an effect", "X brings relief"."""
    verb = trigger.head
    if verb.tag_ == "VBN" and verb.i < trigger.i and is_passive(verb):
        near = all(t.pos_ in {"NOUN", "ADJ", "PROPN"} for t in verb.doc[verb.i + 1 : trigger.i])
        return surface_subjects(verb) if near else []  # "are established factors"
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
    "conj": lambda token: copula_subject(token.head),
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


def of_noun(noun: Token) -> list[Token]:
    """Return what a noun is of: by preposition, genitive or compound."""
    found = governed_by(noun, frozenset({"of", "for"}))
    if found:
        return found
    if noun.dep_ == "dobj" and noun.head.lemma_ == "have":  # "the condition has many causes"
        return surface_subjects(noun.head)
    genitive = [c for c in noun.lefts if c.dep_ == "poss" and is_nominal(c)]
    if genitive:
        return genitive
    compound = [c for c in noun.lefts if c.dep_ in {"compound", "nmod"} and c.pos_ in NOUNS]
    return [c for c in compound if not in_class(c.lower_, "plain_modifier")]


def exists(noun: Token) -> list[Token]:
    """Return the noun itself where it is said to exist or to be had: "there are no symptoms"."""
    head = noun.head
    if noun.dep_ == "attr" and any(c.dep_ == "expl" for c in head.children):
        return [noun]
    if noun.dep_ == "dobj" and in_class(head.lemma_, "having"):
        return [noun]
    if noun.dep_ == "nsubj" and (head.lemma_ == "exist" or _is_at_hand(head)):
        return [noun]
    return []


def _is_at_hand(verb: Token) -> bool:
    """Say whether "is available" or "is known" is said of something."""
    said = {c.lower_ for c in verb.children if c.dep_ == "acomp"}
    return verb.lemma_ == "be" and bool(said & {"available", "known", "licensed", "approved"})


def pair(noun: Token) -> list[Token]:
    """Return both sides of "link between X and Y" or "association of X with Y"."""
    between = governed_by(noun, frozenset({"between"}))
    if between:
        sides = list(conjuncts(between[0]))
        if len(sides) < 2:  # "between intake during pregnancy and risk": hung higher up
            beside = (c for c in noun.rights if c.dep_ == "conj" and is_nominal(c))
            sides += [c for c in beside if in_class(c.lemma_, "strict_risk")]
        return (sides if len(sides) > 1 else [*sides, *_joined_within(between[0])])[:2]
    first, second = (
        governed_by(noun, frozenset({"of"})),
        governed_by(noun, frozenset({"with", "to"})),
    )
    return [first[0], second[0]] if first and second else []


def _joined_within(first: Token) -> list[Token]:
    """Return gout of "between low weight at birth and gout": "between" has two, so not birth."""
    inside = [t for t in first.subtree if t.dep_ == "conj" and t.i > first.i and is_nominal(t)]
    joined = [t for t in inside if any(c.lower_ == "and" for c in t.head.children)]
    joined = [t for t in joined if _led_by(t) != "of"]  # "levels of zinc and iron"
    people = [t for t in joined if in_class(t.lemma_, "strict_person")]
    return joined if len(joined) == 1 and not people else []


def _led_by(noun: Token) -> str:
    """Return the word that governs a coordination."""
    while noun.dep_ == "conj" and noun.head is not noun:
        noun = noun.head
    return noun.head.lower_


def fellows(verb: Token) -> list[Token]:
    """Return the two things of "X and Y correlate"; nothing for one, or for more."""
    found = [one for subject in surface_subjects(verb) for one in conjuncts(subject)]
    return found if len(found) == 2 else []


def haver(noun: Token) -> list[Token]:
    """Return who or what has the thing that a noun names; of people what they are ill with."""
    found = of_noun(noun)
    if not found and noun.dep_ == "dobj" and is_verbal(noun.head):
        found = surface_subjects(noun.head)
    people = [t for t in found if in_class(t.lemma_, "strict_person")]
    if not people:
        return found
    clauses = (c for one in people for c in one.rights if c.dep_ == "relcl")
    had = [t for c in clauses if c.lemma_ == "have" for t in surface_objects(c)]
    return had or [t for one in people for t in governed_by(one, frozenset({"with"}))]


def left_to_topic(objects: list[Token]) -> tuple[list[Token], bool]:
    """Return objects, none where "most cases" leaves open of what, and whether that is so."""
    is_open = bool(objects) and all(map(_is_case_of_topic, objects))
    return ([], True) if is_open else (objects, False)


def _is_case_of_topic(token: Token) -> bool:
    inner = governed_by(token, frozenset({"of", "with", "in"}))
    if token.lemma_ in {"half", "third", "quarter", "%"} and inner:
        return all(map(_is_case_of_topic, inner))
    is_bare = all(c.dep_ not in {"compound", "nmod", "relcl", "acl"} for c in token.children)
    return token.lower_ == "cases" and is_bare and not inner


def named_in(noun: Token) -> list[Token]:
    """Return growth for "a role in growth"; nothing for "a role in helping the body"."""
    return [t for t in governed_by(noun, frozenset({"in"})) if t.tag_ != "VBG"]


def rested_on(noun: Token) -> list[Token]:
    """Return the biopsy of "the diagnosis rests on a biopsy", "is made with a biopsy"."""
    verb = noun.head
    if noun.dep_ not in {"nsubj", "nsubjpass"}:
        return []
    if verb.lemma_ in _MADE and is_passive(verb):
        found = governed_by(verb, frozenset({"with", "by", "through", "using", "from"}))
        return [t for t in found if not in_class(t.lemma_, "person")]
    return governed_by(verb, frozenset({"on", "upon"})) if verb.lemma_ in _RESTING else []


_MADE = frozenset({"make", "establish", "confirm", "reach"})
_RESTING = frozenset({"rest", "rely", "depend", "base", "hinge"})


def worth(noun: Token) -> list[Token]:
    """Return zinc for "zinc is of no benefit" and "zinc is no use"."""
    of = noun.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else None
    verb = of.head if of is not None else noun.head
    if verb.lemma_ not in {"be", "prove", "seem", "remain"}:
        return []
    is_plain = noun.dep_ == "attr" and any(c.lower_ in {"no", "any", "little"} for c in noun.lefts)
    return surface_subjects(verb) if of is not None or is_plain else []


def putting(noun: Token) -> list[Token]:
    """Return the subject of "puts people at risk of"; noun is "risk"."""
    at = noun.head
    if noun.dep_ != "pobj" or at.lower_ != "at":
        return []
    verb = at.head if is_verbal(at.head) else at.head.head
    return surface_subjects(verb) if is_verbal(verb) else []


def no_better(word: Token) -> list[Token]:
    """Return X for "X was no better than placebo", "X worked no better than placebo"."""
    is_denied = any(c.lower_ in {"no", "not", "n't"} for c in (*word.lefts, *word.head.lefts))
    compared = [t for p in prepositions(word, frozenset({"than"})) for t in governed(p)]
    if word.lower_ != "better" or not is_denied:
        return []
    if not any(in_class(t.lemma_, "sham") for t in compared) or not is_verbal(word.head):
        return []
    return surface_subjects(word.head)


def bettered(word: Token) -> list[Token]:
    """Return insomnia for "no better than placebo for insomnia", however the parser hangs it."""
    words = frozenset({"for", "in", "at"})
    compared = [t for p in prepositions(word, frozenset({"than"})) for t in governed(p)]
    holders = (word, word.head, *compared)
    return [t for h in holders for p in prepositions(h, words) for t in governed(p)][:1]

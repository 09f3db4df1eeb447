"""Who does what in a clause: subjects and objects across voice, control and coordination.

Works on Universal-like labels of spaCy's English models (ClearNLP scheme). "Surface" is what the
grammar marks; "deep" undoes the passive.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.antecedents import antecedent
from kg.extraction.syntax.apposition import apposed, is_class_apposition
from kg.extraction.syntax.events import defined_noun, happening
from kg.extraction.syntax.gerunds import named_by_gerund
from kg.extraction.syntax.misattached import after_fronted, after_particle, waited_for
from kg.extraction.syntax.misread_modifiers import is_misread_modifier
from kg.extraction.syntax.phrases import is_nominal, is_pronoun
from kg.extraction.syntax.typing import TAKEN, type_of
from kg.extraction.trees.tokens import printed
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_VERBAL = frozenset({"VERB", "AUX"})
_DEPTH = 6  # longest chain of control that is followed


def is_verbal(token: Token) -> bool:
    """Say whether a token heads a clause."""
    return token.pos_ in _VERBAL


def is_passive(verb: Token) -> bool:
    """Say whether a verb's grammatical subject is what the action is done to."""
    if any(child.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for child in verb.children):
        return True
    if verb.tag_ != "VBN" or is_misread_modifier(verb):
        return False
    if verb.dep_ in {"acl", "amod", "relcl", "acomp"}:
        return not any(child.dep_ in {"aux", "dobj", "nsubj"} for child in verb.children)
    if verb.dep_ == "conj" and not _own_subjects(verb):
        has_own_auxiliary = any(child.dep_ == "aux" for child in verb.children)
        is_done = any(child.dep_ == "agent" for child in verb.children)  # "is present or caused by"
        if has_own_auxiliary or not is_verbal(verb.head):
            return False
        return is_passive(verb.head) or (is_done and verb.head.lemma_ == "be")
    return False


def deep_subjects(verb: Token) -> list[Token]:
    """Return the heads of who or what does it; empty where nothing says so."""
    return agents(verb) if is_passive(verb) else surface_subjects(verb)


def deep_objects(verb: Token) -> list[Token]:
    """Return the heads of what it is done to."""
    return surface_subjects(verb) if is_passive(verb) else surface_objects(verb)


def surface_objects(verb: Token) -> list[Token]:
    """Return the direct objects of a verb; a relative pronoun gives its antecedent."""
    if is_misread_modifier(verb):
        return [verb.head]
    objects = (c for c in verb.children if is_nominal(c) and _is_object(c))
    found = [inner for token in objects for inner in _standing_for(token)]
    if not found and in_class(verb.lemma_, "bringing_about"):
        found = waited_for(verb)
    if not found and verb.dep_ == "relcl" and _own_subjects(verb) and not _has_relative(verb):
        found = of_predicate_noun(verb.head)
    return found or _shared_object(verb) or after_particle(verb)


def _is_object(noun: Token) -> bool:
    """Say whether a noun is an object; "falls" of "predicted falls" is read as a clause."""
    return noun.dep_ in {"dobj", "oprd"} or (noun.dep_ == "xcomp" and noun.tag_ == "NNS")


def _standing_for(token: Token) -> list[Token]:
    owner = antecedent(token)
    return [token] if owner is None else of_predicate_noun(owner)


def _shared_object(verb: Token) -> list[Token]:
    """Return the object of a later conjunct: "prevents and treats anemia"."""
    for child in verb.children:
        if child.dep_ == "conj" and is_verbal(child) and child.i - verb.i <= 3:
            return [c for c in child.children if c.dep_ == "dobj" and is_nominal(c)]
    return []


def _has_relative(verb: Token) -> bool:
    return any(child.tag_ in {"WDT", "WP"} for child in verb.children)


def agents(verb: Token) -> list[Token]:
    """Return what the "by" phrases of a passive govern."""
    found = []
    for child in verb.children:
        if child.dep_ == "agent" or (child.dep_ in {"prep", "conj"} and child.lower_ == "by"):
            found.extend(governed(child))
    return found


def surface_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the grammatical subjects of a verb, through control, raising and coordination."""
    if depth > _DEPTH:
        return []
    if is_misread_modifier(verb):
        governor = verb.head.head
        in_phrase = verb.head.dep_ == "pobj"
        return _of_preposition(governor, depth) if in_phrase else _of_predicate(governor, depth)
    own = _own_subjects(verb)
    causer = _causer(verb, own, depth)
    if causer:
        return causer
    if own:
        return own
    inherit = _INHERIT.get(verb.dep_)
    return inherit(verb, depth) if inherit else after_fronted(verb)


def _own_subjects(verb: Token) -> list[Token]:
    found = []
    for child in verb.children:
        if child.dep_ in {"csubj", "csubjpass"}:
            found.extend(named_by_gerund(child))
        elif child.dep_ in SUBJECTS:
            owner = antecedent(child)
            if child.lower_ == "which" and _takes_up_clause(child, owner):
                found.extend(surface_subjects(verb.head if owner is None else _main_verb(owner)))
            else:
                found.extend([child] if owner is None else of_predicate_noun(owner))
    return found or _of_auxiliary(verb) or _of_participle(verb)


def _of_participle(verb: Token) -> list[Token]:
    """Return lipids for "lipids, reflecting intake, were raised": hung on the participle."""
    clauses = [c for c in verb.children if c.dep_ == "advcl" and c.tag_ == "VBG" and c.i < verb.i]
    found = [t for c in clauses for t in c.children if t.dep_ == "nsubj" and is_nominal(t)]
    opening = (c for c in clauses if c.i == verb.sent.start and verb.tag_ != "VBG")
    acts = [c for c in opening if not any(t.text == "," for t in verb.doc[c.i : verb.i])]
    return [t for t in found if t.nbor(1).text == ","] or [
        t for c in acts for t in named_by_gerund(c)
    ]


def _main_verb(noun: Token) -> Token:
    """Return "destroys" for insulin in "destroys the cells that make insulin"."""
    verb = noun.head
    if verb.dep_ == "relcl" and is_verbal(verb.head.head):
        return verb.head.head
    return verb


def _takes_up_clause(which: Token, owner: Token | None) -> bool:
    """Say whether "which" takes up a whole clause: "it damages the skin, which brings on itching".

    So it does where the parser finds no noun for it, or a part of the body, which causes nothing.
    """
    if owner is None:
        return which.head.dep_ == "advcl" and is_verbal(which.head.head)
    is_after_comma = which.i > 0 and which.nbor(-1).text == ","
    is_object = owner.dep_ == "dobj" and is_verbal(owner.head)
    is_inside = is_object and owner.head.dep_ == "relcl"
    is_part = is_object and type_of(printed(owner)) is EntityType.TISSUE
    return is_after_comma and (is_inside or is_part)


def _of_auxiliary(verb: Token) -> list[Token]:
    """Return the subject that the parser hung on "were" of "were strongly linked"."""
    for child in verb.children:
        if child.dep_ in {"aux", "auxpass"}:
            return [c for c in child.children if c.dep_ in SUBJECTS and is_nominal(c)]
    return []


def of_predicate_noun(noun: Token) -> list[Token]:
    """Return echinacea for "a herb" in "Echinacea is a herb that …"; otherwise the noun itself."""
    if noun.dep_ == "attr" and is_verbal(noun.head):
        subjects = [c for c in noun.head.children if c.dep_ in SUBJECTS]
        is_class = any(c.lower_ in {"a", "an", "one"} for c in noun.lefts)
        if subjects and (is_class or _are_plural(subjects[0], noun)):
            return surface_subjects(noun.head)
    if noun.dep_ == "appos" and is_class_apposition(noun):
        return [apposed(noun)]
    return [noun]


def _are_plural(subject: Token, noun: Token) -> bool:
    """Say whether things are said to be of a kind: "NSAIDs are painkillers", not "these are"."""
    is_bare = not any(c.dep_ in {"det", "nummod", "poss"} for c in noun.lefts)
    is_named = is_nominal(subject) and not is_pronoun(subject)
    return is_bare and is_named and subject.tag_ in {"NNS", "NNPS"} and noun.tag_ == "NNS"


def _causer(verb: Token, own: list[Token], depth: int) -> list[Token]:
    """Return lupus for "lupus causes the body to attack …": who makes the body do it."""
    governor = verb.head
    if verb.dep_ == "conj" and is_verbal(governor) and not own:
        return []
    if verb.dep_ not in {"ccomp", "xcomp"} or not in_class(governor.lemma_, "causative"):
        return []
    if own and not all(in_class(token.lemma_, "bearer") for token in own):
        return []
    return surface_subjects(governor, depth + 1)


def _from_conjunct(verb: Token, depth: int) -> list[Token]:
    return _of_predicate(verb.head, depth)


def _of_predicate(head: Token, depth: int) -> list[Token]:
    """Return the subject of whatever clause ``head`` is the predicate of."""
    if is_verbal(head):
        return surface_subjects(head, depth + 1)
    if head.dep_ in {"acomp", "attr", "oprd", "dobj", "advmod"} and is_verbal(head.head):
        return surface_subjects(head.head, depth + 1)
    if head.dep_ == "conj":
        return _of_predicate(head.head, depth + 1) if depth < _DEPTH else []
    if head.dep_ == "pobj" and head.head.lower_ == "for" and is_verbal(head.head.head):
        is_own = any(c.lower_ in {"its", "their"} for c in head.lefts)
        return surface_subjects(head.head.head, depth + 1) if is_own else []  # "for its role in"
    if head.dep_ == "amod" and is_nominal(head.head):
        return [head.head]
    return []


def _from_noun_modifier(verb: Token, depth: int) -> list[Token]:
    noun = defined_noun(happening(verb))
    if verb.tag_ == "VB":  # "has the ability to reduce", "is a way to treat"
        named = [t for p in prepositions(noun, frozenset({"of"})) for t in governed(p)]
        if named and in_class(noun.lemma_, "role_noun"):
            return named  # "the potential of garlic to reduce"
        is_given = noun.dep_ == "dobj" and type_of(printed(noun)) in TAKEN  # "give X to prevent"
        inside = noun.dep_ in {"attr", "dobj", "oprd"} and not is_given
        return _of_predicate(noun, depth) if inside else [noun]
    return of_predicate_noun(noun)


def _from_adverbial(verb: Token, depth: int) -> list[Token]:
    governor = verb.head
    if verb.tag_ == "VB" and in_class(governor.lemma_, "use"):
        objects = surface_subjects(governor) if is_passive(governor) else surface_objects(governor)
        return objects or _of_predicate(governor, depth)
    return _of_predicate(governor, depth)


def _from_preposition(verb: Token, depth: int) -> list[Token]:
    return _of_preposition(verb.head, depth)


def _of_preposition(preposition: Token, depth: int) -> list[Token]:
    """Return who does what a gerund after a preposition says: garlic in "garlic's role in"."""
    governor = preposition.head
    if governor.dep_ == "pobj" and governor.head.head.dep_ == "acomp":
        governor = governor.head.head  # "superior to placebo in preventing"
    if not is_nominal(governor):
        return _of_predicate(governor, depth)
    is_role = in_class(governor.lemma_, "role_noun")
    if is_role or in_class(governor.lemma_, "use_noun"):
        words = frozenset({"of", "for"} if is_role else {"of"})
        before = (p for p in prepositions(governor, words) if p.i < preposition.i)
        named = [t for p in before for t in governed(p)]
        if named or not is_role:
            return named
    if not is_role and governor.dep_ not in {"attr", "dobj"}:
        return [governor]
    return _of_predicate(governor, depth)


_INHERIT: dict[str, Callable[[Token, int], list[Token]]] = {
    "conj": _from_conjunct,
    "acomp": _from_conjunct,  # "are closely related to"
    "xcomp": _from_adverbial,
    "ccomp": lambda verb, depth: _of_predicate(verb.head, depth),
    "advcl": _from_adverbial,
    "acl": _from_noun_modifier,
    "relcl": lambda verb, _: [verb.head],
    "pcomp": _from_preposition,
    "prep": lambda verb, depth: _of_predicate(verb.head, depth),  # "including", "using"
    "amod": lambda verb, _: [verb.head],
    "dep": lambda verb, depth: _of_predicate(verb.head, depth),
}

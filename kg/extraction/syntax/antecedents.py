"""What a relative pronoun stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.events import defined_noun, happening
from kg.extraction.syntax.phrases import conjuncts, is_nominal
from kg.extraction.syntax.typing import type_of
from kg.extraction.trees.tokens import printed
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

_DEPTH = 6  # longest chain of clauses that is followed
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def antecedent(token: Token) -> Token | None:
    """Return what a relative pronoun stands for, or None for any other token."""
    if token.tag_ not in {"WDT", "WP"} and not (token.lower_ == "that" and token.pos_ == "PRON"):
        return None
    clause = token.head
    for _ in range(_DEPTH):
        if clause.dep_ == "relcl":
            owner = happening(clause) if token.dep_ == "nsubjpass" else clause.head
            return _agreeing(_inner_noun(defined_noun(owner), token), token)
        if clause.dep_ in {"xcomp", "ccomp", "conj", "acomp", "prep", "pobj"}:
            clause = clause.head
        else:
            return None
    return None


def _inner_noun(noun: Token, pronoun: Token) -> Token:
    """Return nitric oxide for "release of nitric oxide, which": a clause set off by a comma.

    Of a part of the body the outer noun is meant: "growth of the eye, which …".
    """
    is_apart = pronoun.i > 0 and pronoun.nbor(-1).text == ","
    if is_apart and noun.dep_ == "pobj" and noun.head.lower_ == "of" and is_nominal(noun.head.head):
        return noun.head.head if type_of(printed(noun)) is EntityType.TISSUE else noun
    if pronoun.i and pronoun.nbor(-1).text == "," and in_class(noun.lemma_, "process_noun"):
        for preposition in prepositions(noun, frozenset({"of"})):
            for inner in governed(preposition):
                return inner
    return noun


def _agreeing(noun: Token, pronoun: Token) -> Token:
    """Return B for "A and B, which leads to C": a singular verb is said of one thing, the last."""
    named = [one for one in conjuncts(noun) if one.i < pronoun.i]
    is_sum = any(c.lower_ == "and" for one in named for c in one.children if c.dep_ == "cc")
    return named[-1] if is_sum and _is_singular(pronoun) else noun


def _is_singular(subject: Token) -> bool:
    """Say whether the verb of a subject shows that it is one: "leads", "has led", "was led"."""
    verb = subject.head
    first = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    return subject.dep_ in _SUBJECTS and (first.tag_ == "VBZ" or first.lower_ == "was")

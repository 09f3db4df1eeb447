"""Illnesses that are told to have come while a drug was taken: "priapism after trazodone".

What comes after something need not come from it, so the two are said to be associated. An illness
counts where it is what a title names or what somebody is said to have got, not where it is what
the drug is taken for ("a man with asthma", "relief of pain").
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import apart, kind_of
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal
from kg.extraction.syntax.typing import ILLNESS
from kg.lexicon.drug_stems import drug_names
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate, Wording

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

TypeOf = Callable[[str], EntityType]

_WHILE = frozenset({"after", "following", "during", "while"})
_NEAR = 9  # tokens from the preposition to the drug
_BETWEEN = frozenset({"DET", "ADJ", "ADV", "NUM", "PUNCT", "VERB"})
_TYING = frozenset({"of", "with", "to", "by", "-", "/"})
_TIMES = frozenset({"week", "month", "day", "year", "hour"})
_GETTING = frozenset({"develop", "contract", "acquire", "get", "experience"})  # "develop-after"
_NAMES = frozenset({"ROOT", "appos", "attr", "dep"})
_TAKEN_BY = frozenset({"in", "of", "among"})


def adverse_event_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield a frame for each illness that came while something was taken."""
    for word in doc:
        if word.lower_ in _WHILE and word.pos_ in {"ADP", "SCONJ", "VERB"}:
            drugs = arguments.fillers(_exposed_to(word, type_of))
            events = _come_with(word) if drugs else []
        elif _is_seen_with(word):
            drugs = arguments.fillers(_exposed_to(word, type_of))
            events = _seen(word.head) if drugs else []
        elif word.head.lower_ in _TAKEN_BY and in_class(word.lemma_, "strict_person"):
            drugs = [f for f in apart(word, arguments) if _is_of_drug(f, type_of)]
            events = _come_with(word.head) if drugs else []
        else:
            continue
        yield from _frames(drugs, arguments.fillers(events), word, type_of)


def _is_seen_with(word: Token) -> bool:
    """Say whether a word is the "with" of "the rash seen with X" or "rash was seen with X"."""
    verb = word.head
    if word.lower_ != "with" or verb.tag_ != "VBN" or verb.i != word.i - 1:
        return False
    is_told = verb.dep_ == "acl" or any(c.dep_ == "auxpass" for c in verb.children)
    return is_told and kind_of("occurring", verb) is not None


def _seen(verb: Token) -> list[Token]:
    """Return the rash of "the rash seen with" and "rash was seen with"."""
    heads = [verb.head] if verb.dep_ == "acl" else surface_subjects(verb)
    return [t for head in heads if is_nominal(head) for t in _cases_of(head)]


def _frames(
    drugs: list[Filler], events: list[Filler], trigger: Token, type_of: TypeOf
) -> Iterator[Frame]:
    for event in events:
        if type_of(event.text) not in ILLNESS or _is_of_drug(event, type_of) or _is_less(event):
            continue
        for drug in drugs:
            yield Frame(
                Predicate.ASSOCIATED_WITH, drug, event, trigger, "event-with-drug", 0.55,
                wording=Wording.CORRELATIONAL,
            )  # fmt: skip


def _is_less(event: Filler) -> bool:
    """Say whether there was less of an illness: "less pain", "fewer headaches"."""
    return any(kind_of("way", t) == "lower" for t in event.phrase.head.lefts)


def _is_drug(token: Token, type_of: TypeOf) -> bool:
    if not is_nominal(token):
        return False
    return type_of(token.text) is EntityType.DRUG or _is_named_as_drug(token.text)


@functools.lru_cache(maxsize=8192)
def _is_named_as_drug(name: str) -> bool:
    return next(drug_names(name), None) is not None


def _is_of_drug(filler: Filler, type_of: TypeOf) -> bool:
    return any(_is_drug(t, type_of) for t in filler.phrase.tokens)


def _exposed_to(word: Token, type_of: TypeOf) -> list[Token]:
    """Return the drug of "after three weeks of oral frobnaril", "during frobnaril therapy"."""
    for token in word.doc[word.i + 1 : word.i + _NEAR]:
        if _is_drug(token, type_of):
            is_before_noun = token.dep_ in {"compound", "nmod"} and _is_taking(token.head)
            return [token.head] if is_before_noun else [token]
        if not _is_passed(token):
            return []
    return []


def _is_passed(token: Token) -> bool:
    """Say whether a word may stand between "after" and the drug."""
    is_small = token.pos_ in _BETWEEN or token.dep_ == "compound" or token.lower_ in _TYING
    return is_small or _is_taking(token) or token.lemma_.lower() in _TIMES


def _is_taking(token: Token) -> bool:
    return any(in_class(token.lemma_, n) for n in ("taking_noun", "giving_noun", "exposure_noun"))


def _come_with(word: Token) -> list[Token]:
    """Return what a preposition is said of, where somebody got it or a title names it."""
    head = word.head.head if word.lower_ == "while" else word.head
    if is_verbal(head):
        is_told_already = head.lemma_ in _GETTING and word.lower_ in {"after", "following"}
        if is_told_already or not _is_occurring(head):
            return []
        objects = [c for c in head.children if c.dep_ == "dobj" and is_nominal(c)]
        if head.lemma_ == "present":
            objects = [c for p in head.children if p.lower_ == "with" for c in p.children]
        return [t for one in (objects or surface_subjects(head)) for t in _cases_of(one)]
    if not is_nominal(head) or head.i > word.i:
        return []
    first = head
    while first.dep_ == "conj" and is_nominal(first.head):
        first = first.head
    return _cases_of(first) if _is_told(first) else []


def _is_occurring(verb: Token) -> bool:
    return kind_of("occurring", verb) is not None or verb.lemma_ == "present"


def _cases_of(noun: Token) -> list[Token]:
    """Return Y of "a case of Y" and of "Y is an adverse event"; else the noun."""
    if noun.dep_ == "attr" and in_class(noun.lemma_, "harm_told"):
        return [t for t in surface_subjects(noun.head) if is_nominal(t)]
    if not in_class(noun.lemma_, "case_word"):
        return [noun]
    inside = (c for p in noun.children if p.lower_ == "of" for c in p.children)
    return [c for c in inside if is_nominal(c)]


def _is_told(noun: Token) -> bool:
    """Say whether a noun is what a title names or what is said to have come."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of":
        return in_class(noun.head.head.lemma_, "case_word")
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"}:
        return kind_of("occurring", noun.head) is not None
    return noun.dep_ in _NAMES

"""Two things that a sentence sets side by side: "X and Y do not correlate".

Also "no link was found between X and Y", where the pair hangs on the verb, and "a correlation
between body weight and blood pressure", where one of the two is read as a modifier of the other.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.relations.arguments import is_argument
from kg.extraction.relations.compared_groups import kind_of
from kg.extraction.slots.governed_phrases import around
from kg.extraction.slots.said_of import pair
from kg.extraction.syntax.adpositions import governed, prepositions
from kg.extraction.syntax.clauses import is_verbal, surface_subjects
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import Phrase, conjuncts, is_nominal, spelled_out
from kg.lexicon.relations import Form, patterns_by_word
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_BETWEEN = frozenset({"between"})
_WITH = frozenset({"with", "to", "between"})
_MUTUAL = frozenset({"associate", "correlate", "relate", "link", "connect"})
_NOUN = "association-noun"
_CAUSAL = "causal-link"
_CONFIDENCE = 0.7


def pairing_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a frame for each two things that are said to go, or not to go, together."""
    for token in doc.among(_MUTUAL | _links()):
        sides: list[Filler] = []
        if is_nominal(token) and token.lemma_.lower() in _links() and len(pair(token)) < 2:
            sides = _between(token, arguments) or _in_relation(token, arguments)
        elif token.lemma_.lower() in _MUTUAL and _is_said_of_both(token):
            sides = _of_subjects(token, arguments)
        if len(sides) > 1:
            is_cause = any(c.lower_ in _causal() for c in token.lefts)
            predicate = Predicate.CAUSES if is_cause else Predicate.ASSOCIATED_WITH
            found = Frame(predicate, None, None, token, "pairing", _CONFIDENCE)
            yield from (replace(found, subject=sides[0], object=one) for one in sides[1:])


@functools.cache
def _links() -> frozenset[str]:
    """Return the nouns of association."""
    by_word = patterns_by_word(Form.NOUN)
    return frozenset(w for w, patterns in by_word.items() if any(p.id == _NOUN for p in patterns))


@functools.cache
def _causal() -> frozenset[str]:
    """Return the adjectives that make a link one of cause and effect."""
    patterns = (p for found in patterns_by_word(Form.NOUN).values() for p in found)
    return frozenset(word for p in patterns if p.id == _CAUSAL for word in p.modifiers)


def _between(noun: Token, arguments: Arguments) -> list[Filler]:
    """Return the pair of a noun of association whose "between" another word may hold."""
    holders = [noun]
    if noun.dep_ in {"nsubj", "nsubjpass", "dobj"} and kind_of("found", noun.head) is not None:
        holders.append(noun.head)
    heads = [t for h in holders for p in prepositions(h, _BETWEEN) for t in governed(p)]
    return _sides(heads[0], arguments) if heads else []


def _in_relation(noun: Token, arguments: Arguments) -> list[Filler]:
    """Return X and Y of "X was in positive correlation with Y"."""
    verb = noun.head.head
    if noun.dep_ != "pobj" or noun.head.lower_ != "in" or verb.lemma_ != "be":
        return []
    first = arguments.fillers(surface_subjects(verb))[:1]
    second = arguments.fillers(around(noun, frozenset({"with", "to"})))
    return [*first, *second] if first else []


def _sides(head: Token, arguments: Arguments) -> list[Filler]:
    if not is_nominal(head):
        return []
    found = [f for one in conjuncts(head) for f in arguments.fillers([one])[:1]]
    return found if len(found) > 1 else _read_as_modifier(head)


def _read_as_modifier(head: Token) -> list[Filler]:
    """Return body weight and blood pressure of "between body weight and blood pressure"."""
    found = [one for one in spelled_out(head) if is_argument(one)]
    apart = {one.head.i: one for one in found}
    if len(apart) == len(found):
        return [Filler(one) for one in found]
    first = next((c for c in head.lefts if any(g.dep_ == "conj" for g in c.children)), None)
    if first is None or not is_nominal(first) or first.dep_ not in {"nmod", "compound"}:
        return []
    joined = next(c for c in first.children if c.dep_ == "conj")
    if not is_nominal(joined) or joined.i + 1 != head.i:
        return []
    start = min(t.i for t in first.subtree if t.i <= first.i)
    own = Phrase(first, tuple(first.doc.tokens[start : first.i + 1]))
    return [Filler(own), Filler(Phrase(head, (joined, head)))]


def _is_said_of_both(verb: Token) -> bool:
    """Say whether a verb of going together stands without what its subject goes with."""
    if not is_verbal(verb) or any(True for _ in prepositions(verb, _WITH)):
        return False
    return not any(c.dep_ in {"dobj", "agent", "xcomp", "ccomp"} for c in verb.children)


def _of_subjects(verb: Token, arguments: Arguments) -> list[Filler]:
    subjects = surface_subjects(verb)
    if len(subjects) != 1 or verb.dep_ in {"amod", "acl"}:
        return []
    return _sides(subjects[0], arguments)

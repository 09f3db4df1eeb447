"""Descriptions that get a name: "pain that lasts for months is called neuralgia"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.syntax.clauses import is_passive, is_verbal, surface_subjects
from kg.extraction.syntax.frames import Frame
from kg.extraction.syntax.phrases import is_nominal
from kg.model.closed_terms import Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_CALLING = frozenset({"call", "term", "name"})
_AGAIN = frozenset({"also", "sometimes", "otherwise", "not", "n't"})


def calling_frames(doc: Doc, arguments: Arguments) -> Iterator[Frame]:
    """Yield a definition for each description that is called something."""
    for token in doc:
        if is_verbal(token) and token.lemma_ in _CALLING:
            yield from _is_called(token, arguments)


def _is_called(verb: Token, arguments: Arguments) -> Iterator[Frame]:
    """Yield the definition of Y in "pain that lasts for months is called Y"."""
    if not is_passive(verb) or any(c.lower_ in _AGAIN for c in verb.children):
        return
    described = [s for s in surface_subjects(verb) if any(c.dep_ == "relcl" for c in s.rights)]
    named = [c for c in verb.rights if c.dep_ == "oprd" and is_nominal(c)]
    for name in arguments.fillers(named):
        for meaning in arguments.fillers(described):
            yield Frame(Predicate.DEFINED_AS, name, meaning, verb, "is-called", 0.7)

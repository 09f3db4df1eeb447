"""What narrows a claim: population, comparator, condition, statistic, sample size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.stance.design import StudyCue
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.clauses import is_verbal
from kg.extraction.syntax.frames import Frame
from kg.lexicon.word_classes import in_class
from kg.model.claim import Qualifiers

if TYPE_CHECKING:
    from kg.extraction.parsing.readings import Parsed
    from kg.extraction.trees.tree import Token

_POPULATION = frozenset({"in", "among", "for"})
_COMPARING = frozenset({"compared", "than", "versus", "vs", "vs."})
_COMPARISON = frozenset({"than", "versus", "vs", "vs.", "with", "to", "over"})


def qualifiers_of(parsed: Parsed, frame: Frame, study: StudyCue | None) -> Qualifiers:
    """Return what narrows the claim, each as the document prints it, or None."""
    clause = _clause_of(frame.trigger)
    return Qualifiers(
        population=_population(parsed, clause) or (study.population if study else None),
        comparator=_comparator(parsed),
        condition=_condition(parsed, clause),
        statistic=study.statistic if study else None,
        sample_size=study.sample_size if study else None,
    )


def _clause_of(trigger: Token) -> Token:
    head = trigger
    while not is_verbal(head) and head.head.i != head.i:
        head = head.head
    return head


def _population(parsed: Parsed, clause: Token) -> str | None:
    for token in clause.subtree:
        if token.dep_ != "prep" or token.lower_ not in _POPULATION:
            continue
        for inner in governed(token):
            if in_class(inner.lemma_, "strict_person"):
                return _printed(parsed, inner)
    return None


def _comparator(parsed: Parsed) -> str | None:
    if parsed.doc.words.isdisjoint(_COMPARING):
        return None
    for token in parsed.doc:
        if token.lower_ in _COMPARING:
            found = [
                t for c in (token, *token.children) if c.lower_ in _COMPARISON for t in governed(c)
            ]
            if found:
                return _printed(parsed, found[0])
    return None


def _condition(parsed: Parsed, clause: Token) -> str | None:
    for child in clause.children:
        if child.dep_ == "advcl" and any(
            c.lower_ in {"if", "when", "unless"} for c in child.children
        ):
            span = parsed.span_of(child.subtree)
            return None if span is None else _text(parsed, child)
    return None


def _printed(parsed: Parsed, head: Token) -> str | None:
    tokens = [t for t in head.subtree if not t.is_punct or t.i < head.i]
    tokens = [t for t in tokens if t.i >= head.left_edge.i and t.i <= head.right_edge.i]
    if parsed.span_of(tokens) is None:
        return None
    return _text(parsed, head)


def _text(parsed: Parsed, head: Token) -> str:
    start, end = head.left_edge.i, head.right_edge.i + 1
    return parsed.doc.text_of(start, end).strip(" ,;.()")

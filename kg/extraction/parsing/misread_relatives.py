"""Main verbs that the parser hangs inside a relative clause, and how they are mended.

"The bacteria that cause ulcers can be killed" is read as bacteria that cause "ulcers can be
killed", and "the virus that causes measles spreads" as one that causes measles spreads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import is_nominal
from kg.extraction.trees.tree import hang

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_RELATIVE = frozenset({"that", "which", "who"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_MODIFYING = frozenset({"compound", "amod", "nmod", "det", "poss"})


def mend_relatives(doc: Doc) -> None:
    """Make "killed" of "bacteria that cause ulcers can be killed" what the sentence says."""
    noun = doc.root
    if noun is None or not is_nominal(noun):
        return
    clause = next((c for c in noun.rights if c.dep_ == "relcl" and _is_relative(c)), None)
    if clause is None:
        return
    main = next((c for c in clause.rights if c.dep_ == "ccomp" and _is_finite(c)), None)
    named = _swallowed(clause, main) if main is not None else None
    if main is None or named is None:
        return
    inside = [c for c in main.lefts if c.dep_ in _MODIFYING and c.i < named.i]
    is_passive = any(c.dep_ == "auxpass" for c in main.children)
    hang(main, main, "ROOT")
    hang(named, clause, "dobj")
    for word in inside:
        hang(word, named, word.dep_)
    for child in [c for c in noun.rights if c.i > main.i]:
        hang(child, main, child.dep_)
    hang(noun, main, "nsubjpass" if is_passive else "nsubj")


def _is_relative(clause: Token) -> bool:
    return clause.tag_ in _FINITE | {"VB"} and any(
        c.dep_ == "nsubj" and c.lower_ in _RELATIVE for c in clause.lefts
    )


def _is_finite(verb: Token) -> bool:
    if any(c.dep_ == "mark" for c in verb.lefts) or verb.pos_ not in {"VERB", "AUX"}:
        return False
    return verb.tag_ in _FINITE or any(c.tag_ in _FINITE for c in verb.lefts)


def _swallowed(clause: Token, main: Token) -> Token | None:
    """Return the object of the relative clause that the main verb took for its own."""
    first = next((c for c in main.lefts if c.left_edge.i == clause.i + 1), None)
    if first is None:
        return None
    named = next((c for c in main.lefts if c.dep_ in _SUBJECTS), None)
    if named is not None:
        is_next = named.left_edge.i == clause.i + 1
        return named if is_next and is_nominal(named) and named.pos_ != "PRON" else None
    before = [c for c in main.lefts if c.dep_ in {"compound", "nmod"}]
    return before[-1] if before and before[-1].i == main.i - 1 else None

"""Which words of a sentence govern a trigger: the path along which modality and negation reach it.

Source: the treatment of hedge scope follows Szarvas et al. 2008 (BioScope) and Morante & Daelemans
2009: scope is a syntactic span, and clauses with a subject and tense of their own bound it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
_FINITE = frozenset({"VBZ", "VBD", "VBP", "MD"})
_SAME_CLAUSE = frozenset(
    {
        "nsubj", "nsubjpass", "csubj", "csubjpass", "dobj", "pobj", "attr", "acomp", "prep",
        "agent", "pcomp", "xcomp", "oprd", "dative", "npadvmod", "appos", "conj",
    }
)  # fmt: skip
_PROPERTY_NOUNS = frozenset(
    {"effect", "property", "activity", "action", "benefit", "role", "potential", "impact",
     "influence", "ability", "agent", "link", "association", "risk"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Governor:
    """One word on the way from a trigger to the root of its sentence.

    Attributes:
        token: The word.
        below: The word it was reached from; None for the trigger itself.
        same_clause: Whether its own modals, adverbs and negation reach the trigger; where False
            only what it says of a whole clause ("suggest that …") does.
    """

    token: Token
    below: Token | None
    same_clause: bool


def governors(trigger: Token, limit: int = 24) -> Iterator[Governor]:
    """Yield the trigger and the words above it, as long as they have a say in what it states."""
    same = True
    yield Governor(trigger, None, True)
    below = trigger
    for _ in range(limit):
        head = below.head
        if head.i == below.i:
            return
        step = _step(below, head)
        if step is None:
            return
        same = step == "same" and (same or below.dep_ in ("ccomp", "csubj"))
        yield Governor(head, below, same)
        below = head


def _step(below: Token, head: Token) -> str | None:
    """Return ``same``, ``clause`` (only clause-taking words above count), or None to stop."""
    dep = below.dep_
    if dep == "conj" and has_own_clause(below):
        return "clause"
    if dep in _SAME_CLAUSE:
        return "same"
    reader = _READERS.get(dep)
    return reader(below, head) if reader else None


def _modifier(below: Token, head: Token) -> str | None:
    if below.dep_ == "nmod" or below.tag_ in ("VB", "VBP", "VBZ"):  # a verb taken for a modifier
        return "same"
    return "same" if head.lemma_ in _PROPERTY_NOUNS else None


def _adverbial(below: Token, head: Token) -> str | None:
    if _is_bare_adverbial(below):
        return "same"
    return "clause" if _is_question(below, head) else None


def _complement(below: Token, head: Token) -> str | None:
    """Keep a clause before its verb apart: in "X helps, studies suggest" only "suggest" counts."""
    return "clause" if below.i < head.i and not _has_mark(below) else "same"


def has_own_clause(verb: Token) -> bool:
    """Say whether a coordinated verb has its own subject, auxiliary or tense."""
    if any(child.dep_ in SUBJECTS for child in verb.children):
        return True
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if auxiliaries:
        return any(aux.tag_ in _FINITE for aux in auxiliaries)
    return verb.tag_ in ("VBZ", "VBD") or (verb.tag_ == "VBP" and not _after_modal(verb))


def _after_modal(verb: Token) -> bool:
    return any(child.tag_ == "MD" for child in verb.head.children)


def _is_bare_adverbial(verb: Token) -> bool:
    """Say whether an adverbial clause is a purpose or a participle, without a conjunction."""
    return not _has_mark(verb) and verb.tag_ in ("VB", "VBG") and not _has_subject(verb)


def _is_question(verb: Token, head: Token) -> bool:
    """Say whether an "if" clause is an embedded question: "it remains unknown if …"."""
    asks = any(c.dep_ == "mark" and c.lower_ in ("if", "whether") for c in verb.children)
    return asks and any(c.dep_ == "acomp" for c in head.children)


def _noun_clause(verb: Token, _head: Token) -> str | None:
    if _has_mark(verb):
        return "clause"
    is_infinitive = any(c.dep_ == "aux" and c.tag_ == "TO" for c in verb.children)
    return "same" if is_infinitive and not _has_subject(verb) else None


def _has_mark(verb: Token) -> bool:
    return any(child.dep_ == "mark" for child in verb.children)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in verb.children)


_READERS = {
    "amod": _modifier, "compound": _modifier, "nmod": _modifier, "nummod": _modifier,
    "poss": _modifier, "advcl": _adverbial, "relcl": _noun_clause, "acl": _noun_clause,
    "ccomp": _complement,
}  # fmt: skip

"""How far the author commits to a claim: which hedge, if any, reaches its trigger.

Hedges are of the four types of Szarvas et al. 2012 (Computational Linguistics 38:2):
``modal_probable`` ("may"), ``hypo_doxastic`` ("believe"), ``hypo_investigation`` ("examined
whether") and ``hypo_condition`` ("if"). "Can", "often" and "usually" are not hedges.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.stance.governing import Governor, governors
from kg.lexicon.cue_sets import cue_set
from kg.lexicon.word_roles import WordGroup, WordRoles, word_roles
from kg.model.closed_terms import Certainty

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_INVESTIGATED = frozenset(
    {"effect", "role", "association", "relation", "relationship", "impact", "influence", "link",
     "efficacy", "effectiveness", "contribution", "safety", "ability", "benefit", "correlation",
     "connection", "use", "usefulness", "potential", "value", "action", "activity"}
)  # fmt: skip
_COMPARISON = frozenset({"more", "less", "as", "so", "twice", "equally", "least"})
_RANK = {Certainty.PROBABLE: 1, Certainty.POSSIBLE: 2, Certainty.HYPOTHETICAL: 3}


@dataclass(frozen=True, slots=True)
class CertaintyFinding:
    """The commitment to one claim.

    Attributes:
        certainty: ``asserted`` where no hedge reaches the trigger.
        cue: The hedging word as printed, or None.
        kind: Type of the hedge, one of the four of the module, or None.
    """

    certainty: Certainty
    cue: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True)
class HedgeCue:
    """A word or phrase that makes its sentence uncertain, in code points of the sentence."""

    start: int
    end: int
    type: str


ASSERTED = CertaintyFinding(Certainty.ASSERTED)


def certainty_of(sent: Doc, trigger: Token) -> CertaintyFinding:
    """Return how certain the sentence is of what ``trigger`` states.

    The weakest commitment along the trigger's governors wins: hypothetical, possible, probable.
    """
    if sent.text.rstrip().endswith("?"):
        return CertaintyFinding(Certainty.HYPOTHETICAL, "?", "hypo_investigation")
    roles = word_roles("hedge_roles")
    if _hedge_words().isdisjoint(sent.words):
        return ASSERTED
    best = ASSERTED
    for governor in governors(trigger):
        for token, group in _hedges_at(governor, roles):
            certainty = Certainty(group.value)
            if _RANK[certainty] > _RANK.get(best.certainty, 0):
                best = CertaintyFinding(certainty, token.text, group.kind)
    if best is ASSERTED and _follows_whether(trigger):
        return CertaintyFinding(Certainty.HYPOTHETICAL, "whether", "hypo_investigation")
    return best


def _follows_whether(trigger: Token, reach: int = 6) -> bool:
    """Say whether "whether" stands close before a trigger that the parser took for a noun."""
    for token in reversed(trigger.doc[max(trigger.sent.start, trigger.i - reach) : trigger.i]):
        if token.is_punct or token.dep_ == "cc":
            return False
        if token.lower_ == "whether":
            return True
    return False


@functools.cache
def _hedge_words() -> frozenset[str]:
    return word_roles("hedge_roles").all_words


def _hedges_at(governor: Governor, roles: WordRoles) -> list[tuple[Token, WordGroup]]:
    found = []
    if governor.same_clause:
        found += _modifiers(governor.token, roles)
    if governor.below is not None:
        found += _embedding(governor.token, governor.below, roles)
    return found


def _modifiers(token: Token, roles: WordRoles) -> list[tuple[Token, WordGroup]]:
    found = []
    for child in _beside(token):
        for role in _MODIFIER_ROLES.get(child.dep_, ()):
            lemma = child.lemma_ if role == "report" else child.lower_
            group = roles.find(role, lemma)
            if group and not _is_compared(child):
                found.append((child, group))
    return found


_MODIFIER_ROLES = {
    "aux": ("modal",),
    "advmod": ("adverb",),
    "amod": ("adjective",),
    "mark": ("mark",),
    "parataxis": ("report", "raising"),  # "garlic, studies suggest, lowers …"
}


def _beside(token: Token) -> list[Token]:
    """Return the dependents of a word, and the adverb right before it whatever its head."""
    children = list(token.children)
    if token.i > token.sent.start:
        before = token.nbor(-1)
        if before.dep_ == "advmod" and before.head.i != token.i:
            children.append(before)
    return children


def _is_compared(word: Token) -> bool:
    """Say whether it is "more likely", "as likely": a comparison of risk, no hedge."""
    return any(child.lower_ in _COMPARISON for child in word.children)


def _embedding(token: Token, below: Token, roles: WordRoles) -> list[tuple[Token, WordGroup]]:
    """Return what a word above says of the clause or noun below it."""
    found = []
    for role in _EMBEDDING_ROLES.get(token.pos_, ()):
        group = roles.find(role, token.lemma_.lower())
        if group and _embeds(role, below) and not _is_compared(token):
            found.append((token, group))
    if token.lemma_ == "be" and below.dep_ in _CLAUSES:  # "it is likely that …"
        for word in token.children:
            group = roles.find("predicate", word.lower_) if word.dep_ == "acomp" else None
            if group and not _is_compared(word):
                found.append((word, group))
    return found


_EMBEDDING_ROLES = {
    "VERB": ("raising", "report", "investigation"),
    "AUX": ("raising",),
    "ADJ": ("predicate",),
    "NOUN": ("noun",),
}
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "pcomp", "acl", "relcl", "oprd"})


def _embeds(role: str, below: Token) -> bool:
    about = below.dep_ in ("dobj", "nsubjpass") and below.lemma_.lower() in _INVESTIGATED
    if role == "investigation":  # "examined the effect of", "is being studied for preventing"
        return about or (below.dep_ == "prep" and below.lower_ == "for")
    if role == "report" and about:
        return True
    if role == "noun":
        return below.dep_ in ("acl", "relcl", "ccomp")
    if below.dep_ in _CLAUSES:
        return True
    return role == "report" and below.dep_ == "prep" and below.lower_ in ("of", "as")


def hedge_cues(text: str) -> tuple[HedgeCue, ...]:
    """Return the hedge cues of a sentence in order, without overlaps; the longest wins.

    Source: types after Szarvas et al. 2012, Computational Linguistics 38:2.

    >>> [text for text in ("Zinc may help.",) if hedge_cues(text)]
    ['Zinc may help.']
    """
    found = sorted(cue_set("hedges").matches(text), key=lambda m: (m.start, -m.end))
    cues: list[HedgeCue] = []
    for match in found:
        if match.cue.category != "none" and (not cues or match.start >= cues[-1].end):
            cues.append(HedgeCue(match.start, match.end, match.cue.category))
    return tuple(cues)


def is_uncertain(text: str) -> bool:
    """Say whether a sentence holds at least one hedge cue.

    >>> is_uncertain("Zinc may shorten colds."), is_uncertain("Zinc shortens colds.")
    (True, False)
    """
    return bool(hedge_cues(text))

"""How strong a relation a sentence words: none, correlational, conditional causal or causal.

Source: the four classes of Yu, Li & Wang 2019 (EMNLP, D19-1473) and Yu et al. 2020 (COLING): the
strongest claim of a sentence gives its class; a method, an aim or a call for research is no claim.
A denied relation keeps its class ("did not reduce" words a causal relation).
"""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extraction.stance.certainty import certainty_of
from kg.lexicon.cue_sets import CueMatch, cue_set
from kg.lexicon.word_roles import WordRoles, word_roles
from kg.model.closed_terms import Certainty, Predicate, Wording

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_STRONG = 2.0  # a finite verb of change, or a phrase that words nothing but causation
_WEAK = 1.0
_DECISIVE = 2.5  # "is associated with": no causal word of the sentence outweighs it
_FINDING_VERBS = ("suggest", "propos", "impl")  # how papers report what they found
_CHANGES = frozenset(
    {
        Predicate.CAUSES,
        Predicate.INCREASES,
        Predicate.DECREASES,
        Predicate.AFFECTS,
        Predicate.TREATS,
        Predicate.PREVENTS,
        Predicate.PROTECTS_AGAINST,
        Predicate.INCREASES_RISK_OF,
        Predicate.DECREASES_RISK_OF,
        Predicate.PRODUCES,
    }
)
_STRENGTH = (
    Wording.NONE,
    Wording.CORRELATIONAL,
    Wording.CONDITIONAL_CAUSAL,
    Wording.CAUSAL,
)
_ENDS = frozenset({"in", "to", "into", "with", "against", "from", "toward", "towards"})
_UNDOUBTING = frozenset({"hypo_investigation", "hypo_condition"})


@dataclass(frozen=True, slots=True)
class _Evidence:
    """One place that words a causal relation."""

    weight: float
    doubted: bool
    place: int  # index of its word


def sentence_wording(sent: Doc) -> Wording:
    """Return the class of the strongest claim of a sentence; of no words, none."""
    if not len(sent):
        return Wording.NONE
    matches = _unmasked(_matches(sent.text))
    return _decide(*_claimed(sent, matches, [*_phrases(sent, matches), *_verbs(sent)]))


def wording_places(sent: Doc) -> list[Token]:
    """Return the words of a sentence that word a relation, in order."""
    kinds = ("causal", "correlational")
    found = {
        _token_at(sent, sent[0].idx + match.end - 1).i
        for match in _unmasked(_matches(sent.text))
        if match.cue.category in kinds
    }
    roles = _roles()
    found |= {token.i for token in sent if _verb(token, sent, roles) is not None}
    return [sent[i] for i in sorted(found)]


def weaker(first: Wording, second: Wording) -> Wording:
    """Return the weaker of two wordings.

    >>> weaker(Wording.CAUSAL, Wording.CORRELATIONAL).value
    'correlational'
    """
    return min(first, second, key=_STRENGTH.index)


def wording_of(
    sent: Doc, trigger: Token | None = None, predicate: Predicate | None = None
) -> Wording:
    """Return the wording of the claim at ``trigger``, or of the sentence where it is None.

    Args:
        sent: The sentence.
        trigger: The word that states the relation.
        predicate: What it was read as; decides where no cue knows the word. Without it such a
            word (as in "is a" or "contains") gives none.
    """
    if trigger is None:
        return sentence_wording(sent)
    start = trigger.idx - sent[0].idx
    end = start + len(trigger.text)
    matches = [m for m in _matches(sent.text) if m.start < end and start < m.end]
    here = [m for m in _unmasked(matches) if m.cue.category not in ("no_claim", "modal")]
    causal = list(_phrases(sent, here))
    if _words_change(trigger) or predicate in _CHANGES:
        weight = _STRONG if _words_change(trigger) else _WEAK
        causal.append(_Evidence(weight, _is_doubted(sent, trigger), trigger.i))
    if predicate is Predicate.ASSOCIATED_WITH:
        return Wording.CORRELATIONAL
    return _decide(here, causal)


def _words_change(trigger: Token) -> bool:
    lemma = trigger.lemma_.lower()
    if trigger.pos_ not in ("VERB", "AUX"):
        return False
    return any(_roles().find(role, lemma) is not None for role in ("change", "result"))


def _roles() -> WordRoles:
    return word_roles("wording_verbs")


@functools.lru_cache(maxsize=32)
def _matches(text: str) -> tuple[CueMatch, ...]:
    """Return the cues of a sentence; kept for the next trigger of the same one."""
    return tuple(cue_set("wording").matches(text))


def _unmasked(matches: Sequence[CueMatch]) -> list[CueMatch]:
    masks = [m for m in matches if m.cue.category == "masked"]
    return [
        match
        for match in matches
        if match.cue.category != "masked"
        and not any(m.start <= match.start and match.end <= m.end for m in masks)
    ]


def _claimed(
    sent: Doc, matches: list[CueMatch], causal: list[_Evidence]
) -> tuple[list[CueMatch], list[_Evidence]]:
    """Return the cues and evidence that no clause of an aim, advice or a call for research holds.

    "X reduces Y, and more research is needed" claims what its first clause says.
    """
    placed = [(m, _place(sent, m)) for m in matches]
    denials = [(m, _clause(sent[i])) for m, i in placed if m.cue.category == "no_claim"]
    for clause in {found.i: found for _, found in denials}.values():
        scope = range(clause.left_edge.i, clause.right_edge.i + 1)
        weight = sum(m.cue.weight for m, found in denials if found.i in scope)
        inside = [m for m, i in placed if i in scope]
        stated = max((e.weight for e in causal if e.place in scope), default=0.0)
        if weight >= max(_WEAK, stated, _total(inside, "correlational")):
            placed = [(m, i) for m, i in placed if i not in scope]
            causal = [e for e in causal if e.place not in scope]
    return [m for m, _ in placed], causal


def _place(sent: Doc, match: CueMatch) -> int:
    return _token_at(sent, sent[0].idx + match.end - 1).i


def _clause(token: Token) -> Token:
    """Return the verb of the clause in which a word stands."""
    while token.pos_ not in ("VERB", "AUX") and token.head is not token:
        token = token.head
    return token.head if token.dep_ in ("aux", "auxpass") else token


def _decide(matches: list[CueMatch], causal: list[_Evidence]) -> Wording:
    correlational = _total(matches, "correlational")
    best = max((e.weight for e in causal), default=0.0)
    if best >= (_STRONG if correlational >= _WEAK else _WEAK) and correlational < _DECISIVE:
        firm = any(not e.doubted for e in causal if e.weight >= best)
        return Wording.CAUSAL if firm else Wording.CONDITIONAL_CAUSAL
    if correlational >= _WEAK:
        return Wording.CORRELATIONAL
    return Wording.CONDITIONAL_CAUSAL if _total(matches, "modal") else Wording.NONE


def _total(matches: list[CueMatch], category: str) -> float:
    return sum(m.cue.weight for m in matches if m.cue.category == category)


def _phrases(sent: Doc, matches: list[CueMatch]) -> Iterator[_Evidence]:
    offset = sent[0].idx
    for match in matches:
        if match.cue.category == "causal":
            token = _token_at(sent, offset + match.end - 1)
            yield _Evidence(match.cue.weight, _is_doubted(sent, token), token.i)


def _token_at(sent: Doc, offset: int) -> Token:
    return next((t for t in sent if t.idx <= offset < t.idx + len(t)), sent[0])


def _verbs(sent: Doc) -> Iterator[_Evidence]:
    roles = _roles()
    for token in sent:
        evidence = _verb(token, sent, roles)
        if evidence is not None:
            yield evidence


def _verb(token: Token, sent: Doc, roles: WordRoles) -> _Evidence | None:
    """Return the evidence of a verb of change in a use that claims something, or None."""
    if _is_headline_verb(token, roles):
        return _Evidence(_STRONG, _is_doubted(sent, token), token.i)
    if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
        return None
    lemma = token.lemma_.lower()
    change, result = roles.find("change", lemma), roles.find("result", lemma)
    weight = _transitive(token) if change else 0.0
    if result and any(c.dep_ == "prep" and c.lower_ in _ENDS for c in token.children):
        weight = max(weight, _STRONG)
    if not weight or _is_obligation(token, roles):
        return None
    return _Evidence(weight * _form(token, roles), _is_doubted(sent, token), token.i)


def _is_headline_verb(token: Token, roles: WordRoles) -> bool:
    """Say whether a plural noun is a verb misread, as in "Gene variant increases liver risk"."""
    if token.tag_ != "NNS" or token.i == token.sent.start or not roles.find("change", token.lemma_):
        return False
    after = token.doc[token.i + 1 : token.i + 2]
    if not len(after) or after[0].pos_ not in ("NOUN", "ADJ", "PROPN", "DET", "VERB", "NUM"):
        return False
    return token.nbor(-1).pos_ in ("NOUN", "PROPN")


def _transitive(token: Token) -> float:
    deps = {child.dep_ for child in token.children}
    if deps & {"dobj", "xcomp", "ccomp", "oprd"}:
        return _STRONG
    by = any(c.dep_ == "prep" and c.lower_ == "by" for c in token.children)
    if "agent" in deps or (by and "auxpass" in deps):
        return _STRONG
    return _WEAK / 2 if "auxpass" in deps else 0.0


def _form(token: Token, roles: WordRoles) -> float:
    """Weigh the form of a verb: finite 1, participle less, purpose and attribute nothing."""
    auxiliaries = {c.tag_ for c in token.children if c.dep_ == "aux"}
    if "TO" in auxiliaries or (token.tag_ == "VB" and token.dep_ == "xcomp" and not auxiliaries):
        linked = token.dep_ in ("xcomp", "ccomp") and roles.find(
            "linking", token.head.lemma_.lower()
        )
        return 1.0 if linked else 0.0
    if token.tag_ == "VBG" and token.dep_ in ("pcomp", "acl", "advcl", "csubj", "nsubj"):
        return 0.5 if token.dep_ in ("acl", "advcl") else 0.0
    return 0.5 if token.dep_ in ("relcl", "advcl", "acl") else 1.0


def _is_obligation(token: Token, roles: WordRoles) -> bool:
    return any(c.dep_ == "aux" and roles.find("obligation", c.lower_) for c in token.children)


def _is_doubted(sent: Doc, token: Token) -> bool:
    finding = certainty_of(sent, token)
    if finding.certainty is Certainty.ASSERTED or finding.kind in _UNDOUBTING:
        return False
    return not str(finding.cue).lower().startswith(_FINDING_VERBS)

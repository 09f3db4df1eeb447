"""Whether a sentence affirms or denies a claim, or says that nothing supports it.

Each negation that reaches the trigger, its subject or its object turns the polarity once, so that
"did not fail to lower" affirms. "No evidence that", "does not prove that" and "unclear whether"
give ``no_evidence``; "with mixed results" gives ``mixed``.

Source: cue classes after NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009), scope by
syntax.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.stance.governing import SUBJECTS, Governor, governors
from kg.extraction.stance.negators import (
    ONLY,
    clause_negators,
    is_privative,
    joins,
    next_word,
    phrase_negators,
    turn_key,
)
from kg.lexicon.word_roles import WordRoles, word_roles
from kg.model.closed_terms import Polarity

if TYPE_CHECKING:
    from kg.extraction.trees.tree import Doc, Token

_REACH = 5  # words before a verb among which "too small to" stands
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "acl", "relcl", "advcl"})


@dataclass(frozen=True, slots=True)
class PolarityFinding:
    """Whether the document says it is so.

    Attributes:
        polarity: ``affirmed`` where no negation reaches the trigger.
        cue: The deciding words as printed, or None.
    """

    polarity: Polarity
    cue: str | None = None


AFFIRMED = PolarityFinding(Polarity.AFFIRMED)


@dataclass(slots=True)
class _Tally:
    """What was met on the way up: turns of polarity by token, and overriding cues."""

    turns: dict[int, str] = field(default_factory=dict)
    no_evidence: str | None = None
    mixed: str | None = None

    def turn(self, token: Token, key: int | None = None) -> None:
        self.turns.setdefault(token.i if key is None else key, token.text)

    def finding(self) -> PolarityFinding:
        if self.no_evidence:
            return PolarityFinding(Polarity.NO_EVIDENCE, self.no_evidence)
        if len(self.turns) % 2:
            return PolarityFinding(Polarity.NEGATED, next(iter(self.turns.values())))
        if self.mixed:
            return PolarityFinding(Polarity.MIXED, self.mixed)
        return AFFIRMED


def polarity_of(
    sent: Doc,
    trigger: Token,
    subject_token: Token | None = None,
    object_token: Token | None = None,
) -> PolarityFinding:
    """Return whether the sentence affirms what ``trigger`` states of its subject and object.

    Args:
        sent: The sentence.
        trigger: The word that states the relation.
        subject_token: Head of the subject, so that "zinc, not copper" reaches the right one.
        object_token: Head of the object, so that "raises HDL but not LDL" does.
    """
    if _negators().isdisjoint(sent.words):
        return AFFIRMED
    roles = word_roles("negation_roles")
    tally = _Tally()
    crossed = False
    if any(roles.find(role, trigger.lower_) for role in ("adjective", "pronoun", "scant")):
        tally.turn(trigger)  # "ineffective against", "does nothing for", "does little for"
    for governor in governors(trigger):
        crossed = crossed or _crosses(governor)
        _read(governor, crossed, roles, tally, object_token)
    for argument in (subject_token, object_token):
        if argument is not None:
            _read_argument(argument, trigger, roles, tally)
    _neither_first(sent, trigger, tally)
    return tally.finding()


@functools.cache
def _negators() -> frozenset[str]:
    return (
        word_roles("negation_roles").all_words
        - word_roles("negation_roles").by_role["evidence"].keys()
        - word_roles("negation_roles").by_role["proof"].keys()
    )


def _crosses(governor: Governor) -> bool:
    """Say whether the path leaves a clause with its own truth, where negation outside stays."""
    below = governor.below
    if below is None:
        return False
    if below.dep_ in ("ccomp", "csubj", "acl", "relcl"):
        return any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in below.children)
    return below.dep_ == "conj" and (not governor.same_clause or joins(below, ("but", "yet")))


def _read(
    governor: Governor,
    crossed: bool,
    roles: WordRoles,
    tally: _Tally,
    object_token: Token | None,
) -> None:
    token, below = governor.token, governor.below
    negators = list(clause_negators(token, roles, object_token))
    if _is_beyond(token, roles):
        tally.no_evidence = tally.no_evidence or f"too … to {token.text}"
        return
    if negators and roles.find("proof", token.lemma_) and _is_proof(token, below, negators, roles):
        tally.no_evidence = tally.no_evidence or f"{negators[0].text} {token.text}"
        return
    if below is not None:
        _read_embedding(token, below, roles, tally)
    if governor.same_clause:
        _read_outcome(token, roles, tally)
    if not governor.same_clause or (crossed and not roles.find("neg-raising", token.lemma_)):
        return
    _turn(token, negators, roles, tally)


def _is_beyond(token: Token, roles: WordRoles) -> bool:
    """Say whether something is "too small to prove" or "too early to say" what stands below."""
    if not (roles.find("proof", token.lemma_) or roles.find("verdict", token.lemma_)):
        return False
    before = token.doc[max(token.i - _REACH, 0) : token.i]
    is_end = bool(before) and before[-1].lower_ == "to"
    return is_end and any(roles.find("excess", word.lower_) for word in before)


def _turn(token: Token, negators: list[Token], roles: WordRoles, tally: _Tally) -> None:
    if roles.find("exclusion", token.lemma_):
        if not negators:
            tally.turn(token)
        return
    for negator in negators:
        tally.turn(negator, turn_key(negator))


def _is_proof(token: Token, below: Token | None, negators: list[Token], roles: WordRoles) -> bool:
    """Say whether a negated verb of proof is about the clause below, or has no evidence do it."""
    if any(n.dep_ == "det" and roles.find("evidence", n.head.lemma_) for n in negators):
        return True
    if below is None:
        return False
    if roles.find("assertion", below.lemma_):
        return below.dep_ in ("dobj", "nsubjpass")
    if below.dep_ not in _CLAUSES:
        return False
    if below.dep_ == "xcomp":
        return any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    return below.dep_ in ("ccomp", "csubj", "csubjpass", "advcl")


def _read_embedding(token: Token, below: Token, roles: WordRoles, tally: _Tally) -> None:
    """Read what a word above says of the phrase or clause below it."""
    if _denies(token, below, roles):
        if roles.find("proof", below.lemma_) and any(c.dep_ == "ccomp" for c in below.children):
            tally.no_evidence = tally.no_evidence or f"{token.text} {below.text}"
        else:
            tally.turn(token)
    elif roles.find("evidence", token.lemma_.lower()) and _is_missing(token, roles):
        tally.no_evidence = tally.no_evidence or token.text
    if below.dep_ in _CLAUSES or below.dep_ in SUBJECTS:
        for child in token.children:
            if child.dep_ in ("acomp", "oprd"):
                _read_predicate(child, below, roles, tally)


def _denies(token: Token, below: Token, roles: WordRoles) -> bool:
    lemma = token.lemma_.lower()
    if roles.find("implicative", lemma):
        is_after = below.dep_ != "ccomp" or below.i > token.i
        return below.dep_ in ("xcomp", "acl", "prep", "ccomp") and is_after
    if roles.find("noun", lemma):
        return below.dep_ in ("prep", "acl")
    if roles.find("disbelief", lemma):
        return below.dep_ in _CLAUSES or below.dep_ in SUBJECTS
    if roles.find("adjective", lemma) or _acquits(token, roles):
        return below.dep_ == "prep"
    if lemma == "have" and below.dep_ == "xcomp":  # "have yet to prove"
        return any(c.lower_ == "yet" for c in token.children)
    return below.dep_ in ("pcomp", "pobj", "prep", "conj") and is_privative(token, roles)


def _acquits(token: Token, roles: WordRoles) -> bool:
    """Say whether something was cleared of what follows; "is clear in showing" says no such."""
    return (
        token.tag_ in {"VBN", "VBD"} and roles.find("acquittal", token.lemma_.lower()) is not None
    )


def _read_predicate(word: Token, below: Token, roles: WordRoles, tally: _Tally) -> None:
    """Read what a predicate says of its clause: "it is unclear whether …", "… is mixed"."""
    if roles.find("unknown", word.lower_):
        tally.no_evidence = tally.no_evidence or word.text
    elif below.dep_ == "ccomp" and (
        roles.find("implicative", word.lower_) or roles.find("disbelief", word.lower_)
    ):
        tally.turn(word)
    elif roles.find("mixed", word.lower_):
        tally.mixed = word.text


def _read_outcome(token: Token, roles: WordRoles, tally: _Tally) -> None:
    """Read "with mixed results" beside a verb."""
    nouns = [c for c in token.children if c.dep_ == "dobj"]
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "with":
            nouns += child.children
    for noun in nouns:
        mixed = [c for c in noun.children if roles.find("mixed", c.lower_)]
        if mixed and noun.tag_ == "NNS":
            tally.mixed = mixed[0].text


def _is_missing(noun: Token, roles: WordRoles) -> bool:
    """Say whether the evidence that ``noun`` names is said not to exist."""
    if any(True for _ in phrase_negators(noun, roles)):
        return True
    for child in noun.children:
        if child.dep_ in ("amod", "det") and (
            roles.find("implicative", child.lower_) or roles.find("mixed", child.lower_)
        ):
            return True
        if child.lower_ in ("enough", "sufficient", "adequate", "convincing"):
            return any(w.dep_ == "neg" for w in (*noun.head.children, *child.children))
    if noun.dep_ == "pobj" and roles.find("noun", noun.head.head.lemma_):
        return True
    if noun.dep_ == "nsubj" and noun.head.tag_ == "VBG" and roles.find("unknown", noun.head.lower_):
        return True  # "is lacking"
    return noun.dep_ in ("attr", "dobj") and any(
        c.dep_ == "neg" and next_word(c) not in ONLY for c in noun.head.children
    )


def _read_argument(
    argument: Token, trigger: Token, roles: WordRoles, tally: _Tally, limit: int = 12
) -> None:
    """Read the negation of one argument: "raises HDL but not LDL", "no effect on sleep"."""
    token, blocked = argument, False
    for _ in range(limit):
        if token.i in {trigger.i, token.head.i}:
            return
        if not blocked:
            _read_phrase(token, roles, tally)
        blocked = blocked or (token.dep_ == "conj" and joins(token, ("but", "yet", "while")))
        token = token.head


def _read_phrase(token: Token, roles: WordRoles, tally: _Tally) -> None:
    if token.pos_ in ("VERB", "AUX"):
        return
    if token.dep_ == "prep" and is_privative(token, roles):
        tally.turn(token)
    for negator in phrase_negators(token, roles):
        tally.turn(negator, turn_key(negator))
    before = token.doc[max(token.left_edge.i - 1, 0) : token.i]
    for word in before:
        if word.lower_ == "not" and next_word(word) not in ONLY and word.dep_ == "neg":
            tally.turn(word)


def _neither_first(sent: Doc, trigger: Token, tally: _Tally) -> None:
    """Count "Neither A nor B …" where the parser took its noun for something else."""
    if sent[0].lower_ == "neither" and not tally.turns:
        between = {token.lower_ for token in sent if token.i < trigger.i}
        if "nor" in between:
            tally.turn(sent[0])

"""Whether a sentence affirms or denies a claim, or says that nothing supports it.

Each negation that reaches the trigger, its subject or its object turns the polarity once, so that
"did not fail to lower" affirms. "No evidence that", "does not prove that" and "unclear whether"
give ``no_evidence``; "with mixed results" gives ``mixed``.

Source: cue classes after NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009), scope by
syntax.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extraction.governing import SUBJECTS, Governor, governors
from kg.lexicon.word_roles import WordRoles, word_roles
from kg.model.claim import Polarity

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_ONLY = frozenset({"only", "just", "merely", "simply", "solely", "alone", "least"})
_NO_TURN_AFTER_NO = frozenset({"further", "doubt", "matter", "wonder", "question", "longer"})
_CLAUSES = frozenset({"ccomp", "xcomp", "csubj", "csubjpass", "acl", "relcl", "advcl"})
_OBJECTS = frozenset({"dobj", "attr", "pobj", "oprd"})


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
    sent: Doc | Span,
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
    if _negators().isdisjoint(_words(sent)):
        return AFFIRMED
    roles = word_roles("negation_roles")
    tally = _Tally()
    crossed = False
    if roles.find("adjective", trigger.lower_):
        tally.turn(trigger)
    for governor in governors(trigger):
        crossed = crossed or _crosses(governor)
        _read(governor, crossed, roles, tally, object_token)
    for argument in (subject_token, object_token):
        if argument is not None:
            _read_argument(argument, trigger, roles, tally)
    _neither_first(sent, trigger, tally)
    return tally.finding()


def _words(sent: Doc | Span) -> set[str]:
    return {token.lemma_ for token in sent} | {token.lower_ for token in sent}


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
    return below.dep_ == "conj" and (not governor.same_clause or _joins(below, ("but", "yet")))


def _joins(conjunct: Token, words: tuple[str, ...]) -> bool:
    return any(c.dep_ == "cc" and c.lower_ in words for c in conjunct.head.children)


def _read(
    governor: Governor,
    crossed: bool,
    roles: WordRoles,
    tally: _Tally,
    object_token: Token | None,
) -> None:
    token, below = governor.token, governor.below
    negators = list(_clause_negators(token, roles, object_token)) if governor.same_clause else []
    if below is not None and below.dep_ in _CLAUSES and roles.find("proof", token.lemma_):
        if negators and _is_proof_of(token, below):
            tally.no_evidence = tally.no_evidence or f"{negators[0].text} {token.text}"
            return
    if below is not None:
        _read_embedding(token, below, roles, tally)
    if governor.same_clause:
        _read_outcome(token, roles, tally)
    if crossed and not roles.find("neg-raising", token.lemma_):
        return
    _turn(token, negators, roles, tally)


def _turn(token: Token, negators: list[Token], roles: WordRoles, tally: _Tally) -> None:
    if roles.find("exclusion", token.lemma_):
        if not negators:
            tally.turn(token)
        return
    for negator in negators:
        # "little or no", "neither … nor" and "not … any" are one turn each
        paired = negator.dep_ in ("cc", "preconj", "amod", "det")
        tally.turn(negator, key=-1 - negator.head.i if paired else None)


def _is_proof_of(token: Token, below: Token) -> bool:
    """Say whether a verb of proof takes the clause below as what is (not) proved."""
    if below.dep_ == "xcomp":
        return any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    return below.dep_ in ("ccomp", "csubj", "csubjpass", "advcl")


def _clause_negators(token: Token, roles: WordRoles, object_token: Token | None) -> Iterator[Token]:
    """Yield the words that negate the clause or phrase headed by ``token``."""
    for child in token.children:
        if _is_particle(child, token, roles, object_token) or _is_quantifier(child, roles):
            yield child
        elif child.dep_ in SUBJECTS or (child.dep_ in _OBJECTS and _holds(child, object_token)):
            yield from _phrase_negators(child, roles)
        elif roles.find("coordinator", child.lower_) and child.dep_ in ("cc", "preconj", "det"):
            yield child
        elif child.dep_ in ("advmod", "acomp"):
            yield from _degree_negators(child)
    if token.dep_ == "conj" and _joins(token, ("nor",)):
        yield next(c for c in token.head.children if c.lower_ == "nor")


def _degree_negators(word: Token) -> Iterator[Token]:
    """Yield the "no" of "no longer" and of "no more effective than"."""
    for child in word.children:
        if child.dep_ == "neg" and child.lower_ == "no":
            yield child
        elif child.dep_ == "advmod" and word.dep_ == "acomp":
            yield from (c for c in child.children if c.dep_ == "neg" and c.lower_ == "no")


def _holds(phrase: Token, object_token: Token | None) -> bool:
    return object_token is None or any(t.i == object_token.i for t in phrase.subtree)


def _is_particle(child: Token, verb: Token, roles: WordRoles, object_token: Token | None) -> bool:
    if not roles.find("particle", child.lower_) or child.dep_ not in ("neg", "advmod", "preconj"):
        return False
    if any(w.lower_ in _ONLY for w in child.children) or _next(child) in _ONLY:
        return False
    if child.i < verb.i or verb.pos_ == "AUX":
        return True
    return object_token is not None and object_token.i > child.i


def _next(token: Token) -> str:
    following = token.doc[token.i + 1 : token.i + 2]
    return following[0].lower_ if len(following) else ""


def _is_quantifier(child: Token, roles: WordRoles) -> bool:
    """Say whether ``child`` is a "no" or "little" that empties its noun."""
    if child.dep_ not in ("det", "amod", "neg", "advmod", "quantmod"):
        return False
    if roles.find("determiner", child.lower_):
        return _next(child) not in _NO_TURN_AFTER_NO or _next(child) == "longer"
    if roles.find("scant", child.lower_):
        return not any(c.lower_ == "a" for c in child.head.children)
    return False


def _phrase_negators(noun: Token, roles: WordRoles) -> Iterator[Token]:
    """Yield what empties a noun phrase: "no supplement", "none of", "neither A nor B"."""
    if roles.find("pronoun", noun.lower_) or roles.find("determiner", noun.lower_):
        yield noun
    for child in noun.children:
        if _is_quantifier(child, roles) or (
            roles.find("coordinator", child.lower_) and child.dep_ in ("cc", "preconj", "det")
        ):
            yield child


def _read_embedding(token: Token, below: Token, roles: WordRoles, tally: _Tally) -> None:
    """Read what a word above says of the phrase or clause below it."""
    lemma = token.lemma_.lower()
    if (
        (roles.find("implicative", lemma) and below.dep_ in ("xcomp", "acl", "prep", "ccomp"))
        or (roles.find("preposition", lemma) and below.dep_ in ("pcomp", "pobj", "prep", "conj"))
        or (roles.find("noun", lemma) and below.dep_ in ("prep", "acl"))
    ):
        tally.turn(token)
    elif token.dep_ == "prep" and any(roles.find("preposition", c.lower_) for c in token.children):
        tally.turn(token)  # "instead of"
    elif roles.find("evidence", lemma) and _is_missing(token, roles):
        tally.no_evidence = tally.no_evidence or token.text
    for child in token.children:
        word = child.lower_
        if child.dep_ in ("acomp", "oprd") and below.dep_ in (_CLAUSES | SUBJECTS):
            if roles.find("unknown", word):
                tally.no_evidence = tally.no_evidence or child.text
            elif roles.find("implicative", word) and below.dep_ == "ccomp":
                tally.turn(child)
            elif roles.find("mixed", word):
                tally.mixed = child.text


def _read_outcome(token: Token, roles: WordRoles, tally: _Tally) -> None:
    """Read "with mixed results" beside a verb."""
    for child in token.children:
        if child.dep_ != "prep" or child.lower_ != "with":
            continue
        for noun in child.children:
            mixed = [c for c in noun.children if roles.find("mixed", c.lower_)]
            if mixed and noun.tag_ == "NNS":
                tally.mixed = mixed[0].text


def _is_missing(noun: Token, roles: WordRoles) -> bool:
    """Say whether the evidence that ``noun`` names is said not to exist."""
    if any(True for _ in _phrase_negators(noun, roles)):
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
    return noun.dep_ in ("attr", "dobj") and any(
        c.dep_ == "neg" and _next(c) not in _ONLY for c in noun.head.children
    )


def _read_argument(
    argument: Token, trigger: Token, roles: WordRoles, tally: _Tally, limit: int = 12
) -> None:
    """Read the negation of one argument: "raises HDL but not LDL", "no effect on sleep"."""
    token, blocked = argument, False
    for _ in range(limit):
        if token.i == trigger.i or token.head.i == token.i:
            return
        if not blocked:
            _read_phrase(token, roles, tally)
        blocked = blocked or (token.dep_ == "conj" and _joins(token, ("but", "yet", "while")))
        token = token.head


def _read_phrase(token: Token, roles: WordRoles, tally: _Tally) -> None:
    if token.pos_ in ("VERB", "AUX"):
        return
    if roles.find("preposition", token.lemma_) and token.dep_ == "prep":
        tally.turn(token)
    for negator in _phrase_negators(token, roles):
        tally.turn(negator, key=-1 - negator.head.i)
    before = token.doc[max(token.left_edge.i - 1, 0) : token.i]
    for word in before:
        if word.lower_ == "not" and _next(word) not in _ONLY and word.dep_ == "neg":
            tally.turn(word)


def _neither_first(sent: Doc | Span, trigger: Token, tally: _Tally) -> None:
    """Count "Neither A nor B …" where the parser took its noun for something else."""
    if sent[0].lower_ == "neither" and not tally.turns:
        between = {token.lower_ for token in sent if token.i < trigger.i}
        if "nor" in between:
            tally.turn(sent[0])

"""Claims that a clause only takes up: "so does X", "whereas X does not", "but X did"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from kg.extraction.syntax.ellipsis import TAKING_UP, takes_up_verb
from kg.extraction.syntax.phrases import is_nominal, is_pronoun, members
from kg.lexicon.word_classes import in_class
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Polarity, Via

if TYPE_CHECKING:
    from kg.extraction.claims import ClaimMaker
    from kg.extraction.syntax.phrases import Phrase
    from kg.extraction.trees.tree import Token

_AUXILIARIES = frozenset({"do", "be", "have", "can", "may", "will", "might"})
_CONTRASTING = frozenset({"whereas", "while", "but", "although", "though", "however", "as"})
_EMPTY = frozenset({"nsubj", "nsubjpass", "neg", "mark", "punct", "cc", "advmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_TAKING_UP = frozenset({"it", "they", "this", "that"})
_FACTOR = 0.8


@dataclass(frozen=True, slots=True)
class _TakenUp:
    """A clause without a verb of its own.

    Attributes:
        verb: Its auxiliary.
        rule: Which form it has.
        denied: Whether it denies what it takes up; None where it holds as said.
    """

    verb: Token
    rule: str
    denied: bool | None = None


def elliptical_claims(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield what "so does psoriasis" says: the last statement with another subject."""
    found = next((one for t in maker.parsed.doc for one in _taken_up(t)), None)
    if found is None:
        return
    for said in maker.said_before(found.verb):
        if found.rule == "it-does-not":
            yield _denied(maker, said, found)
        for one in _subjects(found.verb):
            if not (_is_turned(said) and in_class(one.head.lemma_, "person")):
                yield _with_subject(maker, said, one, found)  # people are no effect


def _taken_up(token: Token) -> Iterator[_TakenUp]:
    if takes_up_verb(token):
        yield _TakenUp(token, "so-does")
    elif _is_bare_auxiliary(token):
        yield _TakenUp(token, "does-not", any(c.dep_ == "neg" for c in token.children))
    elif _is_retort(token):
        yield _TakenUp(token, "it-does-not", denied=True)


def _is_bare_auxiliary(token: Token) -> bool:
    """Say whether a clause of contrast has an auxiliary for its only verb."""
    if token.lemma_ not in _AUXILIARIES or token.dep_ not in {"advcl", "conj", "ROOT", "ccomp"}:
        return False
    if any(c.dep_ not in _EMPTY for c in token.children) or not _subjects(token):
        return False
    first = token.left_edge.i
    opening = {t.lower_ for t in token.doc[max(first - 1, 0) : token.i]}
    return bool(opening & _CONTRASTING) and "than" not in opening


def _is_retort(token: Token) -> bool:
    """Say whether "it doesn't" denies the statement before: "You may have heard … It doesn't."."""
    doc, at = token.doc, token.i
    if token.lemma_ not in _AUXILIARIES or not at or at + 2 >= len(doc):
        return False
    opens = at == 1 or doc[at - 2].is_punct
    is_it = doc[at - 1].lower_ in _TAKING_UP
    return opens and is_it and doc[at + 1].dep_ == "neg" and doc[at + 2].is_punct


def _denied(maker: ClaimMaker, said: Claim, found: _TakenUp) -> Claim:
    """Return the statement before, denied, of the sentence that says so."""
    return replace(
        said,
        subject=replace(said.subject, via=said.subject.via or Via.ANAPHORA),
        object=replace(said.object, via=said.object.via or Via.ELLIPSIS),
        polarity=Polarity.NEGATED,
        certainty=Certainty.ASSERTED,
        quote=maker.quote,
        rule=found.rule,
        sentence=maker.unit.sentence,
        trigger=maker.parsed.span_of([found.verb]),
        confidence=round(said.confidence * _FACTOR, 3),
    )


def _subjects(verb: Token) -> list[Phrase]:
    before = [c for c in verb.children if c.dep_ in _SUBJECTS and c.i < verb.i]
    after = [c for c in verb.children if c.dep_ in TAKING_UP and c.i > verb.i]
    heads = [c for c in before or after if is_nominal(c) and not is_pronoun(c)]
    return [member for token in heads for member in members(token)]


def _with_subject(maker: ClaimMaker, said: Claim, one: Phrase, found: _TakenUp) -> Claim:
    span = maker.parsed.span_of(one.tokens)
    trigger = maker.parsed.span_of([found.verb])
    polarity = said.polarity
    if found.denied is not None:
        polarity = Polarity.NEGATED if found.denied else Polarity.AFFIRMED
    subject = said.subject if span is None else maker.argument(one.text, span)
    obj = replace(said.object, via=said.object.via or Via.ELLIPSIS)
    if _is_turned(said):  # "gout is caused by X, as is Y"
        subject, obj = replace(said.subject, via=said.subject.via or Via.ELLIPSIS), subject
    return replace(
        said,
        subject=subject,
        object=obj,
        polarity=polarity,
        quote=maker.quote,
        rule=found.rule,
        sentence=maker.unit.sentence,
        trigger=trigger,
        confidence=round(said.confidence * _FACTOR, 3),
    )


def _is_turned(said: Claim) -> bool:
    """Say whether the object of a claim is what its clause is about: "Y was higher with X"."""
    return said.trigger is not None and said.object.start < said.trigger.start <= said.subject.start

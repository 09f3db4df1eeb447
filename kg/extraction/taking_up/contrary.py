"""Claims that a text reports and then denies: "in women but not in men", "others found none".

The statement before is yielded once more, denied, with the words that deny it in its quote.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extraction.syntax.clauses import is_passive, is_verbal, surface_subjects
from kg.extraction.syntax.phrases import is_nominal, is_pronoun, members
from kg.lexicon.contraries import Denial, denials
from kg.lexicon.word_classes import in_class
from kg.model.claim import Claim
from kg.model.closed_terms import Certainty, Polarity, Predicate, Via

if TYPE_CHECKING:
    from kg.extraction.claims import ClaimMaker
    from kg.extraction.syntax.phrases import Phrase
    from kg.extraction.trees.tree import Doc, Token

_FACTOR = 0.8
_NO_SUCH = "no-such-thing"
_UNPROVEN = frozenset({"not-confirmed", "no-evidence-for-it"})
_EFFECTS = frozenset(
    {
        Predicate.CAUSES, Predicate.TREATS, Predicate.PREVENTS, Predicate.PROTECTS_AGAINST,
        Predicate.INCREASES, Predicate.DECREASES, Predicate.AFFECTS, Predicate.ASSOCIATED_WITH,
        Predicate.INCREASES_RISK_OF, Predicate.DECREASES_RISK_OF, Predicate.PRODUCES,
    }
)  # fmt: skip


def contrary_claims(maker: ClaimMaker) -> Iterator[Claim]:
    """Yield the claims that the sentence in hand takes back, denied."""
    doc = maker.parsed.doc
    for found in denials(doc.text):
        trigger = next((t for t in doc if t.idx >= found.start), None)
        if trigger is None:
            continue
        others = _others(doc, found)
        for said in _said_before(maker, trigger):
            if not others:
                yield _denied(maker, said, found, trigger)
            for one in others:
                span = maker.parsed.span_of(one.tokens)
                if span is not None:
                    new = replace(said, subject=maker.argument(one.text, span))
                    yield _denied(maker, new, found, trigger)


def _said_before(maker: ClaimMaker, trigger: Token) -> list[Claim]:
    """Return what the words before, or else the sentence before, affirm last."""
    span = maker.parsed.span_of([trigger])
    if span is None:
        return []
    own = [c for c in maker.claims_so_far if c.trigger is not None and c.trigger.end <= span.start]
    own = own or [c for c in maker.last_said if c.sentence >= maker.unit.sentence - 1]
    own = [c for c in own if c.predicate in _EFFECTS]
    last = max((c.trigger.start for c in own if c.trigger is not None), default=-1)
    own = [c for c in own if c.trigger is not None and c.trigger.start == last]
    return [c for c in own if c.polarity is Polarity.AFFIRMED]


def _others(doc: Doc, found: Denial) -> list[Phrase]:
    """Return decaf for "decaf had no such effect"; nothing where studies or people had none."""
    if found.id != _NO_SUCH:
        return []
    noun = next((t for t in reversed(doc.tokens) if t.idx < found.end), None)
    if noun is None or noun.dep_ != "dobj" or not is_verbal(noun.head) or is_passive(noun.head):
        return []
    subjects = [t for t in surface_subjects(noun.head) if is_nominal(t) and not is_pronoun(t)]
    named = (t for t in subjects if not any(in_class(t.lemma_, c) for c in ("study", "person")))
    return [one for token in named for one in members(token)]


def _denied(maker: ClaimMaker, said: Claim, found: Denial, trigger: Token) -> Claim:
    is_earlier = said.quote != maker.quote
    subject_via = Via.ANAPHORA if is_earlier and found.id != _NO_SUCH else None
    polarity = Polarity.NO_EVIDENCE if found.id in _UNPROVEN else Polarity.NEGATED
    return replace(
        said,
        subject=replace(said.subject, via=said.subject.via or subject_via),
        object=replace(said.object, via=said.object.via or Via.ELLIPSIS),
        polarity=polarity,
        certainty=Certainty.ASSERTED,
        quote=maker.quote,
        rule=found.id,
        sentence=maker.unit.sentence,
        trigger=maker.parsed.span_of([trigger]),
        confidence=round(said.confidence * _FACTOR, 3),
    )

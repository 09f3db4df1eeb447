"""How strong a relation a sentence words: none, correlational, conditional causal or causal.

Source: the four classes of Yu, Li & Wang 2019 (EMNLP, D19-1473) and Yu et al. 2020 (COLING): the
strongest claim of a sentence gives its class; a method, an aim or a call for research is no claim.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.lexicon.cue_sets import CueMatch, cue_set
from kg.model.claim import Wording

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

_CATEGORIES = ("causal", "conditional", "correlational", "no_claim", "masked")


def sentence_wording(sent: Doc | Span | str) -> Wording:
    """Return the class of the strongest claim of a sentence.

    >>> sentence_wording("Smoking is associated with lung cancer.").value
    'correlational'
    """
    text = sent if isinstance(sent, str) else sent.text
    return _decide(text, list(cue_set("wording").matches(text)))


def wording_of(sent: Doc | Span, trigger: Token | None = None) -> Wording:
    """Return the wording of the claim at ``trigger``, or of the sentence where it is None."""
    if trigger is None:
        return sentence_wording(sent)
    offset = sent[0].idx
    text = sent.text
    start, end = trigger.idx - offset, trigger.idx - offset + len(trigger.text)
    near = [m for m in cue_set("wording").matches(text) if _bears_on(m, start, end)]
    return _decide(text, near)


def _bears_on(match: CueMatch, start: int, end: int) -> bool:
    if match.cue.category in ("conditional", "no_claim"):
        return match.start - 60 < start and match.start < end + 20
    return match.start < end and start < match.end


def _decide(text: str, matches: list[CueMatch]) -> Wording:
    masked = [m for m in matches if m.cue.category == "masked"]
    scores = dict.fromkeys(_CATEGORIES, 0.0)
    for match in matches:
        if match.cue.category == "masked" or not any(
            m.start <= match.start and match.end <= m.end for m in masked
        ):
            scores[match.cue.category] += match.cue.weight
    if scores["no_claim"] > 0:
        return Wording.NONE
    if scores["causal"] > 0:
        return Wording.CONDITIONAL_CAUSAL if scores["conditional"] > 0 else Wording.CAUSAL
    return Wording.CORRELATIONAL if scores["correlational"] > 0 else Wording.NONE

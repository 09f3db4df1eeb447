"""Whether a phrase is negated, from the words around it alone: no parse needed.

For note style, where sentences have no verb ("No fever, chills or rash."), and as a guard.

Source: NegEx (Chapman et al. 2001) and ConText (Harkema et al. 2009): a trigger negates the phrases
after or before it up to a terminating word; pseudo-triggers ("no increase") do not.
"""

from __future__ import annotations

from kg.lexicon.cue_sets import CueMatch, cue_set

_WINDOW = 120  # code points between a cue and the phrase


def is_negated(text: str, start: int, end: int) -> bool:
    """Say whether the phrase at ``[start, end)`` is negated in its sentence.

    >>> text = "No fever or chills, but a cough."
    >>> is_negated(text, 3, 8), is_negated(text, 26, 31)
    (True, False)
    """
    matches = list(cue_set("negation").matches(text))
    pseudo = [m for m in matches if m.cue.category == "pseudo"]
    stops = [m for m in matches if m.cue.category == "terminator"]
    triggers = [m for m in matches if m.cue.category in ("before", "after", "inside")]
    live = [t for t in triggers if not any(_covers(p, t) for p in pseudo)]
    return any(_reaches(trigger, start, end, stops) for trigger in live)


def _covers(outer: CueMatch, inner: CueMatch) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _reaches(trigger: CueMatch, start: int, end: int, stops: list[CueMatch]) -> bool:
    if trigger.cue.category == "before" and trigger.end <= start + 1:
        low, high = trigger.end, start
    elif trigger.cue.category == "after" and trigger.start >= end - 1:
        low, high = end, trigger.start
    elif trigger.cue.category == "inside":
        return start <= trigger.start and trigger.end <= end
    else:
        return False
    if high - low > _WINDOW:
        return False
    return not any(low <= stop.start and stop.end <= high for stop in stops)

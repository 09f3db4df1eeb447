"""Which of the things that a sentence names an amount is of.

Told by place, nearest tie first: "50 mg of X" and "50 mg X daily"; "X (50 mg)", "X at a dose of
50 mg", "X was raised from 25 to 50 mg"; then, in a sentence on treatment, the last thing known to
be taken before the amount, and the first one after it. Other amounts between the two, and the
words of schedules and routes, do not part them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon.dose_contexts import dose_context
from kg.model.spans import Span

_AMOUNT = "#"
_FAR = 120  # code points beyond which nothing is tied to an amount


@dataclass(frozen=True, slots=True)
class Mention:
    """Something that an amount may be of.

    Attributes:
        span: Where it stands, in code points of the sentence.
        is_known: A vocabulary or its name says that it is something one takes.
    """

    span: Span
    is_known: bool


def owner_beside(
    text: str, amount: Span, amounts: Iterable[Span], mentions: Sequence[Mention]
) -> Mention | None:
    """Return what an amount is tied to by the words between them, or None.

    Args:
        text: The sentence.
        amount: The amount.
        amounts: All amounts of the sentence.
        mentions: Things that are taken, in order; not all known to be.
    """
    plain = _masked(text, amounts)
    makers = [m.span() for m in _MAKER.finditer(text)]
    mentions = [m for m in mentions if not any(a < m.span.start < b for a, b in makers)]
    return _after(plain, amount, mentions) or _before(plain, amount, mentions)


def _masked(text: str, amounts: Iterable[Span]) -> str:
    """Return the text with a sign for each amount and glosses blanked out; offsets hold."""
    characters = list(text)
    for span in amounts:
        for at in range(span.start, min(span.end, len(characters))):
            characters[at] = _AMOUNT
    return _GLOSS.sub(lambda gloss: " " * len(gloss.group()), "".join(characters))


_MAKER = re.compile(r"\([^();]{1,60};[^()]{1,60}\)")  # "(Vasotec; Merck, West Point)"
_GLOSS = re.compile(r"(?<=\w) \([^()#]{1,40}\)")  # "sodium dichloroacetate (DCA) 50 mg/kg"


def _after(plain: str, amount: Span, mentions: Sequence[Mention]) -> Mention | None:
    for mention in mentions:
        if not amount.end <= mention.span.start <= amount.end + _FAR:
            continue
        between = plain[amount.end : mention.span.start]
        kind = "to-known-name" if mention.is_known else "to-name"
        return mention if dose_context(kind).fullmatch(between) else None
    return None


def _before(plain: str, amount: Span, mentions: Sequence[Mention]) -> Mention | None:
    for mention in reversed(mentions):
        if not amount.start - _FAR <= mention.span.end <= amount.start:
            continue
        between = plain[mention.span.end : amount.start]
        kind = "from-known-name" if mention.is_known else "from-name"
        if dose_context(kind).fullmatch(between):
            return mention
        if mention.is_known:
            return None
    return None

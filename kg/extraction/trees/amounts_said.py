"""Amounts that act: "300 mg twice daily cut the risk" is read as if doses cut it.

The parser loses the verb of a sentence whose subject is a figure with a unit and how often.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extraction.trees.parse_text import Term
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.spans import Span

#: What the parser is given for an amount; it names nothing and is taken up as "large doses" is.
AMOUNT = "doses"
_AMOUNT = re.compile(
    r"(?:\b(?:up to|at least|more than|as little as|only|about) )?"
    r"\b\d[\d.,]{0,12}(?: ?(?:to|–|-|or) ?\d[\d.,]{0,12})? ?"
    r"(?:mg|g|grams|milligrams|micrograms|mcg|µg|μg|IU|units|ml|mL)\b"
    r"(?! (?:of|per|/)\b)"
    r"(?: (?:a|per|each|every) (?:day|week|month|night|hour)\b"
    r"| (?:once|twice|(?:two|three|four|five) times)(?: (?:a|per) (?:day|week)| daily| weekly)?"
    r"| (?:daily|weekly|nightly))*",
    re.IGNORECASE,
)
_LATER = re.compile(r" (?:for|over|taken|given)(?: [\w-]{1,14}){1,5}?(?= (?P<verb>[a-z]{2,14})\b)")
_NEXT = re.compile(r"(?= (?P<verb>[a-z]{2,14})\b)")
_WORD = re.compile(r" [\w-]{1,14}")
_FAR = 40  # code points within which the verb follows
_OPENING = re.compile(r"(?:^|[,;:–—]|\b(?:that|and|but|while|whereas|as|because))\s*$")


def amount_terms(text: str, span: Span) -> Iterator[Term]:
    """Yield the amounts of ``text[span]`` that are the subject of a verb, in order.

    >>> said = "In adults, 300 mg twice daily cut the risk."
    >>> [said[t.span.start : t.span.end] for t in amount_terms(said, Span(0, len(said)))]
    ['300 mg twice daily']
    """
    for found in _AMOUNT.finditer(text, span.start, span.end):
        end = _before_verb(text, found.end(), span.end)
        if end is None:
            continue
        if _OPENING.search(text, max(span.start, found.start() - 12), found.start()):
            noun = AMOUNT.capitalize() if found.start() == span.start else AMOUNT
            yield Term(Span(found.start(), end), noun)


def _before_verb(text: str, start: int, end: int) -> int | None:
    """Return where a verb follows, at once or after "for two years"; None where none does."""
    follows = _NEXT.match(text, start, end)
    if follows is not None and _is_verb(follows.group("verb")):
        return start
    later = _LATER.match(text, start, end)
    while later is not None:
        if _is_verb(later.group("verb")):
            return later.end()
        again = _WORD.match(text, later.end(), min(end, start + _FAR))
        if again is None:
            return None
        later = _NEXT.match(text, again.end(), end)
    return None


def _is_verb(word: str) -> bool:
    return word.lower() in verb_forms() or in_class(word, "sure_finite")

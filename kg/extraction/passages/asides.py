"""What stands beside the clause: brackets of figures, and a second name of the same thing.

"(12.1 ± 3 vs 9.4 ± 2, p < 0.01)", "[95% CI 1–3]", "(Fig. 2)" and ", also called podagra,"
belong to no clause, and the parser that tries to fit them in loses the clause around them, so
they are left out of what it reads. Whoever needs the figures reads the printed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.lexicon.word_classes import words_of
from kg.model.spans import Span

_LONGEST = 400  # code points of an aside; a longer bracket is prose
_OPEN, _CLOSE = "([", ")]"
_FIGURES = re.compile(
    r"\b[pP]\s?(?:-?value)?s?\s?(?:[<>=≤≥]|was\b)"
    r"|±|\+/-"
    r"|\bCI\b|\bconfidence interval|\bI2\b|\bχ2|\bchi2?\b"
    r"|\b(?:n|N|t|F|r|R2|Z|z|d|SD|SE|SEM|IQR|RR|OR|HR|aOR|aHR|SMD|MD|WMD|NNT)\s?[=:]\s?[-−–]?\d"
    r"|\b(?:hazard|odds|risk|rate) ratio\b"
    r"|\d\s?%?\s?(?:vs\.?|versus)\s?[-−–]?\d"
    r"|^\W*(?i:(?:see )?(?:fig(?:ure)?s?|tables?|panels?|appendix|box))\b\.?\s?[\dA-Z]"
    r"|^\W*[-−–+]?\d[\d.,]*\s?%\W*$"
    r"|^\W*\d+\s?/\s?\d+\W*$"
    r"|^\W*\d+\s?(?:of|/)\s?\d{1,12}[;,]? ?[\d.]{1,12}\s?%\W*$"
    r"|^\W*\d+\s?/\s?\d+\s?[\[(;,]\s?[\d.]+\s?%\W*$"
)
_SECOND_NAME = re.compile(
    rf",\s(?:{'|'.join(sorted(words_of('set_aside')))})"
    r"\s(?:called|known as|referred to as|termed|named)\s[^,.;:()\[\]]{2,60}(?=,)"
)


def asides(text: str, span: Span) -> Iterator[Span]:
    """Yield the ranges of ``text[span]`` that are asides, in order and disjoint.

    >>> text = "Gout, also called podagra, hurts (p = 0.02)."
    >>> [text[a.start : a.end] for a in asides(text, Span(0, len(text)))]
    [', also called podagra', '(p = 0.02)']
    """
    figures = list(_figures(text, span))
    if text.find(", ", span.start, span.end) < 0:
        yield from figures
        return
    names = (Span(*m.span()) for m in _SECOND_NAME.finditer(text, span.start, span.end))
    apart = [n for n in names if not any(n.overlaps(f) for f in figures)]
    yield from sorted([*figures, *apart])


def _figures(text: str, span: Span) -> Iterator[Span]:
    """Yield the ranges of ``text[span]`` that are bracketed figures, in order, the outermost ones.

    >>> text = "Pain fell (p = 0.02) with heat (a cheap remedy)."
    >>> [text[a.start : a.end] for a in asides(text, Span(0, len(text)))]
    ['(p = 0.02)']
    """
    depth, start = 0, span.start
    for at in range(span.start, span.end):
        if text[at] in _OPEN:
            start = at if depth == 0 else start
            depth += 1
        elif text[at] in _CLOSE and depth:
            depth -= 1
            if depth == 0 and at - start <= _LONGEST and _FIGURES.search(text[start + 1 : at]):
                yield Span(start, at + 1)

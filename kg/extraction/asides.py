"""Brackets that only give figures: "(12.1 ± 3 vs 9.4 ± 2, p < 0.01)", "[95% CI 1–3]", "(Fig. 2)".

They belong to no clause, and the parser that tries to fit them in loses the clause around them, so
they are left out of what it reads. Whoever needs the figures reads the printed text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    r"|^\W*\d+\s?(?:of|/)\s?\d+[;,]? ?[\d.]+\s?%\W*$"
    r"|^\W*\d+\s?/\s?\d+\s?[\[(;,]\s?[\d.]+\s?%\W*$"
)


def asides(text: str, span: Span) -> Iterator[Span]:
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

"""Whether a sentence calls the difference that it reports chance."""

from __future__ import annotations

import re

_LEVEL = 0.05
_P_VALUE = re.compile(r"\b[pP]\s?(?:value)?\s?([<>=≤≥:])\s?(0?\.\d{1,6})")
_CHANCE = re.compile(
    r"\b(?:not|n't|never|fail(?:ed|s)? to (?:be|reach|show)|without|no)\s"
    r"(?:\w+\s){0,2}(?:significant(?:ly)?|significance)\b"
    r"|\bnon-?significant|\binsignificant",
    re.IGNORECASE,
)


_SAID_SO = re.compile(
    r"(?:\b(?:but|although|though|however)\b|;)[^.;]{0,40}?\b(?:this|these|the|it|neither)\b[^.;]{0,40}?"
    r"\b(?:(?:was|were|is|are) not|did not reach|failed to reach|was non-?) ?"
    r"(?:statistically )?(?:significan|a significan)"
    r"|(?:\b(?:but|although|though|however)\b|;)[^.;]{0,20}?\bdifferences? "
    r"(?:was|were) not (?:noted|found|observed|seen|detected)",
    re.IGNORECASE,
)


def is_said_to_be_chance(text: str) -> bool:
    """Say whether a sentence takes its result back: "but the difference was not significant".

    >>> is_said_to_be_chance("Zinc reduced colds, but the difference was not significant.")
    True
    >>> is_said_to_be_chance("Zinc reduced colds, but not significantly more than honey.")
    False
    """
    return _SAID_SO.search(text) is not None


_UNDONE = re.compile(
    r"\b(?:no|any|without) (?:(?:statistically|clinically) )?(?:significant )?(?:[\w-]+ ){0,2}"
    r"differences?\b(?! in\b)|\bgroups (?:did not|didn't) differ\b"
    r"|\b(?:this|these|the|comparisons?|differences?)\b[^.;,]{0,50}"
    r"\b(?:was|were|is|are) (?:not|non-?) ?(?:statistically )?significant\b",
    re.IGNORECASE,
)
_MOST = 200  # characters of a sentence that only denies a difference


def denies_difference(text: str) -> bool:
    """Say whether a short sentence only denies a difference, and leaves open in what.

    >>> denies_difference("However, comparison with control was not statistically significant.")
    True
    >>> denies_difference("No significant difference was found between the groups (p=0.9).")
    True
    >>> denies_difference("There was no difference in pain between the groups.")
    False
    """
    return len(text) <= _MOST and _UNDONE.search(text) is not None


def is_by_chance(text: str) -> bool:
    """Say whether a sentence calls its difference chance, in words or by every p value it gives.

    >>> is_by_chance("It was higher in men (5.3 vs 1.5, P = 0.32).")
    True
    >>> is_by_chance("It was higher in men (P < 0.001) and women (p = 0.4).")
    False
    """
    if _CHANCE.search(text):
        return True
    values = [(sign, float(figure)) for sign, figure in _P_VALUE.findall(text)]
    return bool(values) and all(sign in ">≥=:" and figure >= _LEVEL for sign, figure in values)

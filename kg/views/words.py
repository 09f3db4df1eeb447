"""How the page words and draws things: tables from ``kg/data/page_*.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.lexicon.loading import load_entries
from kg.lexicon.variants import singular
from kg.model.claim import Claim
from kg.model.closed_terms import Polarity


@dataclass(frozen=True, slots=True)
class PredicateWords:
    """How a predicate is worded.

    Attributes:
        id: Name of the predicate.
        glyph: One character before the digit of a badge.
        short: A word or two inside a badge.
        affirmed: A sentence with ``{s}`` and ``{o}``.
        negated: Its denial.
    """

    id: str
    glyph: str
    short: str
    affirmed: str
    negated: str


@dataclass(frozen=True, slots=True)
class GradeStyle:
    """How a grade is drawn and explained.

    Attributes:
        id: Label of the grade.
        digit: What the badge prints; ``?`` for ungraded.
        width: Width of the line in pixels.
        arrow: Factor of the arrow head.
        dash: Line-dash pattern, empty for a solid line.
        filled: Whether the badge is filled and its text reversed.
        colour: Ink on a light page.
        dark: Ink on a dark page.
    """

    id: str
    level: int
    digit: str
    width: float
    arrow: float
    dash: tuple[int, ...]
    filled: bool
    colour: str
    dark: str
    explain: str


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the page and what it means."""

    id: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgingReason:
    """A reason that a person can give for a decision; the curation data file lists them."""

    id: str
    decisions: tuple[str, ...]
    words: str
    source: str


NEGATED_GLYPH = "∅"


@cache
def predicate_words() -> dict[str, PredicateWords]:
    """Return the words of each predicate by its name."""
    return {entry.id: entry for entry in load_entries("page_predicates", PredicateWords)}


@cache
def grade_styles() -> tuple[GradeStyle, ...]:
    """Return the style of each grade, from 0 to 4."""
    styles = load_entries("page_grades", GradeStyle)
    return tuple(sorted(styles, key=lambda style: style.level))


@cache
def terms() -> dict[str, Term]:
    """Return the terms of the page by id, such as ``design.rct``."""
    return {entry.id: entry for entry in load_entries("page_words", Term)}


@cache
def judging_reasons() -> tuple[JudgingReason, ...]:
    """Return the reasons for decisions in the order of the file."""
    return load_entries("curation", JudgingReason)


def term(kind: str, value: str) -> str:
    """Return the words for a value, or the value where there are none.

    >>> term("design", "rct")
    'randomised trial'
    """
    entry = terms().get(f"{kind}.{value}")
    return entry.label if entry else value.replace("_", " ")


def claim_words(claim: Claim) -> str:
    """Return the claim as one plain sentence, without its hedging.

    Polarity is part of the sentence; certainty is shown apart.
    """
    words = predicate_words()[claim.predicate.value]
    subject, object_ = claim.subject.label, claim.object.label
    if claim.polarity is Polarity.NEGATED:
        return _fill(words.negated, subject, object_)
    sentence = _fill(words.affirmed, subject, object_)
    if claim.polarity is Polarity.NO_EVIDENCE:
        return f"no evidence that {sentence}"
    if claim.polarity is Polarity.MIXED:
        return f"mixed results on whether {sentence}"
    return sentence


def _fill(pattern: str, subject: str, object_: str) -> str:
    """Return the pattern with names put in; names are never read as patterns.

    >>> _fill("{s} [helps|help] with {o}", "antibiotics", "infection")
    'antibiotics help with infection'
    """
    before, _, rest = pattern.partition("{s}")
    middle, _, after = rest.partition("{o}")
    several = is_plural(subject)
    agreed = _CHOICE.sub(lambda found: found[2] if several else found[1], middle)
    return f"{before}{subject}{agreed}{object_}{after}"


def is_plural(name: str) -> bool:
    """Say whether a name probably is a plural, by its head noun.

    >>> [is_plural(name) for name in ("T cells", "sepsis", "signs of aging", "zinc and copper")]
    [True, False, True, True]
    """
    if " and " in name:
        return True
    words = _OF.split(name, maxsplit=1)[0].split()
    head = words[-1] if words else name
    return not head.endswith("S") and head.lower() != singular(head.lower())


_CHOICE = re.compile(r"\[(\w+)\|(\w+)\]")
_OF = re.compile(r" (?:of|in|for|with|from|after|to|by) ")


_NARROW = frozenset("iljtfrI.,:;'’|!()[]{} -/\\")
_BROAD = frozenset("mwMW@%—…≠")


def text_width(text: str, size: float) -> float:
    """Return about how wide ``text`` is in a sans-serif font of ``size`` pixels.

    The page squeezes text that is a little wider than its box, so an estimate serves.

    >>> text_width("ill", 10) < text_width("mow", 10)
    True
    """
    return size * sum(_character_width(character) for character in text)


def _character_width(character: str) -> float:
    if character in _NARROW:
        return 0.33
    if character in _BROAD:
        return 0.88
    code = ord(character)
    if code >= 0x1100 and (0x2E80 <= code <= 0xFFDC or code >= 0x1F300 or code < 0x1200):
        return 1.0
    return 0.68 if character.isupper() or code > 0x2000 else 0.56


def wrap(text: str, columns: int = 22, lines: int = 3) -> str:
    r"""Return ``text`` broken into at most ``lines`` lines of about ``columns`` characters.

    What does not fit ends in an ellipsis; the page shows the whole name on selection.

    >>> wrap("low white blood cell count after chemotherapy")
    'low white blood cell\ncount after\nchemotherapy'
    """
    rows: list[str] = []
    for word in text.split():
        if rows and len(rows[-1]) + len(word) < columns:
            rows[-1] += f" {word}"
        else:
            rows.append(word)
    kept = rows[:lines]
    if len(rows) > lines:
        kept[-1] += "…"
    return "\n".join(_clip(row, columns + 10) for row in kept) or "…"


def _clip(row: str, limit: int) -> str:
    return row if len(row) <= limit else row[: limit - 1] + "…"

"""Precision, recall and attribute accuracy of claims against annotated rows.

A claim agrees with a row when it comes from the same sentence, subject and object are near one of
their aliases (half of the words shared), the predicate is allowed, directly or read backwards, and
one denies exactly when the other does.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.evaluation.gold import GoldRow
from kg.model.claim import Argument, Claim
from kg.model.closed_terms import Certainty, Design, Polarity, Predicate

# Read backwards, these say the same; the gold also uses `diagnoses`, which no claim has.
_INVERSE = {
    Predicate.PART_OF: "hasPart",
    Predicate.HAS_PART: "partOf",
    Predicate.FOUND_IN: "hasPart",
    Predicate.DIAGNOSED_BY: "diagnoses",
    Predicate.ASSOCIATED_WITH: "associatedWith",
    Predicate.INTERACTS_WITH: "interactsWith",
}
# Annotators do not tell these apart.
_FOLDED = {"destroys": "decreases", "protectsAgainst": "prevents", "hasSign": "hasSymptom"}
_IN_FIGURES = frozenset({Predicate.HAS_DOSAGE, Predicate.HAS_REFERENCE_RANGE})
_EMPTY_WORDS = frozenset(
    "a an the of in some other type types several various different and or its their".split()  # noqa: SIM905
)
_NEAR = 0.5
_SAME_SENTENCE = 0.6
_DESIGNS = {
    Design.SYSTEMATIC_REVIEW: "review",
    Design.TRIAL: "human",
    Design.OBSERVATIONAL: "human",
    Design.IN_VITRO: "in-vitro",
}
_WORD = re.compile(r"[a-z0-9.]+")
_PLAIN = re.compile(r"[a-z0-9]+")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Ratio:
    """A count out of a count; the quotient of nothing is 0."""

    hits: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """Return the quotient, 0 to 1."""
        return self.hits / self.of if self.of else 0.0

    def __add__(self, other: Ratio) -> Ratio:
        """Return both counted together."""
        return Ratio(self.hits + other.hits, self.of + other.of)


@dataclass(frozen=True, slots=True)
class Score:
    """What one document, or several together, reached.

    Attributes:
        precision: Claims that agree with some row.
        recall: Rows that some claim agrees with.
        core: Recall of the core rows.
        hedge: Of the matched rows, those whose hedging is right.
        design: Likewise the study design.
        citation: Likewise the number of citations.
        missed: Rows without a claim.
        extra: Claims without a row.
    """

    precision: Ratio = Ratio()
    recall: Ratio = Ratio()
    core: Ratio = Ratio()
    hedge: Ratio = Ratio()
    design: Ratio = Ratio()
    citation: Ratio = Ratio()
    missed: tuple[GoldRow, ...] = field(default=(), repr=False)
    extra: tuple[Claim, ...] = field(default=(), repr=False)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        p, r = self.precision.value, self.recall.value
        return 2 * p * r / (p + r) if p + r else 0.0

    def figures(self) -> dict[str, float]:
        """Return the figures by name, rounded to four places."""
        return {
            "precision": round(self.precision.value, 4),
            "recall": round(self.recall.value, 4),
            "f1": round(self.f1, 4),
            "core_recall": round(self.core.value, 4),
            "hedge": round(self.hedge.value, 4),
            "design": round(self.design.value, 4),
            "citations": round(self.citation.value, 4),
        }

    def __add__(self, other: Score) -> Score:
        """Return both counted together."""
        return Score(
            self.precision + other.precision,
            self.recall + other.recall,
            self.core + other.core,
            self.hedge + other.hedge,
            self.design + other.design,
            self.citation + other.citation,
            self.missed + other.missed,
            self.extra + other.extra,
        )


def score(rows: Sequence[GoldRow], claims: Sequence[Claim]) -> Score:
    """Compare the claims of one document with its annotated rows."""
    first: dict[int, Claim] = {}
    agreeing: set[int] = set()
    for number, claim in enumerate(claims):
        for place, row in enumerate(rows):
            if is_same_place(row.quote, claim) and agrees(row, claim):
                agreeing.add(number)
                first.setdefault(place, claim)
    matched = [(rows[place], claim) for place, claim in first.items()]
    core = [place for place, row in enumerate(rows) if row.core]
    hedged = [(row, claim) for row, claim in matched if row.hedged is not None]
    return Score(
        precision=Ratio(len(agreeing), len(claims)),
        recall=Ratio(len(first), len(rows)),
        core=Ratio(sum(place in first for place in core), len(core)),
        hedge=_ratio(_is_hedged(claim) == row.hedged for row, claim in hedged),
        design=_ratio(has_design(row, claim) for row, claim in matched),
        citation=_ratio(count_citations(claim) in row.citations for row, claim in matched),
        missed=tuple(row for place, row in enumerate(rows) if place not in first),
        extra=tuple(claim for number, claim in enumerate(claims) if number not in agreeing),
    )


def _ratio(answers: Iterable[bool]) -> Ratio:
    listed = list(answers)
    return Ratio(sum(listed), len(listed))


def _is_hedged(claim: Claim) -> bool:
    return claim.certainty is not Certainty.ASSERTED


def has_design(row: GoldRow, claim: Claim) -> bool:
    """Say whether the design is right; an rct counts as a study in people and the reverse."""
    design = _DESIGNS.get(claim.design, claim.design.value)
    kin = {"human": "rct", "rct": "human"}.get(design)
    return design in row.designs or kin in row.designs


def count_citations(claim: Claim) -> int:
    """Return how many references the claim's citations point at, reached or not."""
    return sum(max(1, len(citation.references)) for citation in claim.citations)


def agrees(row: GoldRow, claim: Claim) -> bool:
    """Say whether a claim states what a row states, wherever it stands."""
    if (claim.polarity in {Polarity.NEGATED, Polarity.NO_EVIDENCE}) != row.negated:
        return False
    allowed = {_FOLDED.get(name, name) for name in row.predicates}
    name = claim.predicate.value
    subject, value = _names(claim.subject), _names(claim.object)
    if _FOLDED.get(name, name) in allowed and _any_near(subject, row.subjects):
        figures = claim.predicate in _IN_FIGURES
        if _same_figures(value, row.objects[0]) if figures else _any_near(value, row.objects):
            return True
    backwards = _INVERSE.get(claim.predicate) in allowed
    return backwards and _any_near(subject, row.objects) and _any_near(value, row.subjects)


def _names(argument: Argument) -> tuple[str, ...]:
    return tuple(name for name in (argument.label, argument.text) if name)


def _any_near(names: Sequence[str], aliases: Sequence[str]) -> bool:
    return any(is_near(name, alias) for name in names for alias in aliases)


def is_near(name: str, alias: str) -> bool:
    """Say whether two names share at least half of their words, plural and articles aside.

    >>> is_near("the white blood cells", "white blood cell count")
    True
    >>> is_near("fever", "chills")
    False
    """
    a, b = _words(name), _words(alias)
    return bool(a and b) and len(a & b) / len(a | b) >= _NEAR


@functools.lru_cache(maxsize=20_000)
def _words(text: str) -> frozenset[str]:
    folded = text.lower().replace("’", "'").replace("–", "-")
    found = (word for word in _WORD.findall(folded) if word not in _EMPTY_WORDS)
    return frozenset(_singular(word) for word in found)


def _singular(word: str) -> str:
    if len(word) <= 3 or word.endswith(("ss", "us", "is")) or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]


def _same_figures(values: Sequence[str], wanted: str) -> bool:
    want = _NUMBER.findall(wanted.replace(",", ""))
    found = (_NUMBER.findall(value.replace(",", "")) for value in values)
    return any(set(want[:2]) <= set(have) or have[:1] == want[:1] for have in found)


def is_same_place(quote: str, claim: Claim) -> bool:
    """Say whether a claim comes from the sentence that ``quote`` locates."""
    exact = _plain(claim.quote.exact)
    if not exact:
        return False
    wanted = _plain(quote)
    around = _plain(f"{claim.quote.prefix} {claim.quote.exact} {claim.quote.suffix}")
    if wanted in exact or exact in wanted or wanted in around:
        return True
    a, b = set(wanted.split()), set(exact.split())
    return len(a & b) >= _SAME_SENTENCE * min(len(a), len(b))


@functools.lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return " ".join(_PLAIN.findall(text.lower().replace("’", "'")))

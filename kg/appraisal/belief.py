"""How sure we are that documents state a proposition: 0 to 1, explained factor by factor.

For each side, support and dispute, apart::

    side = (1 − systematic) × (1 − Π random over independent evidence)

*Independent evidence* is a set of pairs (study, article) in which no study and no article occurs
twice: ten articles that cite one trial are one piece of evidence, and so are ten sentences of one
article. Of all such sets the weightiest is taken (a maximum matching), which makes belief
monotone: whatever is added on one side, there is never less to choose from. A claim without any
study counts for its article. The *random* error of an article is that of its surest claim: what
remains of the calibrated confidence, drawn towards what people's judgements say about claims of
that rule. *Systematic* is the extractor's own error, the smallest among those that contribute.

The score sets the sides against each other by the weight of their evidence (−log of the random
error), so that one denial takes a share away and never turns three statements over::

    score = support × weight(support) / (weight(support) + weight(dispute))

Source: the error model follows INDRA's belief engine (Gyori et al. 2017), with other notions of
independence and of negative evidence.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from kg.appraisal.matching import independent_articles
from kg.errors import LexiconError, ShapeError
from kg.lexicon.loading import load_yaml
from kg.model.appraisal import Belief, Factor
from kg.model.codec import from_plain


@dataclass(frozen=True, slots=True)
class SystematicError:
    """The error of an extractor that repetition does not take away."""

    extractor: str
    error: float


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """At that confidence, that share of claims is right."""

    confidence: float
    precision: float


@dataclass(frozen=True, slots=True)
class BeliefParameters:
    """The figures of kg/data/belief.yaml."""

    format: str
    version: int
    systematic: tuple[SystematicError, ...]
    systematic_default: float
    calibration: tuple[CalibrationPoint, ...]
    prior_strength: float
    accepted: float
    ceiling: float
    floor: float


@dataclass(frozen=True, slots=True)
class Testimony:
    """One claim on one side of a proposition, as belief sees it.

    Attributes:
        article: Key of the article; a copy has the same key.
        studies: Keys of the studies that the article gives for it; may be empty.
        precision: How likely the claim was read rightly, 0 to 1.
        extractor: Who read it.
    """

    article: str
    studies: tuple[str, ...]
    precision: float
    extractor: str = "rules"


@cache
def parameters() -> BeliefParameters:
    """Return the figures that citegraph ships.

    Raises:
        LexiconError: The file breaks its form, or the calibration falls somewhere.
    """
    path = "kg/data/belief.yaml"
    try:
        figures = from_plain(BeliefParameters, load_yaml("belief"))
    except ShapeError as error:
        raise LexiconError(error.message, path=path) from error
    points = figures.calibration
    rising = all(
        a.confidence < b.confidence and a.precision <= b.precision for a, b in pairwise(points)
    )
    if len(points) < 2 or not rising:
        raise LexiconError("the calibration must have two or more points and never fall", path=path)
    return figures


def precision(confidence: float, judged: tuple[int, int] = (0, 0)) -> float:
    """Return how likely a claim of that confidence was read rightly, 0 to 1.

    Args:
        confidence: The extraction's own, 0 to 1.
        judged: How many claims of the same rule people accepted, and how many they judged.
    """
    figures = parameters()
    prior, (accepted, count) = _calibrated(confidence), judged
    strength = figures.prior_strength
    posterior = (accepted + strength * prior) / (count + strength)
    return min(figures.ceiling, max(figures.floor, posterior))


def believe(support: Sequence[Testimony], dispute: Sequence[Testimony]) -> Belief:
    """Return the belief in a proposition, with every factor that made it."""
    for_it, against_it = _side("support", support), _side("dispute", dispute)
    total = for_it.weight + against_it.weight
    share = for_it.weight / total if total else 0.0
    score = for_it.belief * share
    words = f"share of the evidence's weight that supports it: {share:.2f}"
    last = (
        Factor("share", words, round(share, 6)),
        Factor("score", "belief: support × share", round(score, 6)),
    )
    return Belief(
        score=round(score, 6),
        support=round(for_it.belief, 6),
        dispute=round(against_it.belief, 6),
        factors=(*for_it.factors, *against_it.factors, *last),
    )


@dataclass(frozen=True, slots=True)
class _Side:
    belief: float
    weight: float
    factors: tuple[Factor, ...]


def _side(name: str, testimonies: Sequence[Testimony]) -> _Side:
    if not testimonies:
        return _Side(0.0, 0.0, ())
    random = _random_errors(testimonies)
    chosen = independent_articles(_studies(testimonies), _weights(random))
    errors = sorted(random[article] for article in chosen)
    left = math.prod(errors)
    systematic = min(_systematic(extractor) for extractor in {t.extractor for t in testimonies})
    belief = (1 - systematic) * (1 - left)
    noun = "piece" if len(errors) == 1 else "pieces"
    factors = (
        Factor(
            f"{name}-independent",
            f"{name}: {len(testimonies)} claims are {len(errors)} independent {noun} of evidence "
            "(each study once, each article once)",
            float(len(errors)),
        ),
        *(
            Factor(
                f"{name}-random", f"{name}: chance that a reading is wrong: {e:.2f}", round(e, 6)
            )
            for e in errors
        ),
        Factor(
            f"{name}-systematic",
            f"{name}: error of the extractor itself: {systematic:.2f}",
            systematic,
        ),
        Factor(
            name,
            f"{name}: (1 − {systematic:.2f}) × (1 − {left:.3f}) = {belief:.3f}",
            round(belief, 6),
        ),
    )
    return _Side(belief, sum(-math.log(error) for error in errors), factors)


def _random_errors(testimonies: Iterable[Testimony]) -> dict[str, float]:
    """Return each article's error: that of its surest claim."""
    errors: dict[str, float] = {}
    for testimony in testimonies:
        error = 1 - testimony.precision
        errors[testimony.article] = min(error, errors.get(testimony.article, 1.0))
    return errors


def _weights(errors: Mapping[str, float]) -> dict[str, float]:
    return {article: -math.log(error) for article, error in errors.items()}


def _studies(testimonies: Iterable[Testimony]) -> dict[str, frozenset[str]]:
    """Return the studies of each article; an article that gives none stands for itself."""
    studies: dict[str, set[str]] = {}
    for testimony in testimonies:
        found = studies.setdefault(testimony.article, set())
        found.update(testimony.studies or (f"article:{testimony.article}",))
    return {article: frozenset(keys) for article, keys in studies.items()}


def _systematic(extractor: str) -> float:
    figures = parameters()
    named = {entry.extractor: entry.error for entry in figures.systematic}
    return named.get(extractor, figures.systematic_default)


def _calibrated(confidence: float) -> float:
    points = parameters().calibration
    if confidence <= points[0].confidence:
        return points[0].precision
    for low, high in pairwise(points):
        if confidence <= high.confidence:
            part = (confidence - low.confidence) / (high.confidence - low.confidence)
            return low.precision + part * (high.precision - low.precision)
    return points[-1].precision

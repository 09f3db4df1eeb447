"""From a label to the concept it names, with score and reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.lexicon.entity_types import guess_type
from kg.lexicon.labels import (
    canonical_label,
    deficient_nutrient,
    remedy,
    tidy,
    used_thing,
    without_determiner,
    without_neutral,
)
from kg.lexicon.terms import Concept
from kg.lexicon.vocabulary import TermMatch, Vocabulary
from kg.model.claim import Grounding
from kg.model.closed_terms import EntityType

InPlace = Callable[[], TermMatch | None]

# Scores of matches that are less than a name, 0 to 1.
_DEFICIENCY = 0.9
_PREPARATION = 0.85
_USE = 0.8
_HEAD = 0.8
_ABBREVIATION = 0.98  # factor


@dataclass(frozen=True, slots=True)
class Link:
    """What a label was found to name.

    Attributes:
        label: Canonical name; the label's own words where it says more than the concept.
        grounding: The identifier and why; None where there is none.
        score: 0 to 1; 0 where no concept was found.
    """

    label: str
    type: EntityType
    grounding: Grounding | None
    score: float


@dataclass(frozen=True, slots=True)
class _Found:
    concept: Concept
    score: float
    reason: str
    keeps_label: bool = False


class Linker:
    """Links labels to the concepts of a vocabulary, within one document.

    Args:
        abbreviations: Short forms and their long forms, as the document defines them.
    """

    def __init__(self, vocabulary: Vocabulary, abbreviations: Mapping[str, str]) -> None:
        self._vocabulary = vocabulary
        self._abbreviations = abbreviations

    def link(self, label: str, in_place: InPlace | None = None) -> Link:
        """Return what ``label`` names.

        Args:
            label: A mention, or the name that a stage before has resolved it to.
            in_place: Gives the match at the mention, for names that need their context; None
                where the label does not stand there (it was reached by anaphora, say).
        """
        expanded = self._expand(tidy(label))
        found = self._find(expanded, in_place if expanded == tidy(label) else None)
        if found is None:
            bare = canonical_label(expanded, self._vocabulary)
            return Link(bare, guess_type(bare, self._vocabulary), None, 0.0)
        score, reason = found.score, found.reason
        if expanded != tidy(label):
            score, reason = round(score * _ABBREVIATION, 4), f"abbreviation, {reason}"
        kept = without_determiner(expanded) if found.keeps_label else found.concept.label
        grounding = _grounding(found.concept, score, reason)
        return Link(kept, found.concept.type, grounding, score)

    def _expand(self, label: str) -> str:
        """Return ``label`` with the document's abbreviations written out."""
        if label in self._abbreviations:
            return self._abbreviations[label]
        words = [self._long(word) for word in label.split(" ")]
        return " ".join(words)

    def _long(self, word: str) -> str:
        long = self._abbreviations.get(word)
        if long is None and word.endswith("s") and word[:-1] in self._abbreviations:
            return f"{self._abbreviations[word[:-1]]}s"
        return long or word

    def _find(self, label: str, in_place: InPlace | None) -> _Found | None:
        bare = without_determiner(label)
        if in_place and self._vocabulary.is_ambiguous(bare):
            match = in_place()
            return _Found(match.concept, match.score, match.reason) if match else None
        match = self._vocabulary.lookup(label) or self._vocabulary.lookup(bare)
        if match:
            return _Found(match.concept, match.score, match.reason)
        return self._derived(bare)

    def _derived(self, label: str) -> _Found | None:
        """Return the concept that a longer label comes down to, or None."""
        nutrient = deficient_nutrient(label, self._vocabulary)
        if nutrient:
            lack = self._vocabulary.lookup(f"{nutrient.concept.label} deficiency")
            return _Found(lack.concept, _DEFICIENCY, "deficiency spelled out") if lack else None
        if known := remedy(label, self._vocabulary):
            return _Found(known.concept, _PREPARATION, "preparation")
        if known := used_thing(label, self._vocabulary):
            return _Found(known.concept, _USE, "use")
        head = without_neutral(label)
        known = self._vocabulary.lookup(head) if head != label else None
        return _Found(known.concept, _HEAD, "head", keeps_label=True) if known else None


def _grounding(concept: Concept, score: float, reason: str) -> Grounding | None:
    if concept.id is None:
        return None
    return Grounding(concept.id, score, reason, concept.vocabulary, concept.exact_matches)

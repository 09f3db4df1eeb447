"""Canonical labels: determiner dropped, synonym and spelling folded, deficiency spelled out."""

from __future__ import annotations

import functools
import re

from kg.lexicon.installed import default_vocabulary
from kg.lexicon.loading import Cue, load_entries
from kg.lexicon.vocabulary import TermMatch, Vocabulary
from kg.model.closed_terms import EntityType

_NUTRIENTS = (EntityType.SUPPLEMENT,)
_REMEDIES = (EntityType.SUPPLEMENT, EntityType.FOOD, EntityType.DRUG)
_LONGEST = 200  # characters; what is longer is no name
_SPACE = re.compile(r"\s+")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_EDGES = " \t\n.,;:!?\"'“”‘’()[]*_"


def canonical_label(label: str, vocabulary: Vocabulary | None = None) -> str:
    """Return the canonical name of what ``label`` names.

    A name that the vocabulary does not know keeps its words, its number and its case.

    >>> canonical_label("the leucocytes"), canonical_label("Low vitamin D levels")
    ('white blood cells', 'vitamin D deficiency')
    >>> canonical_label("severe infections")
    'severe infections'
    """
    vocabulary = vocabulary or default_vocabulary()
    known = vocabulary.lookup(label)
    if known:
        return known.concept.label
    bare = without_determiner(tidy(label))
    return (
        _known_label(bare, vocabulary)
        or _deficiency(bare, vocabulary)
        or _label_of(remedy(bare, vocabulary))
        or _label_of(used_thing(bare, vocabulary))
        or bare
    )


def tidy(label: str) -> str:
    r"""Return ``label`` in one line, without unseen characters and punctuation around it.

    >>> tidy(" “iron\n stores”, ")
    'iron stores'
    """
    return _SPACE.sub(" ", _INVISIBLE.sub("", label[:_LONGEST])).strip(_EDGES)


def without_determiner(label: str) -> str:
    """Return ``label`` without articles, demonstratives and quantifiers at its start.

    >>> without_determiner("some of the other types of cancer"), without_determiner("anemia")
    ('cancer', 'anemia')
    """
    pattern = _determiners()
    while True:
        match = pattern.match(label)
        if match is None or match.end() >= len(label):
            return label
        label = label[match.end() :]


def without_neutral(label: str) -> str:
    """Return ``label`` without modifiers that leave the thing what it is.

    >>> without_neutral("healthy white blood cells"), without_neutral("severe infections")
    ('white blood cells', 'severe infections')
    """
    while match := _neutral().match(label):
        label = label[match.end() :]
    return label


def remedy(label: str, vocabulary: Vocabulary | None = None) -> TermMatch | None:
    """Return the remedy of which ``label`` names a preparation ("ginger root extract powder").

    None where the label is no preparation, or of nothing known.
    """
    vocabulary = vocabulary or default_vocabulary()
    pattern = _preparations()
    while match := pattern.search(label):
        label = label[: match.start()]
        known = vocabulary.lookup(label)
        if known and known.concept.type in _REMEDIES:
            return known
    return None


def used_thing(label: str, vocabulary: Vocabulary | None = None) -> TermMatch | None:
    """Return the thing of which ``label`` names the use ("long-term use of metformin"), or None."""
    vocabulary = vocabulary or default_vocabulary()
    if vocabulary.lookup(label):
        return None
    for pattern in _whole("use"):
        match = pattern.fullmatch(label)
        known = vocabulary.lookup(without_determiner(match["x"])) if match else None
        if known and known.concept.type in _REMEDIES:
            return known
    return None


def deficient_nutrient(label: str, vocabulary: Vocabulary | None = None) -> TermMatch | None:
    """Return the nutrient of which ``label`` states too little ("lack of vitamin B12"), or None."""
    vocabulary = vocabulary or default_vocabulary()
    for pattern in _whole("deficiency"):
        match = pattern.fullmatch(label)
        known = vocabulary.lookup(without_determiner(match["x"])) if match else None
        if known and known.concept.type in _NUTRIENTS:
            return known
    return None


def _known_label(label: str, vocabulary: Vocabulary) -> str | None:
    return _label_of(vocabulary.lookup(label))


def _deficiency(label: str, vocabulary: Vocabulary) -> str | None:
    nutrient = deficient_nutrient(label, vocabulary)
    if nutrient is None:
        return None
    spelled = f"{nutrient.concept.label} deficiency"
    return _known_label(spelled, vocabulary) or spelled


def _label_of(match: TermMatch | None) -> str | None:
    return match.concept.label if match else None


def shared_head(label: str, vocabulary: Vocabulary | None = None) -> tuple[str, ...]:
    """Return the members of a coordination that share its last word, each with that word.

    A label that is no such coordination comes back alone.

    >>> shared_head("vitamin B12 and copper deficiencies")
    ('vitamin B12 deficiencies', 'copper deficiencies')
    >>> shared_head("nausea and vomiting")
    ('nausea and vomiting',)
    """
    vocabulary = vocabulary or default_vocabulary()
    first, head = label.rpartition(" ")[::2]
    members = [part.strip() for part in _AND.split(first) if part.strip()]
    if len(members) < 2:
        return (label,)
    if any(vocabulary.lookup(f"{part} {head}") is None for part in members):
        return (label,)
    return tuple(f"{part} {head}" for part in members)


_AND = re.compile(r", (?:and |or )?| and/or | and | or ")


@functools.cache
def _cues(category: str) -> tuple[Cue, ...]:
    return tuple(cue for cue in load_entries("labels", Cue) if cue.category == category)


@functools.cache
def _determiners() -> re.Pattern[str]:
    options = "|".join(cue.pattern for cue in _cues("determiner"))
    return re.compile(rf"(?:{options})(?: of)?[ ]", re.IGNORECASE)


@functools.cache
def _neutral() -> re.Pattern[str]:
    options = "|".join(cue.pattern for cue in _cues("neutral"))
    return re.compile(rf"(?:{options})[ ]", re.IGNORECASE)


@functools.cache
def _preparations() -> re.Pattern[str]:
    options = "|".join(cue.pattern for cue in _cues("preparation"))
    return re.compile(rf"[ -](?:{options})$", re.IGNORECASE)


@functools.cache
def _whole(category: str) -> tuple[re.Pattern[str], ...]:
    """Return the patterns of a category that fit a whole label."""
    return tuple(re.compile(cue.pattern, re.IGNORECASE) for cue in _cues(category))


__all__ = [
    "canonical_label",
    "deficient_nutrient",
    "remedy",
    "shared_head",
    "tidy",
    "used_thing",
    "without_determiner",
    "without_neutral",
]

"""Plain nouns that stand in for technical terms while a sentence is parsed.

The parser was trained on news: "ginseng" is taken for a pronoun and "vitamin" for a verb. A term
of the vocabulary is read as a plain noun of its kind and number; labels and offsets keep the term.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.model.closed_terms import EntityType


@dataclass(frozen=True, slots=True)
class StandIn:
    """The nouns that a type's terms are read as.

    Attributes:
        singular: For a term in the singular or a mass noun.
        plural: For a term in the plural.
        positive: Sentences with a term in «» that must keep its place as one noun (each a test).
        negative: Sentences in which the marked words must be left as they are (each a test).
    """

    id: str
    types: tuple[EntityType, ...]
    singular: str
    plural: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]


@functools.cache
def stand_ins() -> dict[EntityType, StandIn]:
    """Return the stand-ins by type; types without one are parsed as printed."""
    return {kind: entry for entry in load_entries("stand_ins", StandIn) for kind in entry.types}

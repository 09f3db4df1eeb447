"""Instructions that answer a heading: "Wash your hands." under "How can colds be prevented?"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from kg.extraction.actions import is_imperative
from kg.extraction.frames import Frame
from kg.lexicon.word_classes import in_class
from kg.model.claim import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.discourse import TypeOf
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.tree import Doc

ADVICE = "advice"
_REMEDIES = frozenset({EntityType.DRUG, EntityType.SUPPLEMENT, EntityType.PROCEDURE})


def advice_frames(doc: Doc, arguments: Arguments, type_of: TypeOf) -> Iterator[Frame]:
    """Yield what each instruction does for the topic, if the section's heading asks for it."""
    for verb in doc:
        if verb.tag_ not in {"VB", "VBP"} or not is_imperative(verb):
            continue
        if in_class(verb.lemma_, "consulting"):
            continue
        for filler in arguments.fillers([verb]):
            yield Frame(Predicate.PREVENTS, filler, None, verb, ADVICE, 0.6, asked=True)
            if type_of(filler.text) in _REMEDIES:
                yield Frame(Predicate.TREATS, filler, None, verb, ADVICE, 0.6, asked=True)

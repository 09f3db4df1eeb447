"""What is in a food, told by where it comes from: "lutein in kale", "peptides from milk"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from kg.extraction.relations.compared_groups import kind_of
from kg.extraction.syntax.adpositions import governed
from kg.extraction.syntax.frames import Filler, Frame
from kg.extraction.syntax.phrases import is_nominal, phrase
from kg.extraction.trees.tokens import printed
from kg.lexicon.entity_types import rule_type
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType, Predicate

if TYPE_CHECKING:
    from kg.extraction.relations.arguments import Arguments
    from kg.extraction.trees.tree import Doc, Token

_SOURCES = frozenset({"in", "from"})
_CONTENTS = frozenset({EntityType.SUBSTANCE, EntityType.SUPPLEMENT})
_JOINED = re.compile(r",| and | or ")
_ALLERGIES = ("allergy", "allergies", "intolerance", "hypersensitivity")


def content_frames(
    doc: Doc, arguments: Arguments, type_of: Callable[[str], EntityType]
) -> Iterator[Frame]:
    """Yield that a substance is found in the food that a phrase after it names."""
    if doc.words.isdisjoint(_SOURCES):
        return
    for preposition in doc:
        content = preposition.head
        if preposition.lower_ not in _SOURCES or not _is_content(content, preposition, type_of):
            continue
        for food in arguments.fillers(t for t in governed(preposition) if is_nominal(t)):
            if type_of(food.text) is EntityType.FOOD:
                for one in arguments.fillers([content]):
                    yield Frame(Predicate.FOUND_IN, one, food, preposition, "content-of", 0.65)


def _is_content(noun: Token, preposition: Token, type_of: Callable[[str], EntityType]) -> bool:
    if preposition.dep_ != "prep" or not is_nominal(noun) or preposition.i <= noun.i:
        return False
    before = phrase(noun).tokens[-1].i
    if preposition.i != before + 1:
        return False
    if kind_of("change", noun) is not None:
        return False  # "increases in milk and meat"
    if in_class(noun.lemma_, "content_noun"):
        return True
    kind = type_of(phrase(noun).text)
    if kind is EntityType.OTHER:
        kind = rule_type(phrase(noun).text) or kind
    return kind in _CONTENTS


def allergy_frames(doc: Doc, type_of: Callable[[str], EntityType]) -> Iterator[Frame]:
    """Yield that a food or substance causes the allergy that bears its name: "soy allergy"."""
    for noun in doc:
        if not is_nominal(noun) or not printed(noun).lower().endswith(_ALLERGIES):
            continue
        whole = phrase(noun)
        name, _, last = whole.text.rpartition(" ")
        if last.lower() not in _ALLERGIES or _JOINED.search(name) or in_class(name, "any_food"):
            continue
        if type_of(name) in {EntityType.FOOD, EntityType.SUBSTANCE}:
            subject, obj = Filler(whole, name), Filler(whole, whole.text)
            yield Frame(Predicate.CAUSES, subject, obj, noun, "named-allergy", 0.6)

"""The kind of thing a label names, for rules that depend on it; grounding decides the identity."""

from __future__ import annotations

import functools
import re

from kg.lexicon.entity_types import rule_type
from kg.lexicon.installed import default_vocabulary
from kg.lexicon.variants import singular
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import EntityType

#: What somebody eats, swallows or applies.
TAKEN = frozenset({EntityType.SUPPLEMENT, EntityType.DRUG, EntityType.SUBSTANCE, EntityType.FOOD})
#: What somebody has.
ILLNESS = frozenset({EntityType.CONDITION, EntityType.SYMPTOM})
_ACTION = re.compile(r"[a-z]+ing (?:the|an?|your|their|his|her) ", re.IGNORECASE)
# What follows a head does not name its kind: "problems in babies" are problems.
_COMPLEMENT = re.compile(r" (?:of|in|to|among|during|after) ")


@functools.lru_cache(maxsize=65536)
def type_of(label: str) -> EntityType:
    """Return the type of what ``label`` names; its last words decide.

    A label that no vocabulary knows has the type of the longest known term that ends it
    ("severe infections"), or OTHER.
    """
    vocabulary = default_vocabulary()
    whole = vocabulary.lookup(label)
    if whole is not None:
        return whole.concept.type
    if _ACTION.match(label):
        return EntityType.OTHER  # "removing the gallbladder" is no organ
    head = _COMPLEMENT.split(label, maxsplit=1)[0]
    ending = [match for match in vocabulary.match(head) if match.end == len(head)]
    if not ending and head != label and _is_measure(head):  # "levels of iron"
        return EntityType.BIOLOGICAL_MEASURE
    return ending[-1].concept.type if ending else _type_of_preparation(head)


def _is_measure(head: str) -> bool:
    return in_class(singular(head.rpartition(" ")[2].lower()), "level_noun")


def _type_of_preparation(label: str) -> EntityType:
    """Return the type of what a form in which something is taken holds: "tacrolimus ointment"."""
    content, _, form = label.rpartition(" ")
    if not content or not in_class(singular(form.lower()), "dosage_form"):
        return _type_of_ending(label)
    kind = type_of(content)
    return kind if kind in TAKEN else EntityType.OTHER


def _type_of_ending(label: str) -> EntityType:
    """Return Condition for a name that ends like one ("brucellosis", "nephropathy"), or OTHER.

    A bare class ("a rare condition") names none.
    """
    last = label.rpartition(" ")[2].lower()
    if in_class(last, "generic_class") or in_class(singular(last), "generic_class"):
        return EntityType.OTHER
    kind = rule_type(label)
    return kind if kind is EntityType.CONDITION else EntityType.OTHER


@functools.lru_cache(maxsize=65536)
def is_known(label: str) -> bool:
    """Say whether the vocabulary knows ``label`` as a whole."""
    return default_vocabulary().lookup(label) is not None


def same_concept(first: str, second: str) -> bool:
    """Say whether two labels name one concept, modifiers apart ("circulating leukocytes")."""
    return (found := _concept(first)) is not None and found == _concept(second)


@functools.lru_cache(maxsize=65536)
def _concept(label: str) -> str | None:
    whole = default_vocabulary().lookup(label)
    if whole is not None:
        return whole.concept.label
    ending = [match for match in default_vocabulary().match(label) if match.end == len(label)]
    return ending[-1].concept.label if ending else None

"""Items of a list that are sentences of their own, which the line before the list does not open."""

from __future__ import annotations

import re

from kg.lexicon.list_leads import is_instruction, is_open_ended, purpose_in
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHORTEST = 5  # words
_RELATIVE = frozenset({"which", "who", "that"})


def is_sentence(item: str, lead: str) -> bool:
    """Say whether a list item is a sentence of its own, which its lead-in does not open.

    >>> is_sentence("Spirometry shows how the lungs work.", "There are two tests:")
    True
    >>> is_sentence("Severe headaches that come at night.", "There are two symptoms:")
    False
    """
    if not item.rstrip().endswith((".", "!")) or not item[:1].isupper() or is_open_ended(lead):
        return False
    if is_instruction(item):
        return purpose_in(lead) is None and len(_WORD.findall(item)) >= _SHORTEST
    return len(_WORD.findall(item)) >= _SHORTEST and _has_finite(item)


def _has_finite(words: str) -> bool:
    """Say whether a word after the first is a finite verb of the main clause, nearly surely."""
    found = _WORD.findall(words.lower())
    relative = next((i for i, word in enumerate(found) if word in _RELATIVE), len(found))
    return any(
        in_class(word, "sure_finite") or (word.endswith("s") and word in verb_forms())
        for word in found[1:relative]
    )

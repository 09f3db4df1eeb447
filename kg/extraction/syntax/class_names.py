"""Names with their class before them: "the beta blocker propranolol", "the SSRIs A and B"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extraction.syntax.phrases import Phrase
from kg.extraction.syntax.typing import TAKEN, type_of
from kg.extraction.trees.tokens import is_term, printed
from kg.lexicon.word_classes import in_class

if TYPE_CHECKING:
    from kg.extraction.syntax.frames import Frame
    from kg.extraction.trees.tree import Token

_MODIFYING = frozenset({"compound", "amod", "nmod"})


def class_before(name: Token) -> Phrase | None:
    """Return the class that stands before a name in its own phrase, or None."""
    if not is_term(name) or type_of(printed(name)) not in TAKEN:
        return None
    last = next((c for c in reversed(name.lefts) if c.i == name.i - 1), None)
    if last is None or last.dep_ not in _MODIFYING or not in_class(last.lemma_, "agent_class"):
        return None
    return Phrase(last, (*(t for t in last.lefts if t.dep_ in _MODIFYING), last))


def bare_name(one: Phrase) -> Phrase:
    """Return a name without the class before it; any other phrase as it is."""
    if class_before(one.head) is None:
        return one
    kept = tuple(t for t in one.tokens if t.i >= one.head.i)
    return Phrase(one.head, kept)


def is_any_food(frame: Frame) -> bool:
    """Say whether "a diet rich in fiber" only says which diet: nothing is told of a food."""
    one = frame.object
    if frame.rule != "rich-in" or one is None:
        return False
    head = one.phrase.head
    named = [t for t in one.phrase.tokens if t.i < head.i]
    if any(t.lower_ in {"rich", "high", "low", "poor"} for t in one.phrase.tokens if t.i > head.i):
        return True
    return not is_term(head) and in_class(head.lemma_, "any_food") and not named

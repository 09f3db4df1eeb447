"""Lines that introduce a list, and headings that do."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.lexicon.loading import load_entries
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.closed_terms import Predicate
from kg.model.spans import Span

_LAST_WORD = re.compile(r"(\w+)\W*$")
_OPENING = re.compile(
    r"\W*(?:(?:do not|don[’']t|never|always|please|try to)\s+)?([a-z]+)", re.IGNORECASE
)
_PURPOSE = re.compile(r"\bto\s+(?:help\s+)?([a-z]+)\b", re.IGNORECASE)
_TAIL = re.compile(
    r"[\s:.]{0,8}(?:,? (?:the following|follow|try|include)\b.{0,200})?[\s:.]{0,8}$", re.IGNORECASE
)
_WORDS = re.compile(r"[\w'’-]+")


@dataclass(frozen=True, slots=True)
class RelationHeading:
    """A heading that says what its list is a list of.

    Attributes:
        pattern: Regular expression over the heading, matched without regard to case.
        words: What it lends each item ("Symptoms include").
        asks: The relation that an answer states of the heading's topic, or None.
    """

    id: str
    pattern: str
    words: str
    source: str
    positive: tuple[str, ...]
    negative: tuple[str, ...]
    asks: Predicate | None = None


def is_open_ended(lead: str) -> bool:
    """Say whether a list item can simply follow: "Causes include", not "Several things help".

    >>> is_open_ended("Common causes include")
    True
    >>> is_open_ended("Several drugs raise the risk")
    False
    """
    found = _LAST_WORD.search(lead)
    if found is None:
        return False
    word = found.group(1).lower()
    return in_class(word, "open_ending") or word in verb_forms()


@functools.cache
def _headings() -> tuple[tuple[re.Pattern[str], RelationHeading], ...]:
    entries = load_entries("relation_headings", RelationHeading)
    return tuple((re.compile(entry.pattern, re.IGNORECASE), entry) for entry in entries)


def _of(title: str) -> Iterator[RelationHeading]:
    return (entry for pattern, entry in _headings() if pattern.search(title))


def relation_heading(title: str | None) -> str | None:
    """Return the words that a heading lends the items of its list, or None.

    A heading that names two relations ("Causes and symptoms") lends none.

    >>> relation_heading("What causes gout?")
    'Causes include'
    """
    found = {entry.words for entry in _of(title or "")}
    return found.pop() if len(found) == 1 else None


def asked_relation(title: str | None) -> Predicate | None:
    """Return the one relation that a heading asks for, or None.

    >>> asked_relation("How can gout be prevented?")
    <Predicate.PREVENTS: 'prevents'>
    """
    found = {entry.asks for entry in _of(title or "")}
    return found.pop() if len(found) == 1 else None


def asks_relation(title: str) -> bool:
    """Say whether a heading asks for any relation of what it names.

    >>> asks_relation("Causes and symptoms of gout"), asks_relation("The history of gout")
    (True, False)
    """
    return any(entry.asks is not None for entry in _of(title))


def is_instruction(item: str) -> bool:
    """Say whether a line tells the reader to do something, by its first words.

    >>> is_instruction("Wash your hands."), is_instruction("Washing of hands")
    (True, False)
    """
    opening = _OPENING.match(item)
    return opening is not None and in_class(opening.group(1).lower(), "instruction_opener")


def purpose_in(lead: str) -> Span | None:
    """Return the range of the end that a line names: "to prevent falls"; None without one.

    >>> lead = "Take these steps to prevent falls:"
    >>> purpose_in(lead).text_of(lead)
    'to prevent falls'
    """
    for found in _PURPOSE.finditer(lead):
        if in_class(found.group(1).lower(), "purpose_verb"):
            cut = _TAIL.search(lead, found.start())
            return Span(found.start(), cut.start() if cut else len(lead))
    return None


def is_name(item: str) -> bool:
    """Say whether a list item is a name, not a sentence or an instruction.

    >>> is_name("Severe infections, including sepsis")
    True
    >>> is_name("Wash your hands well before every meal.")
    False
    """
    words = _WORDS.findall(item)
    is_sentence = item.rstrip().endswith((".", "!", "?")) and len(words) > 5
    return bool(words) and len(words) <= 14 and not is_sentence

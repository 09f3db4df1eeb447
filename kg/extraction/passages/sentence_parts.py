"""The parts of a sentence that are parsed by themselves: labels left out, clauses cut apart.

A long sentence of several clauses confuses the parser, and a label ("Results:") is taken for its
subject. Semicolons part clauses; so does a colon that has a clause on both sides.
"""

from __future__ import annotations

import itertools
import re

from kg.lexicon.list_leads import is_instruction, is_open_ended
from kg.lexicon.relations import verb_forms
from kg.lexicon.word_classes import in_class
from kg.model.spans import Span

_LABEL = re.compile(r"([A-Za-z][A-Za-z ]{2,30}?)\s?(?::|[–—]|\.(?=\s[A-Z]))\s+")
_DATELINE = re.compile(r"[A-Z][A-Z .'’-]{2,40},?[^.!?()\n]{0,40}\([^()\n]{2,40}\)\s+[-–—]\s+")
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SHORTEST = 3  # words of a part between semicolons, and of a clause beside a colon


def sentence_parts(text: str, span: Span) -> list[Span]:
    """Return the ranges of the sentence ``span`` that are read by themselves, in order.

    >>> text = "Results: The pain fell; it was found that sleep improved."
    >>> [text[p.start : p.end] for p in sentence_parts(text, Span(0, len(text)))]
    ['The pain fell;', 'it was found that sleep improved.']
    """
    span = _unlabelled(text, _stripped(text, span))
    found = []
    for part in _between(text, span, ";"):
        found.extend(_at_colon(text, part))
    return found


def _unlabelled(text: str, span: Span) -> Span:
    """Leave out the label of a structured abstract, or the place that a news report opens with."""
    label = _LABEL.match(text, span.start, span.end)
    if label is not None and in_class(" ".join(label.group(1).split()), "section_label"):
        return Span(label.end(), span.end)
    place = _DATELINE.match(text, span.start, span.end)
    return span if place is None else Span(place.end(), span.end)


def _between(text: str, span: Span, mark: str) -> list[Span]:
    """Split at a mark outside brackets where both sides have a few words."""
    if text.find(mark, span.start, span.end) < 0:
        return [span]
    cuts, depth = [], 0
    for at in range(span.start, span.end):
        depth += (text[at] in "([") - (text[at] in ")]")
        if text[at] == mark and depth <= 0:
            cuts.append(at)
    edges = [span.start, *(cut + 1 for cut in cuts), span.end]
    parts = [_stripped(text, Span(a, b)) for a, b in itertools.pairwise(edges)]
    if any(len(part.text_of(text).split()) < _SHORTEST for part in parts):
        return [span]
    return parts


def _at_colon(text: str, part: Span) -> list[Span]:
    """Split at a colon between two clauses: "Stop smoking: smoke speeds the decline"."""
    halves = _between(text, part, ":")
    if len(halves) != 2:
        return [part]
    before, after = (half.text_of(text) for half in halves)
    before = before.rstrip(" :")
    if is_open_ended(before) and not is_instruction(before):
        return [part]
    is_whole = is_instruction(before) or _has_finite(before)
    return halves if is_whole and _has_finite(after) else [part]


def _has_finite(words: str) -> bool:
    """Say whether words surely hold a finite verb after a subject, relative clauses aside."""
    found = _WORD.findall(words.lower())
    relative = next((i for i, word in enumerate(found) if word in _RELATIVE), len(found))
    main = found[:relative]
    return any(
        in_class(word, "sure_finite") or (word in verb_forms() and _acts(before, word, after))
        for before, word, after in zip(main, main[1:], [*main[2:], ""], strict=False)
    )


def _acts(before: str, word: str, after: str) -> bool:
    """Say whether a form that may be a noun is a verb here: "speeds the decline", "it falls"."""
    if word.endswith("ed"):
        return after in _OPENERS
    return before in {"it", "they", "this", "that", "these"} or after in _OPENERS


_RELATIVE = frozenset({"which", "who", "that", "where", "whose"})
_OPENERS = frozenset(
    {"the", "a", "an", "it", "them", "this", "these", "your", "their", "its", "no", "more", "less"}
)


def _stripped(text: str, span: Span) -> Span:
    start = span.start
    while start < span.end and text[start].isspace():
        start += 1
    return Span(start, span.end)

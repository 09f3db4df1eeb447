from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extraction import Extractor
from kg.extraction.parsing.parser import load_model, parse
from kg.extraction.parsing.readings import Parsed, Readings
from kg.extraction.passages.reading_units import reading_units
from kg.extraction.relations.finding import find_frames
from kg.extraction.syntax.typing import type_of
from kg.extraction.trees.rows import tree_of
from kg.model.claim import Claim
from kg.model.closed_terms import Polarity
from kg.model.document import Document
from kg.reading import read_bytes

if TYPE_CHECKING:
    from kg.extraction.syntax.frames import Frame
    from kg.extraction.trees.tree import Doc, Token

Marked = Callable[[str], tuple["Doc", dict[str, "Token"]]]
Read = Callable[[str], Document]
ParsedOf = Callable[[str], list[Parsed]]
FramesOf = Callable[[str], list["Frame"]]
ClaimsOf = Callable[[str], tuple[Claim, ...]]
StatedIn = Callable[[str], set[str]]


@functools.cache
def _parsed(text: str) -> Doc:
    return tree_of(load_model()(text))


def _marked(example: str) -> tuple[Doc, dict[str, Token]]:
    text, places, marks = (
        "",
        {},
        {"«": "trigger", "‹": "subject", "›": "", "»": "", "⟨": "object", "⟩": ""},
    )
    for character in example:
        if character in marks:
            if marks[character]:
                places[marks[character]] = len(text)
        else:
            text += character
    doc = _parsed(text)
    at = {t.idx: t for t in doc}
    return doc, {name: at[place] for name, place in places.items()}


@pytest.fixture(scope="session")
def marked() -> Marked:
    """Parse a sentence in which «» marks the trigger, ‹› the subject and ⟨⟩ the object."""
    return _marked


@functools.cache
def _read(text: str) -> Document:
    (document,) = read_bytes(text.encode(), "text.md")
    return document


@functools.cache
def _parsed_as_read(text: str) -> tuple[Parsed, ...]:
    document = _read(text)
    units = reading_units(document)
    readings = (Readings(u.sentence, u.text, u.printed, document.text) for u in units)
    return tuple(parse(readings))


@functools.cache
def _extractor() -> Extractor:
    return Extractor()


@functools.cache
def _claims(text: str) -> tuple[Claim, ...]:
    return _extractor().extract(_read(text))


@pytest.fixture(scope="session")
def read() -> Read:
    """Read Markdown."""
    return _read


@pytest.fixture(scope="session")
def parsed_of() -> ParsedOf:
    """Parse the sentences of a text as the extractor does: terms read as plain nouns."""
    return lambda text: list(_parsed_as_read(text))


@pytest.fixture(scope="session")
def frames_of() -> FramesOf:
    """Find all frames of a text, parsed as the extractor does."""
    return lambda text: [f for p in _parsed_as_read(text) for f in find_frames(p.doc, type_of)]


@pytest.fixture(scope="session")
def claims_of() -> ClaimsOf:
    """Extract the claims of a text in Markdown."""
    return _claims


def _written(claim: Claim) -> str:
    denied = "" if claim.polarity is Polarity.AFFIRMED else f"{claim.polarity.value} "
    return f"{claim.subject.label} | {denied}{claim.predicate.value} | {claim.object.label}"


@pytest.fixture(scope="session")
def stated_in() -> StatedIn:
    """Write what a text claims as "subject | predicate | object"; a polarity that is not plain
    affirmation stands before the predicate.
    """
    return lambda text: {_written(claim) for claim in _claims(text)}

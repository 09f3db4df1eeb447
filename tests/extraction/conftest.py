from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from kg.extraction.parsing import load_model

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Marked = Callable[[str], tuple["Doc", dict[str, "Token"]]]


@functools.cache
def _parsed(text: str) -> Doc:
    return load_model()(text)


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

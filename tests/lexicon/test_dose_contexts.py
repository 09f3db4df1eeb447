from __future__ import annotations

import time

import pytest

from kg.lexicon.dose_contexts import dose_context
from kg.lexicon.loading import Cue, load_entries

CUES = load_entries("dose_contexts", Cue)


@pytest.mark.parametrize("cue", CUES, ids=lambda c: c.id)
def test_dose_context_matches_its_positive_examples_only(cue: Cue) -> None:
    assert cue.positive
    assert cue.negative
    for text in cue.positive:
        assert dose_context(cue.category).search(text), text
    for text in cue.negative:
        assert not dose_context(cue.category).search(text), text


@pytest.mark.parametrize("cue", CUES, ids=lambda c: c.id)
@pytest.mark.parametrize(
    "text", ["a " * 20_000, "( " * 20_000, "taken of the " * 8_000, "-" * 9_000]
)
def test_dose_context_stays_linear(cue: Cue, text: str) -> None:
    started = time.process_time()
    dose_context(cue.category).search(text + "!")
    assert time.process_time() - started < 2

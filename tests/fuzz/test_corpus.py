"""Kept inputs, and inputs near them, through every target; ``scripts/fuzz`` looks for longer."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mangling import mangled
from mutating import inputs
from targets import CORPUS, TARGETS, seeds


@pytest.mark.parametrize("target", sorted(TARGETS))
def test_kept_inputs_are_taken(target: str) -> None:
    assert seeds(target), f"{target} has no corpus"
    for data in seeds(target):
        began = time.process_time()
        TARGETS[target](data)
        assert time.process_time() - began < 20


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"extraction"}))
@settings(max_examples=60, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_inputs_near_the_kept_ones_are_taken(target: str, data: st.DataObject) -> None:
    TARGETS[target](data.draw(inputs(target)))


@pytest.mark.parametrize("target", sorted(name for name in TARGETS if name.startswith("read-")))
def test_mangled_copies_are_read_or_refused(target: str) -> None:
    """``scripts/fuzz --copies 2500`` takes thousands of each format."""
    chance, kept, read = random.Random(target), seeds(target), 0
    for _ in range(60):
        read += bool(TARGETS[target](mangled(chance.choice(kept), chance)))
    assert read > 10


def test_corpus_names_targets_only() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)

from __future__ import annotations

import pytest

from kg.lexicon.cue_sets import AnchoredCue
from kg.lexicon.loading import load_entries
from kg.lexicon.units import find_unit, units

PARTS = load_entries("schedules", AnchoredCue)


def test_units_have_distinct_names() -> None:
    names = [name for unit in units() for name in unit.names]
    assert len(names) == len(set(names))


def test_find_unit_keeps_the_case_of_short_names() -> None:
    gram, kelvin = find_unit("g"), find_unit("K")
    assert gram is not None
    assert kelvin is not None
    assert (gram.id, kelvin.id) == ("g", "K")


@pytest.mark.parametrize("part", PARTS, ids=lambda p: p.id)
def test_schedule_part_has_examples(part: AnchoredCue) -> None:
    assert part.positive
    assert part.negative

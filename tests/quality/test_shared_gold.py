"""Floors on the annotated articles that other people keep, where they lie beside the checkout."""

import os
from pathlib import Path

import pytest

from kg.evaluation.measuring import measure, total

SHARED = Path(os.environ.get("CITEGRAPH_SHARED", Path(__file__).parents[3] / "shared"))
FLOORS = {
    "leukopenia": ("seeds/leukopenia.txt", 0.90, 0.88),
    "anemia": ("gold/anemia.md", 0.91, 0.94),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", FLOORS)
def test_figures_on_shared_gold_reach_their_floors(name: str) -> None:
    source, f1, precision = FLOORS[name]
    gold = SHARED / f"gold/{name}.tsv"
    if not gold.exists():
        pytest.skip(f"{gold} is not here")
    figures = total(measure([gold], [SHARED / source])).figures()
    assert figures["f1"] >= f1
    assert figures["precision"] >= precision
    assert figures["hedge"] >= 0.95
    assert figures["design"] >= 0.90
    assert figures["citations"] >= 0.90

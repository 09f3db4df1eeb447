from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction.passages.asides import asides
from kg.model.spans import Span


def _found(text: str) -> list[str]:
    return [aside.text_of(text) for aside in asides(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "aside",
    [
        "(p < 0.01)",
        "(2.3 ± 0.4 vs 1.1 ± 0.2, P = 0.017)",
        "[95% CI 1.2–3.4]",
        "(n = 40)",
        "(37.7%)",
        "(40/50)",
        "(Fig. 2)",
        "(see Table 3)",
        "(5.0 [95% CI 4.1 to 5.9] vs. 4.1)",
        "(hazard ratio 0.52)",
    ],
)
def test_bracketed_figures_are_an_aside(aside: str) -> None:
    assert _found(f"Pain fell {aside} with heat.") == [aside]


@pytest.mark.parametrize(
    "text", ["Heat (a cheap remedy) helps.", "Take zinc (50 mg).", "Vitamin D (calciferol) fell."]
)
def test_brackets_with_words_are_read(text: str) -> None:
    assert _found(text) == []


@given(st.text(alphabet="()[] p<=0.5a", max_size=60))
def test_asides_are_disjoint_and_ordered(text: str) -> None:
    found = list(asides(text, Span(0, len(text))))
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(text[a.start] in "([" and text[a.end - 1] in ")]" for a in found)

from __future__ import annotations

import pytest

from kg.extraction.passages.headings import Heading, read_heading


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("Causes of leukopenia", "leukopenia"),
        ("1. Ginger", "Ginger"),
        ("What is gout?", "gout"),
        ("Anemia: causes and symptoms", "Anemia"),
        ("What are the symptoms of chronic inflammatory demyelinating polyneuropathy ?",
         "chronic inflammatory demyelinating polyneuropathy"),
        ("How can tooth decay be prevented?", "tooth decay"),
        ("Treatments for loss of smell", "loss of smell"),
        ("Symptoms of peripheral artery disease (P.A.D.)", "peripheral artery disease"),
        ("What causes type 2 diabetes?", "type 2 diabetes"),
        ("How to prevent colds", "colds"),
    ],
)  # fmt: skip
def test_heading_topic_is_what_the_heading_names(title: str, topic: str) -> None:
    found = read_heading(title)
    assert found is not None
    assert found.topic == topic


@pytest.mark.parametrize(
    "title",
    [
        "Overview",
        "The bottom line",
        "When to see a doctor",
        "",
        "Symptoms",
        "Prevention",
        "A long walk by the river in the evening",
    ],
)
def test_heading_of_a_part_names_nothing(title: str) -> None:
    assert read_heading(title) is None


def test_heading_that_asks_says_so() -> None:
    assert read_heading("What causes gout?") == Heading("gout", is_asked=True, is_sure=True)
    assert read_heading("Benefits of ginger") == Heading("ginger", is_sure=True)


def test_heading_whose_words_the_text_must_take_up() -> None:
    assert read_heading("Ginger root") == Heading("Ginger root")
    assert read_heading("Gout treatment") == Heading("Gout", is_asked=True)

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.lexicon.relations import RelationPattern, relation_patterns

if TYPE_CHECKING:
    from conftest import FramesOf

PATTERNS = relation_patterns()
POSITIVE = [(p.id, text) for p in PATTERNS for text in p.positive]
NEGATIVE = [(p.id, text) for p in PATTERNS for text in p.negative]
TOPIC = "(topic)"


def _triples(frames_of: FramesOf, sentence: str, rule: str) -> set[str]:
    """Return what a rule yields; a slot that the topic of a section fills reads "(topic)"."""
    return {
        " | ".join(
            (
                frame.subject.text if frame.subject else TOPIC,
                frame.predicate.value,
                frame.object.text if frame.object else TOPIC,
            )
        )
        for frame in frames_of(sentence)
        if frame.rule == rule
    }


@pytest.mark.parametrize(("rule", "example"), POSITIVE, ids=str)
def test_pattern_yields_its_positive_example(frames_of: FramesOf, rule: str, example: str) -> None:
    sentence, expected = example.split(" => ")
    assert expected in _triples(frames_of, sentence, rule)


@pytest.mark.parametrize(("rule", "sentence"), NEGATIVE, ids=str)
def test_pattern_keeps_off_its_negative_example(
    frames_of: FramesOf, rule: str, sentence: str
) -> None:
    assert not _triples(frames_of, sentence, rule)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.id)
def test_pattern_has_examples_of_both_kinds(pattern: RelationPattern) -> None:
    assert pattern.negative
    assert pattern.positive
    assert pattern.source
    assert 0 < pattern.confidence <= 1

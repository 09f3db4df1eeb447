from __future__ import annotations

import pytest

from kg.errors import LexiconError
from kg.lexicon.loading import load_entries
from kg.lexicon.word_classes import WordClass, in_class, words_of

CLASSES = load_entries("word_classes", WordClass)


@pytest.mark.parametrize("entry", CLASSES, ids=lambda e: e.id)
def test_word_class_holds_its_examples_only(entry: WordClass) -> None:
    assert entry.positive
    assert entry.negative
    assert set(entry.positive) <= words_of(entry.id)
    assert not set(entry.negative) & words_of(entry.id)


@pytest.mark.parametrize("entry", CLASSES, ids=lambda e: e.id)
def test_word_class_is_written_in_order(entry: WordClass) -> None:
    assert entry.about.endswith(".")
    assert entry.source
    assert list(entry.words) == [word.lower() for word in entry.words]
    repeated = {word for word in entry.words if entry.words.count(word) > 1}
    assert not repeated


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("lowering", "raising"),
        ("lowering", "touching"),
        ("raising", "touching"),
        ("strict_risk", "measure_noun"),
        ("person", "intake"),
    ],
)
def test_word_classes_that_exclude_each_other_share_no_word(first: str, second: str) -> None:
    assert not words_of(first) & words_of(second)


@pytest.mark.parametrize(("part", "whole"), [("strict_risk", "risk"), ("strict_person", "person")])
def test_word_class_lies_within_the_wider_one(part: str, whole: str) -> None:
    assert words_of(part) <= words_of(whole)


def test_in_class_reads_any_case() -> None:
    assert in_class("Patient", "person")


def test_words_of_an_unknown_class_is_an_error() -> None:
    with pytest.raises(LexiconError, match="no class 'no_such_class'"):
        words_of("no_such_class")

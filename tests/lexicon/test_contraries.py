"""Words by which a text denies what it has just reported."""

from __future__ import annotations

import pytest

from kg.lexicon.contraries import contraries, denials

POSITIVE = [(one.id, text) for one in contraries() for text in one.positive]
NEGATIVE = [(one.id, text) for one in contraries() for text in one.negative]


@pytest.mark.parametrize(("contrary", "marked"), POSITIVE, ids=str)
def test_denial_is_found_where_it_stands(contrary: str, marked: str) -> None:
    sentence = marked.replace("«", "").replace("»", "")
    found = next(one for one in denials(sentence) if one.id == contrary)
    assert f"«{sentence[found.start : found.end]}»" in marked


@pytest.mark.parametrize(("contrary", "sentence"), NEGATIVE, ids=str)
def test_words_that_deny_nothing_are_passed_over(contrary: str, sentence: str) -> None:
    assert contrary not in {one.id for one in denials(sentence)}

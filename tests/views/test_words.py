from __future__ import annotations

import pytest
import specimens

from kg.model.appraisal import FindingKind, Severity
from kg.model.closed_terms import Certainty, Design, Polarity, Predicate, Scope, Via, Wording
from kg.model.document import CitationState
from kg.views.words import claim_words, grade_styles, predicate_words, terms, wrap


def test_every_predicate_has_words_that_name_both_ends():
    assert set(predicate_words()) == {member.value for member in Predicate}
    for words in predicate_words().values():
        assert len(words.glyph) == 1
        for pattern in (words.affirmed, words.negated):
            assert pattern.startswith("{s} [")
            assert pattern.endswith("{o}")


@pytest.mark.parametrize(
    ("kind", "enum"),
    [
        ("design", Design), ("certainty", Certainty), ("polarity", Polarity), ("wording", Wording),
        ("scope", Scope), ("via", Via), ("state", CitationState), ("kind", FindingKind),
        ("severity", Severity),
    ],
)  # fmt: skip
def test_every_value_is_explained(kind, enum):
    for member in enum:
        assert terms()[f"{kind}.{member.value}"].text


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("style", grade_styles(), ids=lambda s: s.id)
def test_grade_colours_can_be_read_on_their_page(style):
    light = 1.05 / (luminance(style.colour) + 0.05)
    dark = (luminance(style.dark) + 0.05) / (luminance("#14191f") + 0.05)
    assert light >= 4.5
    assert dark >= 4.5


def test_grades_differ_without_colour():
    looks = {(s.digit, s.width, s.dash, s.filled) for s in grade_styles()}
    assert len(looks) == 5
    widths = [s.width for s in grade_styles()]
    assert widths == sorted(widths)


def test_claim_words_follow_polarity():
    for claim in specimens.article(40).claims:
        words = claim_words(claim)
        assert claim.subject.label in words
        assert claim.object.label in words
        assert (" not " in words) == (claim.polarity is Polarity.NEGATED)


def test_wrap_marks_what_it_cuts():
    assert wrap("a " * 200, 10, 2).endswith("…")
    assert wrap("x" * 500).endswith("…")

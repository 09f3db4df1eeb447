from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.extraction.stance.phrase_negation import is_negated
from kg.extraction.stance.polarity import polarity_of
from kg.lexicon.word_roles import word_roles
from kg.model.closed_terms import Polarity

if TYPE_CHECKING:
    from conftest import Marked

TRAPS = yaml.safe_load(Path(__file__).with_name("negation_traps.yaml").read_text("utf-8"))
GROUPS = word_roles("negation_roles").groups


@pytest.mark.parametrize(
    ("sentence", "polarity"), [(s, p) for p, sentences in TRAPS.items() for s in sentences]
)
def test_polarity_of_survives_the_trap(marked: Marked, sentence: str, polarity: str) -> None:
    doc, tokens = marked(sentence)
    found = polarity_of(doc, tokens["trigger"], tokens.get("subject"), tokens.get("object"))
    assert found.polarity == polarity
    assert (found.cue is None) or found.polarity is not Polarity.AFFIRMED


@pytest.mark.parametrize(
    ("value", "sentence"), [(g.value, s) for g in GROUPS for s in g.positive], ids=str
)
def test_polarity_of_follows_each_group_of_negators(
    marked: Marked, value: str, sentence: str
) -> None:
    doc, tokens = marked(sentence)
    assert polarity_of(doc, tokens["trigger"]).polarity == value


@pytest.mark.parametrize("sentence", [s for g in GROUPS for s in g.negative])
def test_polarity_of_affirms_where_a_negator_does_not_reach(marked: Marked, sentence: str) -> None:
    doc, tokens = marked(sentence)
    assert polarity_of(doc, tokens["trigger"]).polarity is Polarity.AFFIRMED


@pytest.mark.parametrize(
    ("text", "phrase", "negated"),
    [
        ("Doppler of the legs was negative for DVT.", "DVT", True),
        ("No fever, chills or rash.", "rash", True),
        ("No fever but she has a cough.", "cough", False),
        ("Gram-negative rods were seen.", "rods", False),
        ("No increase in the size of the mass.", "mass", False),
        ("Pneumonia was ruled out.", "Pneumonia", True),
        ("He denies chest pain.", "chest pain", True),
        ("Lungs: no wheezes. Heart: murmur.", "murmur", False),
    ],
)
def test_is_negated_reads_notes_without_a_parse(text: str, phrase: str, negated: bool) -> None:
    start = text.index(phrase)
    assert is_negated(text, start, start + len(phrase)) is negated

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
import yaml

import kg
from kg.errors import LexiconError
from kg.lexicon.cue_sets import AnchoredCue, CueSet, cue_set
from kg.lexicon.word_roles import word_roles

FILES = ("design", "hedges", "negation", "wording")
ROLE_FILES = ("hedge_roles", "negation_roles", "wording_verbs")
CUES = [(name, cue) for name in FILES for cue in cue_set(name).cues]


@pytest.mark.parametrize(("name", "cue"), CUES, ids=lambda x: getattr(x, "id", x))
def test_cue_matches_its_positive_examples_only(name: str, cue: AnchoredCue) -> None:
    for text in cue.positive:
        assert any(m.cue is cue for m in cue_set(name).matches(text)), text
    for text in cue.negative:
        assert not any(m.cue is cue for m in cue_set(name).matches(text)), text
    assert cue.positive
    assert cue.negative


@pytest.mark.parametrize(("name", "cue"), CUES, ids=lambda x: getattr(x, "id", x))
def test_cue_anchors_lose_no_match(name: str, cue: AnchoredCue) -> None:
    bare = CueSet((AnchoredCue(cue.id, cue.patterns, cue.category, "", (), ()),))
    texts = [*cue.positive, *(t for c in cue_set(name).cues for t in (*c.positive, *c.negative))]
    for text in texts:
        with_anchors = [(m.start, m.end) for m in CueSet((cue,)).matches(text)]
        assert with_anchors == [(m.start, m.end) for m in bare.matches(text)], text


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    "text", ["a" * 20_000, "may not be in no " * 1_000, "study of the " * 1_500]
)
def test_cues_stay_linear(name: str, text: str) -> None:
    started = time.process_time()
    assert sum(1 for _ in cue_set(name).matches(text)) >= 0
    assert time.process_time() - started < 5


@pytest.mark.parametrize("name", ROLE_FILES)
def test_word_groups_have_examples_with_a_trigger(name: str) -> None:
    for group in word_roles(name).groups:
        assert group.words
        assert group.positive
        assert group.negative
        assert all("«" in text for text in (*group.positive, *group.negative)), group.id


@pytest.mark.parametrize("name", [*FILES, *ROLE_FILES, "schedules"])
def test_lexicon_file_names_its_sources(name: str) -> None:
    path = Path(kg.__file__).parent / "data" / f"{name}.yaml"
    entries = yaml.safe_load(path.read_text("utf-8"))
    assert all(entry["source"] for entry in entries)


def test_cue_group_marks_the_words_that_count() -> None:
    cue = AnchoredCue("x", (r"we (?P<cue>tested)",), "c", "own", (), ())
    (match,) = CueSet((cue,)).matches("Then we tested it.")
    assert (match.start, match.end) == (8, 14)


def test_cue_set_finds_whole_words_in_any_case() -> None:
    cue = AnchoredCue("x", ("may",), "c", "own", (), (), anchors=("may",))
    assert CueSet((cue,)).matches_any("IT MAY HELP")
    assert not CueSet((cue,)).matches_any("dismay")


def test_cue_set_of_an_unknown_file_is_an_error() -> None:
    with pytest.raises(LexiconError, match=re.escape("kg/data/no_such_cues.yaml")):
        cue_set("no_such_cues")

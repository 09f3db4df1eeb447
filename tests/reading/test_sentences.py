import re
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.loading import load_entries
from kg.model.spans import Span
from kg.reading import read_bytes
from kg.reading import sentences as splitting
from kg.reading.sentences import BreakWords, split

ENTRIES = load_entries("sentence_breaks", BreakWords)


def sentences(text: str) -> list[str]:
    return [span.text_of(text) for span in split(text, Span(0, len(text)))]


@pytest.mark.parametrize(
    "marked", [example for entry in ENTRIES for example in entry.positive + entry.negative]
)
def test_split_agrees_with_the_examples_of_the_data_file(marked: str) -> None:
    expected = [part.strip() for part in marked.split("|") if part.strip()]
    assert sentences(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("A count of 4.5 is low. It may fall to 3.2 in winter.", 2),
        ("Is iron needed? Yes! It is.", 3),
        ("She said “rest.” He slept.", 2),
        ("Levels rose (by 2.5 mg.) Then they fell.", 2),
        ("Use Saccharomyces, e.g. S. boulardii, with care.", 1),
        ("J. R. Smith and A. Lee wrote it.", 1),
        ("pH fell. mRNA rose. The rest stayed.", 3),
        ("The dose is 100 to 200 mg a day. Ask a physician.", 2),
        ("It was seen in the U.S. The cause is unknown.", 2),
        ("Wait... Then start again.", 2),
    ],
)
def test_split_counts_sentences(text: str, count: int) -> None:
    assert len(sentences(text)) == count


def read(text: str) -> list[str]:
    document = next(read_bytes(text.encode(), "a.txt"))
    return [s.span.text_of(document.text) for s in document.sentences]


def test_sentences_keep_the_markers_after_their_stop() -> None:
    text = "Zinc helps. [3] The rest is open.[4,5] It ends (x). Yet (x) it may go on."
    assert read(text) == [
        "Zinc helps. [3]",
        "The rest is open.[4,5]",
        "It ends (x).",
        "Yet (x) it may go on.",
    ]


def test_sentences_keep_glued_digits_after_their_stop() -> None:
    assert read("Zinc may shorten a cold.12,13 The effect is small. It fades.14") == [
        "Zinc may shorten a cold.12,13",
        "The effect is small.",
        "It fades.14",
    ]


def test_sentences_do_not_break_inside_author_year_markers() -> None:
    text = "Zinc helps (Lee et al. 2020; Park et al. 2019). Smith et al. (2018) agree."
    assert len(read(text)) == 2


def test_split_cuts_what_never_ends() -> None:
    parts = sentences("word " * 5000)
    assert max(map(len, parts)) <= 6000
    assert " ".join(parts).split() == ["word"] * 5000


@given(
    st.text(alphabet='.!?…")] \n1²aAb', max_size=60),
    st.lists(st.integers(0, 60), max_size=3, unique=True).map(sorted),
)
def test_split_passes_over_no_stop_that_every_stop_would_show(text: str, places: list[int]) -> None:
    markers = [Span(at, at + 1) for at in places if at < len(text)]

    def every(*_: object) -> re.Pattern[str]:
        return splitting._STOP

    def of(stops: Sequence[str]) -> list[Span]:
        return split(text, Span(0, len(text)), markers, "".join(stops))

    found = of([stop for stop in splitting._OTHER_STOPS if stop in text])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(splitting, "_stops", every)
        assert found == of([])

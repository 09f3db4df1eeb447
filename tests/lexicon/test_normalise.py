import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lexicon.normalise import folded, normalise


@pytest.mark.parametrize(
    ("text", "copy"),
    [
        ("T‑Cells", "t cells"),
        ("Alzheimer’s", "alzheimer s"),
        ("Sjögren's", "sjogren s"),
        ("As\u200bpirin\u00ad", "aspirin"),
        ("e\u0301tude", "etude"),
        ("white blood\ncells", "white blood cells"),
        ("white   blood\n   cells", "white blood cells"),
        ("CD4+ T cells", "cd4+ t cells"),
        ("Straße", "strasse"),
    ],
)
def test_normalise_folds(text, copy):
    assert normalise(text).text == copy


def test_normalise_keeps_a_blank_line_apart():
    assert "vitamin c" not in normalise("a vitamin\n\nC is next").text


def test_normalise_does_not_shift_behind_growing_letters():
    text = "İzmir Straße ﬁber aspirin"
    copy = normalise(text)
    start = copy.text.index("aspirin")
    assert slice(*copy.original(start, start + 7)) == slice(text.index("aspirin"), len(text))


def test_original_covers_unseen_characters_inside():
    text = "an as\u200bpirin\u200b."
    copy = normalise(text)
    start = copy.text.index("aspirin")
    begin, end = copy.original(start, start + 7)
    assert text[begin:end] == "as\u200bpirin"


@given(st.text(max_size=60))
def test_normalise_maps_every_character_back(text):
    copy = normalise(text)
    spans = [copy.original(at, at + 1) for at in range(len(copy.text))]
    assert all(0 <= begin < end <= len(text) for begin, end in spans)
    assert spans == sorted(spans)


@given(st.text(max_size=40))
def test_folded_is_stable(text):
    assert folded(folded(text)).split() == folded(text).split()

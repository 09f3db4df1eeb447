import pytest

from kg.lexicon.cell_judgements import cell_judgements
from kg.lexicon.loading import Cue, load_entries

CUES = load_entries("cell_judgements", Cue)


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.id)
def test_cell_has_the_category_of_its_examples(cue: Cue) -> None:
    assert cue.positive
    assert cue.negative
    assert all(cue.category in cell_judgements(text) for text in cue.positive)
    assert not any(cue.category in cell_judgements(text) for text in cue.negative)


def test_prose_in_a_cell_is_no_judgement():
    assert list(cell_judgements("probably " + "raises pressure and so on " * 4)) == []

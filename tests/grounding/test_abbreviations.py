import pytest

from kg.grounding.abbreviations import abbreviations, definitions
from kg.reading import read_bytes


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It lowers tumor necrosis factor (TNF) in mice.", [("TNF", "tumor necrosis factor")]),
        ("CBC (complete blood count) is a test.", [("CBC", "complete blood count")]),
        ("acute lymphoblastic leukaemia (ALL; childhood)",
         [("ALL", "acute lymphoblastic leukaemia")]),
        ("granulocyte colony-stimulating factor (G-CSF)",
         [("G-CSF", "granulocyte colony-stimulating factor")]),
        ("white blood cells (WBCs)", [("WBCs", "white blood cells")]),
        ("irritable bowel syndrome (IBS) and chronic kidney disease (CKD)",
         [("IBS", "irritable bowel syndrome"), ("CKD", "chronic kidney disease")]),
        ("red meat (x) and fish (Figure)", []),
        ("in Germany (GER)", []),
        ("we saw nothing (DNA)", []),
        ("(TNF)", []),
    ],
)  # fmt: skip
def test_definitions(sentence, found):
    assert list(definitions(sentence)) == found


def test_definitions_are_linear():
    assert list(definitions("(" * 50_000 + "A" * 50_000)) == []


def test_abbreviations_keep_the_first_definition():
    text = b"Chronic kidney disease (CKD) is common. Cold knee disorder (CKD) is not."
    (document,) = read_bytes(text, "a.txt")
    assert abbreviations(document) == {"CKD": "Chronic kidney disease"}

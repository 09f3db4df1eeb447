import importlib.resources
import os
from itertools import pairwise
from pathlib import Path

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LexiconError
from kg.lexicon import terms
from kg.lexicon.compiled import compile_default
from kg.lexicon.form_index import build_index, read_index, write_index
from kg.lexicon.homonyms import load_homonyms
from kg.lexicon.installed import default_vocabulary, load_dictionary
from kg.lexicon.normalise import folded
from kg.lexicon.skos import render_skos
from kg.lexicon.terms import Concept, load_concepts, load_identifiers
from kg.lexicon.variants import without_plural
from kg.lexicon.vocabulary import Vocabulary
from kg.model.closed_terms import EntityType

DATA = importlib.resources.files("kg").joinpath("data")
HOMONYMS = load_homonyms()


def names(text: str) -> list[tuple[str, str]]:
    return [(match.text, match.concept.label) for match in default_vocabulary().match(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Leucocytes fell.", [("Leucocytes", "white blood cells")]),
        ("iron-deficiency anaemias", [("iron-deficiency anaemias", "iron-deficiency anemia")]),
        ("low white blood\ncell count", [("low white blood\ncell count", "leukopenia")]),
        ("bone marrow disease", [("bone marrow disease", "bone marrow disease")]),
        ("As\u200bpirin", [("As\u200bpirin", "aspirin")]),
        ("İ aspirin", [("aspirin", "aspirin")]),
        ("T‑cells", [("T‑cells", "T cells")]),
        ("Parkinson's and Parkinson disease", [("Parkinson's", "Parkinson's disease"),
                                               ("Parkinson disease", "Parkinson's disease")]),
        ("AIDS aids digestion", [("AIDS", "AIDS"), ("digestion", "digestion")]),
        ("a vitamin a day", [("vitamin", "vitamin")]),
        ("vitamin A", [("vitamin A", "vitamin A")]),
        ("vitamin B12s", [("vitamin", "vitamin")]),
        ("early ironing", []),
        ("chemotherapy-induced leukopenia",
         [("chemotherapy", "chemotherapy"), ("leukopenia", "leukopenia")]),
    ],
)  # fmt: skip
def test_match_finds(text, found):
    assert names(text) == found


def test_match_gives_reason_and_score():
    (match,) = default_vocabulary().match("anaemias")
    assert (match.reason, match.score) == ("plural, spelling", 0.97)
    assert match.concept.id == "MONDO:0002280"


@given(st.text(alphabet="aeion-’ \u200bİß.,(vitamd12)", max_size=80))
def test_match_offsets_slice_the_text(text):
    found = default_vocabulary().match(text + " iron. " + text)
    assert all((text + " iron. " + text)[m.start : m.end] == m.text for m in found)
    assert all(one.end <= two.start for one, two in pairwise(found))


@pytest.mark.parametrize("entry", HOMONYMS, ids=lambda entry: entry.id)
def test_homonym_examples(entry):
    assert entry.positive or entry.negative
    for text, concept in entry.positive:
        assert concept in {label for _, label in names(text)}, text
    for text in entry.negative:
        surfaces = {match.text.lower() for match in default_vocabulary().match(text)}
        assert entry.surface not in surfaces, text


@pytest.mark.parametrize("entry", HOMONYMS, ids=lambda entry: entry.id)
def test_homonym_senses_are_concepts_that_have_the_form(entry):
    index = build_index(load_concepts())
    forms = [form for form, _ in without_plural(folded(entry.surface))]
    known = {index.concepts[found.concept].label for f in forms for found in index.readings(f)}
    assert {sense.concept for sense in entry.senses} <= known | {None}


def test_lookup_prefers_the_wanted_type():
    both = Vocabulary.of(
        [Concept(None, "ginger", EntityType.FOOD), Concept(None, "root", EntityType.SUPPLEMENT,
                                                           ("ginger",))]
    )  # fmt: skip
    assert both.lookup("Ginger").concept.label == "ginger"
    assert both.lookup("Ginger", [EntityType.SUPPLEMENT]).concept.label == "root"
    assert both.lookup("Ginger", [EntityType.DRUG]).concept.label == "ginger"


def test_compiled_vocabulary_is_fresh():
    assert DATA.joinpath("vocabulary.dict").read_text(encoding="utf-8") == compile_default()


def test_skos_vocabulary_is_fresh():
    text = DATA.joinpath("vocabulary.ttl").read_text(encoding="utf-8")
    assert text == render_skos(load_concepts())


def test_skos_vocabulary_parses_and_names_every_identifier():
    quads = list(pyoxigraph.parse(DATA.joinpath("vocabulary.ttl").read_bytes(),
                                  format=pyoxigraph.RdfFormat.TURTLE))  # fmt: skip
    matches = [
        quad for quad in quads if quad.predicate.value.endswith(("exactMatch", "closeMatch"))
    ]
    assert len(matches) == sum(len(rows) for rows in load_identifiers().values())


def test_identifiers_are_wellformed_and_primary_once():
    primary: dict[str, str] = {}
    for concept in load_concepts():
        if concept.id:
            assert concept.id not in primary, (concept.label, primary[concept.id])
            primary[concept.id] = concept.label
        for row in concept.identifiers:
            prefix, _, local = row.curie.partition(":")
            assert prefix
            assert local
            assert row.label
            assert row.source


def test_every_concept_finds_itself():
    vocabulary = default_vocabulary()
    for concept in vocabulary.concepts:
        assert vocabulary.lookup(concept.label).concept.label == concept.label


def test_terms_refuse_a_bad_row(monkeypatch):
    monkeypatch.setattr(terms, "_TERM_COLUMNS", ("label", "kind"))
    with pytest.raises(LexiconError, match="expected the columns"):
        load_concepts()


def test_index_round_trip():
    index = build_index([Concept("X:1", "tea", EntityType.FOOD, ("chai", "TEA"), ("Y:2",), "t 1")])
    text = write_index(index)
    read = read_index(text, "x.dict")
    assert list(read.concepts) == list(index.concepts)
    assert read.packed == index.packed
    assert write_index(read) == text


@pytest.mark.parametrize("text", ["", "{}", "no header\n", '{"format": "other"}\n'])
def test_index_refuses_what_is_no_dictionary(text):
    with pytest.raises(LexiconError, match="not a compiled dictionary"):
        read_index(text, "x.dict")


def test_index_refuses_a_truncated_file(tmp_path: Path):
    whole = write_index(build_index([Concept(None, "tea", EntityType.FOOD, ("chai",))]))
    path = tmp_path / "tea.dict"
    path.write_text(whole.rsplit("\n", 2)[0], encoding="utf-8")
    with pytest.raises(LexiconError, match="incomplete"):
        load_dictionary(path)


def test_vocabulary_beside_adds_and_defers():
    extra = Vocabulary.of(
        [
            Concept(
                "MONDO:0002280", "anaemia of any kind", EntityType.CONDITION, (), (), "MONDO x"
            ),
            Concept("EX:2", "sitosterolemia", EntityType.CONDITION, (), (), "EX 1"),
            Concept("EX:3", "lead", EntityType.SUBSTANCE, (), (), "EX 1"),
        ]
    )
    both = default_vocabulary().with_beside(extra)
    assert len(both) == len(default_vocabulary()) + 3
    assert both.lookup("sitosterolemia").concept.id == "EX:2"
    known = both.lookup("anaemia of any kind")
    assert known.concept.label == "anemia"
    assert known.reason == "exact label in MONDO x"
    found = [(m.text, m.concept.label) for m in both.match("This may lead to sitosterolemia.")]
    assert found == [("sitosterolemia", "sitosterolemia")]
    assert len(default_vocabulary().match("sitosterolemia")) == 0


def test_default_vocabulary_reads_the_dictionaries_of_the_environment(monkeypatch, tmp_path: Path):
    path = tmp_path / "own.dict"
    concept = Concept("EX:2", "sitosterolemia", EntityType.CONDITION, (), (), "EX 1")
    path.write_text(write_index(build_index([concept])), encoding="utf-8")
    monkeypatch.setenv("CITEGRAPH_VOCABULARIES", f"{path}{os.pathsep}")
    # the cached one is left alone
    assert default_vocabulary.__wrapped__().lookup("sitosterolemia").concept.id == "EX:2"
    monkeypatch.setenv("CITEGRAPH_VOCABULARIES", str(tmp_path / "gone.dict"))
    with pytest.raises(LexiconError, match=r"gone\.dict"):
        default_vocabulary.__wrapped__()

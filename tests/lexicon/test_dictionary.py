import pytest

from kg.errors import LexiconError
from kg.lexicon.common_words import CommonWords
from kg.lexicon.dictionary import PrefixType, compile_terms
from kg.lexicon.form_index import read_index
from kg.lexicon.loading import load_entries
from kg.lexicon.term_sources import (
    RawTerm,
    TermSource,
    is_sssom,
    read_cellxgene,
    read_obo,
    read_sssom,
    read_table,
)
from kg.lexicon.vocabulary import Vocabulary
from kg.model.closed_terms import EntityType

OBO = """format-version: 1.2
data-version: hp/releases/2025-01-16

[Term]
id: HP:0001882
name: Leukopenia
synonym: "Low \\"white\\" count" EXACT layperson []
synonym: "Cytopenia" BROAD []

[Term]
id: HP:0000001
name: Old thing
is_obsolete: true

[Typedef]
id: part_of
name: part of
"""
SSSOM = """#mapping_set_id: x
subject_id\tpredicate_id\tobject_id\tmapping_justification
HP:0001882\tskos:exactMatch\tMONDO:0003785\tsemapv:LexicalMatching
HP:0001882\tskos:broadMatch\tMONDO:0001475\tsemapv:LexicalMatching
"""


def source(name: str, *terms: RawTerm, mappings=()) -> TermSource:
    return TermSource(name, "1", "0" * 64, terms, tuple(mappings))


def vocabulary(*sources: TermSource) -> Vocabulary:
    return Vocabulary(read_index(compile_terms(sources)[0], "x"))


def test_read_obo_takes_current_terms_and_exact_synonyms():
    release, terms = read_obo(OBO)
    assert release == "2025-01-16"
    assert list(terms) == [RawTerm("HP:0001882", "Leukopenia", ('Low "white" count',))]


def test_read_cellxgene_skips_deprecated_terms():
    text = (
        '{"X:1": {"label": "tea", "synonyms": ["chai"]}, "X:2": {"label": "", "deprecated": true}}'
    )
    assert list(read_cellxgene(text, "x.json")) == [RawTerm("X:1", "tea", ("chai",))]


@pytest.mark.parametrize("text", ["[]", "not json"])
def test_read_cellxgene_refuses_other_json(text):
    with pytest.raises(LexiconError, match=r"x\.json"):
        list(read_cellxgene(text, "x.json"))


def test_read_table_reads_named_columns():
    text = "# own\nid\tlabel\ttype\tsynonyms\nX:1\ttea\tFood\tchai | brew\n"
    assert list(read_table(text, "x.tsv")) == [RawTerm("X:1", "tea", ("chai", "brew"), "Food")]


@pytest.mark.parametrize(
    ("text", "why"), [("name\nx\n", "id and label"), ("id\tlabel\nx\n", "2 c")]
)
def test_read_table_refuses_a_bad_table(text, why):
    with pytest.raises(LexiconError, match=why):
        list(read_table(text, "x.tsv"))


def test_read_sssom_takes_exact_matches_alone():
    assert is_sssom(SSSOM)
    assert not is_sssom("id\tlabel\n")
    assert list(read_sssom(SSSOM, "m.tsv")) == [("HP:0001882", "MONDO:0003785")]


def test_compile_merges_what_a_mapping_ties():
    mondo = source("mondo", RawTerm("MONDO:0003785", "leukopenia"))
    hp = source("hp", RawTerm("HP:0001882", "Leukopenia", ("low white count",)))
    maps = source("maps", mappings=[("HP:0001882", "MONDO:0003785")])
    _, summary = compile_terms([mondo, hp, maps])
    assert (summary.concepts, summary.merged) == (1, 1)
    (match,) = vocabulary(mondo, hp, maps).match("a low white count")
    assert match.concept.id == "MONDO:0003785"
    assert match.concept.exact_matches == ("HP:0001882",)
    assert match.concept.vocabulary == "mondo 1"


def test_compile_leaves_out_everyday_and_unusable_names():
    raw = source("u", RawTerm("UBERON:1", "back"), RawTerm("CHEBI:2", "x" * 90),
                 RawTerm("CHEBI:3", "Xe"), RawTerm("CHEBI:4", "a; b", ("real name",)))  # fmt: skip
    _, summary = compile_terms([raw])
    assert summary.concepts == 1
    assert dict(summary.left_out) == {
        "everyday word": 1, "too long or a list": 2, "too short": 1,
    }  # fmt: skip
    assert vocabulary(raw).lookup("real name").concept.label == "real name"


def test_compile_prefers_the_first_source_and_counts_shared_forms():
    first = source("a", RawTerm("A:1", "shared name"))
    second = source("b", RawTerm("B:1", "shared name"))
    assert compile_terms([first, second])[1].shared == 1
    assert vocabulary(first, second).lookup("shared name").concept.id == "A:1"
    assert vocabulary(second, first).lookup("shared name").concept.id == "B:1"


def test_compile_types_by_source_then_prefix_then_head():
    found = vocabulary(
        source("a", RawTerm("CL:1", "odd thing"), RawTerm("Z:1", "odd syndrome"),
               RawTerm("Z:2", "odd item", type="Food"), RawTerm("Z:3", "oddity"))
    )  # fmt: skip
    assert [concept.type.value for concept in found.concepts] == [
        "Cell", "Condition", "Food", "Other",
    ]  # fmt: skip


def test_compile_is_deterministic():
    made = [source("a", *(RawTerm(f"X:{n}", f"name number {n}") for n in range(50)))]
    assert compile_terms(made)[0] == compile_terms(made)[0]


def test_policy_files_load():
    assert all(isinstance(e.type, EntityType) for e in load_entries("prefix_types", PrefixType))
    words = [word for entry in load_entries("common_words", CommonWords) for word in entry.words]
    assert "back" in words
    assert all(word == word.lower() for word in words)

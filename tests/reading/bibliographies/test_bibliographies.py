from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.lexicon.loading import Cue, load_entries
from kg.reading.bibliographies import load_texts, load_works, read_entries
from kg.reading.bibliographies.entry import design_of, is_retracted

FIXTURES = Path(__file__).parent / "fixtures"
FILES = sorted(FIXTURES.iterdir())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_first_entry_is_the_same_work_in_every_format(path: Path) -> None:
    first = load_works(path)[0]
    assert first.authors[0] == "Holt M"
    assert first.year == "2019"
    assert first.title is not None
    assert first.title.startswith("Iron tablets")
    assert first.container == "Journal of Ficta Medicine"
    assert first.raw.startswith("Holt M, ")
    assert first.doi in {"10.5555/jin.2019.4", "10.5555/jin_2019.4"}
    assert first.work == f"doi:{first.doi}"
    assert first.span is None


def test_bibtex_decodes_names_and_passes_over_broken_entries() -> None:
    works = load_works(FIXTURES / "works.bib")
    assert [work.id for work in works] == ["holt2019", "osei2021", "last"]
    assert works[0].authors == ("Holt M", "van der Berg M", "World Iron Forum")
    assert works[0].pmid == "99999901"
    assert works[1].authors == ("Osei K",)
    assert works[2].retracted is True


def test_catalogues_say_design_and_retraction() -> None:
    trial, mice = load_works(FIXTURES / "works.nbib")
    assert (trial.design, trial.retracted, trial.pmcid) == ("rct", False, "PMC9999901")
    assert (mice.design, mice.retracted) == ("animal", True)
    assert load_works(FIXTURES / "works.ris")[0].design == "rct"
    assert load_works(FIXTURES / "works.csl.json")[1].retracted is True
    (medline,) = load_works(FIXTURES / "works.xml")
    assert (medline.design, medline.retracted) == ("systematic_review", True)


def test_nobody_looked_is_none() -> None:
    assert load_works(FIXTURES / "works.ris")[0].retracted is None
    assert load_works(FIXTURES / "works.bib")[0].design is None


def test_texts_are_the_abstracts_of_a_folder() -> None:
    texts = load_texts(FIXTURES)
    assert [text.name.partition("#")[0] for text in texts] == [path.name for path in FILES]
    assert all("fatigue" in text.text.lower() and text.is_abstract for text in texts)


def test_content_decides_where_the_name_does_not() -> None:
    for path in FILES:
        assert read_entries(path.read_bytes(), "unknown") == read_entries(
            path.read_bytes(), path.name
        )


@pytest.mark.parametrize("data", [b"just words", b"{", b"\x00\x00\x00\x00"])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_entries(data, "unknown")


def test_medline_bomb_is_refused() -> None:
    with pytest.raises(ReadError, match="refused"):
        read_entries(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "w.xml")


@pytest.mark.parametrize("cue", load_entries("publication_types", Cue), ids=lambda cue: cue.id)
def test_publication_types_match_their_examples(cue: Cue) -> None:
    for name in cue.positive:
        assert cue.category in {design_of([name]), design_of([], [name])}
    for name in cue.negative:
        assert design_of([name]) != cue.category


def test_people_outweigh_animals_in_headings() -> None:
    assert (
        design_of(["Journal Article"], ["Animals", "Humans", "Cohort Studies"]) == "observational"
    )
    assert design_of(["Journal Article"], ["Animals", "Humans"]) is None


def test_a_notice_of_retraction_is_not_retracted() -> None:
    assert not is_retracted("Retraction: Iron", ["Retraction of Publication"])
    assert is_retracted(None, ["Retracted Publication"])


@pytest.mark.parametrize("opening", ["\\begin{a}", "{\\em {"])
def test_bibtex_nested_deeper_than_the_decoder_goes_is_kept_as_it_is(opening: str):
    closing = "\\end{a}" if "begin" in opening else "}}"
    value = opening * 1500 + "Iron" + closing * 1500
    text = f"@article{{a, title={{{value}}}, year={{2019}}}}\n@article{{b, title={{Zinc}}}}\n"
    found = list(read_entries(text.encode(), "a.bib"))
    assert [entry.draft.year for entry in found][:1] == ["2019"]
    assert found[-1].draft.title == "Zinc"

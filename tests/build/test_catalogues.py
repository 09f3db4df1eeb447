from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.appraisal import audit
from kg.build.building import BuildOptions, build
from kg.build.catalogues import Catalogue, filled
from kg.errors import ReadError
from kg.graph import Store
from kg.graph.validate import validate
from kg.model.appraisal import Severity
from kg.model.document import Reference

ARTICLE = """# Garlic and zinc

In a randomised trial, garlic lowered blood pressure [1]. Zinc reduces fatigue in adults [2].

## References

1. Holt M. Garlic and blood pressure. J Ficta. 2019;4:1-9. doi:10.5555/garlic.1
2. Osei K. Zinc and fatigue. Acta Ficta. 2020;1:1-2. PMID: 99999902
"""
NBIB = """PMID- 99999901
TI  - Garlic and blood pressure.
PT  - Randomized Controlled Trial
DP  - 2019
LID - 10.5555/garlic.1 [doi]

PMID- 99999902
TI  - Zinc and fatigue.
PT  - Journal Article
PT  - Retracted Publication
DP  - 2020

"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "works").mkdir()
    (tmp_path / "works" / "known.nbib").write_text(NBIB, encoding="utf-8")
    return tmp_path


def built(folder: Path, *works: Path) -> Store:
    store = Store.create(folder / "store")
    build([str(folder / "article.md")], store, BuildOptions(works=works))
    return store


def grades(store: Store) -> dict[str, int]:
    levels = {grade.claim: grade.grade.level for grade in store.corpus().grades}
    return {claim.subject.label: levels[claim.id] for claim in store.claims()}


def test_works_verify_the_design_and_show_retraction(folder):
    known = folder / "works" / "known.nbib"
    store = built(folder, known)
    claims = {claim.id: claim.subject.label for claim in store.claims()}
    designs = {
        claims[line.claim]: line.verified_design.value
        for line in store.corpus().evidence
        if line.verified_design
    }
    assert designs == {"garlic": "rct"}
    assert grades(store)["zinc"] == 0
    records = tuple(store.records())
    found = [f for f in audit(records, store.corpus()) if f.kind.value == "retracted"]
    assert [f.quote for f in found] == ["Zinc reduces fatigue in adults [2]."]
    assert [p for p in validate(store) if p.severity is Severity.ERROR] == []


def test_works_reach_documents_that_are_in_the_store_and_are_kept(folder):
    store = built(folder)
    assert grades(store)["zinc"] > 0
    summary = build([str(folder / "article.md")], store, BuildOptions(works=(folder / "works",)))
    assert (summary.built, summary.unchanged) == (0, 1)
    assert grades(store)["zinc"] == 0
    (folder / "article.md").write_text(f"{ARTICLE}\n", encoding="utf-8")
    assert build([str(folder / "article.md")], store).built == 1
    assert grades(store)["zinc"] == 0
    assert len(store.kept.works) == 2


def test_works_at_once_or_later_give_the_same_graphs(folder):
    known = folder / "works" / "known.nbib"
    at_once = built(folder, known).nquads_digest()
    later = Store.create(folder / "later")
    build([str(folder / "article.md")], later)
    build([str(folder / "article.md")], later, BuildOptions(works=(known,)))
    assert later.nquads_digest() == at_once


def test_works_that_are_none_are_refused(folder):
    (folder / "works.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReadError):
        built(folder, folder / "works.json")


def test_catalogue_finds_a_work_by_title_year_and_author():
    known = Reference(
        "a", "", "doi:10.5555/a", authors=("Lee J",), year="2020", title="Iron again",
        doi="10.5555/a", design="rct",
    )  # fmt: skip
    cited = Reference("1", "Lee J. Iron again. 2020.", "key:iron-again|2020|lee",
                      authors=("Lee J",), year="2020", title="Iron again")  # fmt: skip
    found = Catalogue([known]).find(cited)
    assert found is known
    assert filled(cited, known).work == "doi:10.5555/a"
    for other in ({"title": "Iron never"}, {"year": "2021"}, {"year": None}, {"authors": ()}):
        assert Catalogue([known]).find(replace(cited, work="", **other)) is None


@given(st.lists(st.sampled_from([True, False, None]), min_size=1, max_size=4))
def test_a_retraction_is_never_taken_back(said):
    works = [Reference("a", "", "pmid:12", pmid="12", retracted=value) for value in said]
    found = Catalogue(works).find(Reference("1", "", "pmid:12", pmid="12"))
    looked = [value for value in said if value is not None]
    assert found.retracted == (any(looked) if looked else None)

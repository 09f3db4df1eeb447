"""The second hop on texts of our own making: NBIB, JATS, JSON Lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.appraisal import explain_claim
from kg.appraisal.explain import claim_words
from kg.build.building import build
from kg.build.pipeline import Failure
from kg.build.verifying import Answer, Unanswered, bearing, verify_store
from kg.build.work_texts import HeldWork, read_works
from kg.graph import Store
from kg.graph.validate import validate
from kg.model.appraisal import Direction, Severity
from kg.reading import read_bytes

ARTICLE = """# Garlic and others

Garlic lowers blood pressure [1]. Zinc reduces fatigue in adults [2]. Ginger eases nausea [3].

## References

1. Holt M. Garlic and blood pressure. J Ficta. 2019;4:1-9. doi:10.5555/garlic.1
2. Osei K. Zinc and fatigue. Acta Ficta. 2020;1:1-2. PMID: 99999902
3. Park S. Ginger tea. Acta Ficta. 2021;3:4-5. doi:10.5555/ginger.3
"""
NBIB = """PMID- 99999902
TI  - Zinc and fatigue in adults.
AB  - Sixty adults took zinc. Zinc did not reduce fatigue.
PT  - Randomized Controlled Trial
DP  - 2020
LID - 10.5555/zinc.2 [doi]

"""
JATS = """<article><front><article-meta><article-id pub-id-type="doi">10.5555/garlic.1</article-id>
<title-group><article-title>Garlic and blood pressure: a randomised trial</article-title>
</title-group></article-meta></front><body><sec><title>Results</title>
<p>Eighty adults took garlic powder. Garlic powder lowered systolic blood pressure.</p>
</sec></body></article>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.md").write_text(ARTICLE, encoding="utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "works.nbib").write_text(NBIB, encoding="utf-8")
    (texts / "garlic.xml").write_text(JATS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def store(folder: Path) -> Store:
    opened = Store.create(folder / "store")
    build([str(folder / "article.md")], opened)
    return opened


def work_lines(store: Store) -> dict[str, tuple[Direction, str | None, str | None]]:
    return {
        line.study: (
            line.direction,
            line.quote,
            line.verified_design.value if line.verified_design else None,
        )
        for line in store.corpus().evidence
        if line.basis == "work"
    }


SAID = {
    "doi:10.5555/garlic.1": (
        Direction.SUPPORTS,
        "Garlic powder lowered systolic blood pressure.",
        "rct",
    ),
    "pmid:99999902": (Direction.DISPUTES, "Zinc did not reduce fatigue.", "rct"),
}


def test_verify_store_answers_each_claim_with_the_words_of_the_work(store, folder):
    before = {grade.claim: grade.grade for grade in store.corpus().grades}
    found = verify_store(store, folder / "texts")
    answers = [item for item in found if isinstance(item, Answer)]
    assert sorted(answer.found.direction.value for answer in answers) == ["disputes", "supports"]
    unanswered = [item for item in found if isinstance(item, Unanswered)]
    assert [item.reference.work for item in unanswered] == ["doi:10.5555/ginger.3"]
    assert work_lines(store) == SAID
    assert {grade.claim: grade.grade for grade in store.corpus().grades} == before


def test_verify_store_is_kept_by_a_rebuild_of_the_changed_article(store, folder):
    verify_store(store, folder / "texts")
    moved = ARTICLE.replace("Garlic lowers", "This is about food. Garlic lowers")
    (folder / "article.md").write_text(moved, encoding="utf-8")
    assert build([str(folder / "article.md")], store).built == 1
    assert work_lines(store) == SAID
    gone = ARTICLE.replace("Garlic lowers blood pressure [1]. ", "")
    (folder / "article.md").write_text(gone, encoding="utf-8")
    build([str(folder / "article.md")], store)
    assert set(work_lines(store)) == {"pmid:99999902"}
    assert len(store.kept.checks) == 2


def test_verify_store_twice_gives_the_same_store(store, folder):
    verify_store(store, folder / "texts")
    first = store.nquads_digest()
    verify_store(store, folder / "texts")
    assert store.nquads_digest() == first


def test_verify_store_keeps_article_and_work_apart_in_the_graph(store, folder):
    verify_store(store, folder / "texts")
    rows = store.query(
        "SELECT ?quote ?name WHERE { GRAPH ?g { ?line kg:basis kg:basis-work ; kg:workQuote ?quote"
        " ; prov:wasDerivedFrom/dcterms:identifier ?name } FILTER(STRENDS(STR(?g), 'grades')) }"
    )
    assert {(row["quote"].value, row["name"].value) for row in rows} == {
        ("Garlic powder lowered systolic blood pressure.", "garlic.xml"),
        ("Zinc did not reduce fatigue.", "works.nbib#99999902"),
    }
    problems = [p for p in validate(store, shacl=False) if p.severity is Severity.ERROR]
    assert problems == []


def test_explain_shows_what_the_work_says(store, folder):
    verify_store(store, folder / "texts")
    records = tuple(store.records())
    claim = next(c for c in store.claims() if c.subject.label == "zinc")
    words = claim_words(explain_claim(records, store.corpus(), claim.id))
    assert "pmid:99999902: the work itself (rct) disputes it" in words
    assert "“Zinc did not reduce fatigue.”" in words


def test_read_works_names_works_by_file_and_line(tmp_path):
    (tmp_path / "pmid-99999903.txt").write_text("Iron helps.\n", encoding="utf-8")
    (tmp_path / "nameless.txt").write_text("Iron helps.\n", encoding="utf-8")
    line = {"id": "doi:10.5555/Iron.9", "text": "Iron helps."}
    (tmp_path / "works.jsonl").write_text(json.dumps(line), encoding="utf-8")
    found = list(read_works(tmp_path))
    assert [i.keys for i in found if isinstance(i, HeldWork)] == [
        ("pmid:99999903",),
        ("doi:10.5555/iron.9",),
    ]
    assert [i.document for i in found if isinstance(i, Failure)] == ["nameless.txt"]


def test_bearing_keeps_what_claims_are_about(store):
    filler = "The weather in Oslo was cold. " * 80
    text = f"{filler}\n\nSixty adults took part. Garlic lowered it.\n\n{filler}"
    (document,) = read_bytes(text.encode(), "long.txt")
    claims = [claim for claim in store.claims() if claim.subject.label == "garlic"]
    kept = [s.span.text_of(text) for s in bearing(document, claims).sentences]
    assert kept == ["Sixty adults took part.", "Garlic lowered it."]

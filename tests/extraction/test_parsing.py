"""What a sentence gives does not depend on its company, nor on whether it was read before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extraction import Extractor
from kg.extraction.parsing.parser import Parser, load_model
from kg.reading import read_bytes, read_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extraction.trees.tree import Doc
    from kg.model.document import Document

ROOT = Path(__file__).resolve().parents[2]
FILES = [*sorted((ROOT / "sources").glob("*.md")), *sorted((ROOT / "tests/gold").glob("*.md"))]
SENTENCES = (
    "Iron.",
    "Zinc cures colds.",
    "Exercise training relieved back pain.",
    "Smoking detects risk.",
    "Garlic, which people have eaten for ages, may lower blood pressure and cholesterol.",
    "It helps.",
    "Causes include stress, too little sleep and some medicines (see below).",
    "Take 450 mg once or twice a day with food; ask your doctor first!",
    "",
    "In a randomised trial of 82 adults, ginger reduced nausea more than placebo did.",
)


def seen(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.idx, t.lemma_, t.tag_, t.pos_, t.dep_, t.head.i) for t in doc]


class Counting:
    """A pipeline that notes what it is given."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []

    def pipe(self, texts: list[str], **options: Any) -> Iterator[Any]:
        self.batches.append(texts)
        return load_model().pipe(texts, **options)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=40))
def test_trees_do_not_depend_on_the_batch(texts: list[str]) -> None:
    together = Parser(load_model()).trees(texts)
    for text, tree in zip(texts, together, strict=True):
        (alone,) = Parser(load_model()).trees([text])
        assert seen(tree) == seen(alone)


def test_trees_are_parsed_once_and_are_the_callers_own() -> None:
    nlp = Counting()
    parser = Parser(nlp)  # type: ignore[arg-type]  # as much of a pipeline as it needs
    first, second = parser.trees(["Zinc helps.", "Zinc helps."])
    first[0].lemma_ = "changed"
    (third,) = parser.trees(["Zinc helps."])
    assert [len(batch) for batch in nlp.batches] == [2]  # the sentence and its companion
    assert second[0].lemma_ == third[0].lemma_ != "changed"


def test_trees_take_many_and_long_texts_in_bounded_batches() -> None:
    nlp = Counting()
    texts = [f"Zinc lowers pain {n}." for n in range(300)] + [f"{n} " * 5_000 for n in range(6)]
    found = Parser(nlp).trees(texts)  # type: ignore[arg-type]
    assert [doc.text for doc in found] == texts
    assert max(len(batch) for batch in nlp.batches) <= 128
    assert all(len(batch) == 1 for batch in nlp.batches[-5:])


def documents() -> list[Document]:
    found = [document for path in FILES for document in read_path(path)]
    return [*found, *(next(iter(read_bytes(text.encode(), "a.txt"))) for text in SENTENCES if text)]


def test_extract_gives_the_same_when_documents_are_read_ahead_together() -> None:
    given = documents()
    alone = [Extractor().extract(document) for document in given]
    assert sum(map(len, alone)) > 50
    together = Extractor()
    together.read_ahead(given)
    assert [together.extract(document) for document in given] == alone
    assert [together.extract(document) for document in reversed(given)] == alone[::-1]


@pytest.mark.parametrize("count", [1, 70])
def test_extract_forgets_what_was_read_ahead_and_not_asked_for(count: int) -> None:
    extractor = Extractor()
    given = [
        next(iter(read_bytes(f"Zinc {n} lowers pain.".encode(), "a.txt"))) for n in range(count)
    ]
    for _ in range(3):
        extractor.read_ahead(given)
    assert all(extractor.extract(document) for document in given)

"""The cached morphology decides as spaCy's own components do."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from kg.extraction.parsing.parser import MODELS, load_model

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = (
    "There is no cure, but let's see what they've found.",
    "Let us say that it ain't so, y'all.",
    "C'm on, it'd have been nothin' but iron that's lost.",
    "She has had it; whether that helps is not known.",
    "  Two  blanks\tand a tab\n\nand a break.",
    "Iron deficiency causes anaemia, which did worsen once it was untreated.",
    "",
    ".",
)


def _texts() -> list[str]:
    found = list(SENTENCES)
    for path in sorted((ROOT / "sources").glob("*.md")):
        found += [line for line in path.read_text("utf-8").splitlines() if line.strip()]
    return found


@pytest.fixture(scope="module")
def bare() -> spacy.Language:
    name = next(name for name in MODELS if spacy.util.is_package(name))
    return spacy.load(name, exclude=["ner"])


@pytest.mark.parametrize("round_", [1, 2])
def test_morphology_equals_that_of_spacy(bare: spacy.Language, round_: int) -> None:
    texts = _texts()
    for text, own, theirs in zip(texts, load_model().pipe(texts), bare.pipe(texts), strict=True):
        for a, b in zip(own, theirs, strict=True):
            assert (a.pos, a.tag, a.dep, a.lemma_, str(a.morph), a.head.i) == (
                b.pos,
                b.tag,
                b.dep,
                b.lemma_,
                str(b.morph),
                b.head.i,
            ), (text, a.text)


def test_morphology_keeps_children_and_sentences(bare: spacy.Language) -> None:
    text = "Iron helps. It may cause nausea in some people."
    own, theirs = load_model()(text), bare(text)
    assert [[c.i for c in t.children] for t in own] == [[c.i for c in t.children] for t in theirs]
    assert [s.text for s in own.sents] == [s.text for s in theirs.sents]

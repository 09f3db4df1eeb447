from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.extraction import Extractor
from kg.model.claim import Claim
from kg.model.closed_terms import Via
from kg.model.document import BlockKind, Document
from kg.reading import read_bytes, read_path

if TYPE_CHECKING:
    from conftest import ClaimsOf, Read

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted(
    path
    for folder in (ROOT / "tests" / "gold", ROOT / "sources")
    for path in folder.rglob("*")
    if path.suffix in {".md", ".txt", ".html", ".xml"} and path.name != "README.md"
)


def _assert_tied_to_the_text(document: Document, claim: Claim) -> None:
    text = document.text
    assert text[claim.quote.start : claim.quote.end] == claim.quote.exact
    assert text[: claim.quote.start].endswith(claim.quote.prefix)
    assert text[claim.quote.end :].startswith(claim.quote.suffix)
    for argument in (claim.subject, claim.object):
        assert text[argument.start : argument.end] == argument.text
        assert argument.text.strip()
        assert argument.label
        if argument.via is None:
            assert claim.quote.span.contains(argument.span)
    if claim.trigger is not None:
        assert claim.trigger.text_of(text)
    kind = document.blocks[document.sentences[claim.sentence].block].kind
    assert kind not in {BlockKind.HEADING, BlockKind.CAPTION, BlockKind.REFERENCE}
    assert 0 < claim.confidence <= 1


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_extractor_ties_every_claim_to_the_words_of_the_document(path: Path) -> None:
    (document,) = read_path(path)
    claims = Extractor().extract(document)
    assert claims
    for claim in claims:
        _assert_tied_to_the_text(document, claim)
    places = [(c.quote.start, c.quote.end, c.rule) for c in claims]
    assert places == sorted(places)
    stated = [
        (*place[:2], c.subject.label.lower(), c.predicate, c.object.label.lower(), c.polarity)
        for place, c in zip(places, claims, strict=True)
    ]
    assert len(stated) == len(set(stated))


def test_extractor_gives_the_same_twice_and_beside_other_documents() -> None:
    path, other = FILES[0], FILES[1]
    (document,) = read_path(path)
    (unrelated,) = read_path(other)
    extractor = Extractor()
    first = extractor.extract(document)
    extractor.extract(unrelated)
    assert extractor.extract(document) == first
    assert Extractor().extract(document) == first


@pytest.mark.parametrize("text", ["# Gout causes pain\n", "Hm.\n", "# A\n\n# B\n"])
def test_extractor_finds_nothing_where_nothing_is_said(claims_of: ClaimsOf, text: str) -> None:
    assert claims_of(text) == ()


def test_extractor_makes_no_claim_of_headings(claims_of: ClaimsOf) -> None:
    found = claims_of("# Zinc cures colds\n\nGinger relieves nausea.\n")
    assert {claim.quote.exact for claim in found} == {"Ginger relieves nausea."}


def test_extractor_names_via_where_the_label_is_elsewhere(claims_of: ClaimsOf) -> None:
    text = "Valerian is sold in pharmacies. The herb improves sleep quality."
    (claim,) = [c for c in claims_of(text) if c.quote.start > 0]
    assert (claim.subject.label, claim.subject.text) == ("Valerian", "herb")
    assert claim.subject.via is Via.ANAPHORA


def test_extractor_leaves_a_pronoun_unresolved_without_antecedent(claims_of: ClaimsOf) -> None:
    assert not claims_of("It causes fever.")


LONG = {
    "coordination": "Zinc reduces " + ", ".join(f"pain {n} of the knee" for n in range(260)) + ".",
    "subordination": "Zinc helps " + "because it helps " * 350 + "patients.",
    "brackets": "Zinc " + "(" * 3_000 + "lowers" + ")" * 3_000 + " pain.",
    "semicolons": "Zinc lowers pain; " * 60 + "so it goes.",
    "one word": "z" * 6_000 + " causes pain.",
    "examples": "Foods such as " + "apples, such as " * 370 + "pears cause hives.",
    "negators": "Zinc does " + "not " * 1_480 + "cause pain.",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG.keys())
def test_extractor_ends_in_bounded_time(read: Read, text: str) -> None:
    document = read(text)
    started = time.process_time()
    for claim in Extractor().extract(document):
        _assert_tied_to_the_text(document, claim)
    assert time.process_time() - started < 20


def test_extractor_copes_with_an_empty_document() -> None:
    for document in read_bytes(b"<html><body><p>.</p></body></html>", "a.html"):
        assert Extractor().extract(document) == ()


ODD = [
    "Zinc\u200b lowers\u00a0blood\u2009pressure.",
    "“Ginger” relieves nausea – so they say…",
    "Zinc lowers pain (x), and ginger [3] lowers fever [4-6].",
    "Garlic: may lower blood pressure.",
    "B‑cells and T-cells fight infections.",
    "Fish oil’s omega‑3 lowers triglycerides; krill oil lowers them, too.",
    "- Garlic: may lower blood pressure.\n- Ginger — relieves nausea.\n",
    "Causes of gout include:\n\n- alcohol\n- obesity\n  - a high body mass index\n",
    "Zinc is a metal.\n\n| Product | Dose |\n|---|---|\n| Zinc | 15 mg daily |\n",
]


@pytest.mark.parametrize("text", ODD)
def test_extractor_keeps_offsets_in_odd_text(read: Read, claims_of: ClaimsOf, text: str) -> None:
    found = claims_of(text)
    assert found
    for claim in found:
        _assert_tied_to_the_text(read(text), claim)

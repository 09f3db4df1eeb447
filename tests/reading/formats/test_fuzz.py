"""Thousands of cut and mangled copies of each format: only ReadError may come out."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model.document import Document
from kg.reading import read_bytes
from kg.reading.bibliographies import read_entries

FIXTURES = Path(__file__).parent.parent / "fixtures"
BIBLIOGRAPHIES = Path(__file__).parent.parent / "bibliographies" / "fixtures"
BUDGET_SECONDS = float(os.environ.get("CITEGRAPH_FUZZ_SECONDS", "1.5"))  # for each format
SEED = os.environ.get("CITEGRAPH_FUZZ_SEED", "")
COPIES = 10_000
COPIES_MIN = 25
SNIPPETS = (
    b"<", b">", b"&", b"\x00", b"\xff\xfe", b"[1]", b"(x)", b"</p>", b"<table><tr>", b"&#0;", b"\\",
    b"]]>", b"<!DOCTYPE a [", "😀\u200b\u202e".encode(), b"{", b'"', b"\n\n", b"9" * 40, b"<sup>",
    b'<xref ref-type="bibr" rid="B1 B2 B9">4</xref>', b"PK\x03\x04", b"endobj", b"-",
)  # fmt: skip


def mutated(data: bytes, random_: random.Random) -> bytes:
    """Return a copy that is cut, or has bytes changed, taken out, doubled or put in."""
    out = bytearray(data)
    if random_.random() < 0.3:
        del out[random_.randrange(len(out)) :]
    for _ in range(random_.randrange(1, 6)):
        if not out:
            break
        at = random_.randrange(len(out))
        length = random_.randrange(1, 40)
        kind = random_.randrange(4)
        if kind == 0:
            out[at] = random_.randrange(256)
        elif kind == 1:
            del out[at : at + length]
        elif kind == 2:
            out[at:at] = out[at : at + length]
        else:
            out[at:at] = random_.choice(SNIPPETS)
    return bytes(out)


def check(document: Document) -> None:
    """Assert that every range is what it claims to be."""
    text = document.text
    last = 0
    for block in document.blocks:
        assert last <= block.span.start < block.span.end <= len(text)
        last = block.span.end
    for marker in document.markers:
        assert marker.span.text_of(text) == marker.text
    for sentence in document.sentences:
        assert document.blocks[sentence.block].span.contains(sentence.span)
    for section in document.sections:
        assert 0 <= section.span.start <= section.span.end <= len(text)
        if section.title_span is not None:
            assert " ".join(section.title_span.text_of(text).split()) == section.title
    for reference in document.references:
        assert reference.span is None or 0 <= reference.span.start < reference.span.end <= len(text)


def fuzz(data: bytes, name: str) -> int:
    random_ = random.Random(SEED + name)
    until = time.monotonic() + BUDGET_SECONDS
    done = 0
    while done < COPIES_MIN or (done < COPIES and time.monotonic() < until):
        copy = mutated(data, random_)
        with suppress(ReadError):
            for document in read_bytes(copy, name):
                check(document)
        done += 1
    return done


@pytest.mark.parametrize("path", sorted(FIXTURES.rglob("*.*")), ids=lambda path: path.name)
def test_fuzz_text_formats(path: Path) -> None:
    assert fuzz(path.read_bytes(), path.name) >= COPIES_MIN


def test_fuzz_pdf(pdf_article: bytes) -> None:
    assert fuzz(pdf_article, "article.pdf") >= COPIES_MIN


def test_fuzz_docx(make_docx: Callable[..., bytes], make_paragraph: Callable[..., str]) -> None:
    body = make_paragraph("Iron", "Heading1") + make_paragraph("Iron lessens fatigue [1].")
    assert fuzz(make_docx(body), "article.docx") >= COPIES_MIN


def test_fuzz_docx_markup(
    make_docx: Callable[..., bytes], make_paragraph: Callable[..., str]
) -> None:
    body = make_paragraph("Iron", "Heading1") + make_paragraph("Iron lessens fatigue [1].")
    random_ = random.Random(SEED + "docx")
    for _ in range(100):
        inner = mutated(body.encode(), random_).decode("utf-8", "replace")
        with suppress(ReadError):
            for document in read_bytes(make_docx(inner), "article.docx"):
                check(document)


def test_fuzz_epub(make_epub: Callable[..., bytes]) -> None:
    book = make_epub({"a.xhtml": "<h1>Iron</h1><p>Iron lessens fatigue.<sup>1</sup></p>"})
    assert fuzz(book, "book.epub") >= COPIES_MIN


@pytest.mark.parametrize("path", sorted(BIBLIOGRAPHIES.iterdir()), ids=lambda path: path.name)
def test_fuzz_bibliographies(path: Path) -> None:
    random_ = random.Random(SEED + path.name)
    until = time.monotonic() + BUDGET_SECONDS / 2
    while time.monotonic() < until:
        copy = mutated(path.read_bytes(), random_)
        with suppress(ReadError):
            for entry in read_entries(copy, path.name):
                assert entry.reference().work

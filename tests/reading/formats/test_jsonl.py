from __future__ import annotations

import json

import pytest

from kg.errors import ReadError
from kg.model.document import Document
from kg.reading import read_bytes


def read_all(data: bytes) -> tuple[list[Document], list[ReadError]]:
    documents: list[Document] = []
    errors: list[ReadError] = []
    reading = read_bytes(data, "many.jsonl")
    while True:
        try:
            documents.append(next(reading))
        except StopIteration:
            return documents, errors
        except ReadError as error:
            errors.append(error)


def line(**fields: object) -> bytes:
    return json.dumps(fields).encode() + b"\n"


def test_jsonl_gives_a_document_a_line() -> None:
    data = line(
        id="a",
        text="Iron helps [1].",
        title="T",
        url="https://a.example/",
        references=["Holt M. Iron. 2019."],
    )
    documents, errors = read_all(data + b"\n" + line(id=7, text="Zinc 😀 helps."))
    assert errors == []
    assert [d.id for d in documents] == ["a", "7"]
    assert documents[0].title == "T"
    assert documents[0].source.url == "https://a.example/"
    assert documents[0].markers[0].references == ("1",)
    assert documents[0].source.sha256 != documents[1].source.sha256


@pytest.mark.parametrize(
    "bad",
    [
        b"{broken\n", b"[1]\n", b"\xff\xfe{\n", b"[" * 100_000 + b"\n",
        line(text="x"), line(id="x"), line(id="x", text="  "), line(id="x", text=3),
        line(id="x", text="x", references="r"), line(id="x", text="x", references=[1]),
        line(id="x", text="x", title=["t"]), line(id="a", text="the same id again"),
    ],
)  # fmt: skip
def test_jsonl_bad_line_is_a_failure_of_its_own(bad: bytes) -> None:
    documents, errors = read_all(line(id="a", text="First.") + bad + line(id="b", text="Last."))
    assert [d.id for d in documents] == ["a", "b"]
    assert [error.path for error in errors] == ["many.jsonl:2"]


def test_jsonl_lone_surrogates_and_nul_are_replaced() -> None:
    (document,), errors = read_all(b'{"id": "a", "text": "Iron \\ud800 and \\u0000 zinc."}\n')
    assert errors == []
    assert document.text == "Iron \ufffd and \ufffd zinc."
    assert [note.kind for note in document.diagnostics] == ["decoding"]

from pathlib import Path

import pytest

from kg.build.pipeline import Failure, Pipeline, failure_of, read_documents, source_files
from kg.errors import ReadError
from kg.extraction.passages.reading_units import Unit, reading_units
from kg.model.document import Document
from kg.model.record import DocumentRecord
from kg.reading import read_bytes


def write(path: Path, text: str = "Garlic lowers blood pressure.\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_source_files_are_sorted_unique_and_uniquely_named(tmp_path: Path) -> None:
    for name in ("one/b.txt", "one/a.txt", "two/a.txt"):
        write(tmp_path / name)
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    names = [file.name for file in source_files([one, two, one])]
    assert names == sorted(["a.txt", "b.txt", f"{two}/a.txt"])


def test_failure_is_one_line_that_names_document_and_remedy() -> None:
    failure = failure_of("a.txt", ReadError("is bad\nreally", remedy="mend it"))
    assert failure.message == "a.txt: is bad really; mend it"
    assert failure_of("a.txt", ReadError("is bad", path="b.txt")).message == "b.txt: is bad"
    assert "--debug" in failure_of("a.txt", RecursionError("deep")).message


def test_poisonous_document_is_its_own_failure_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, f"Text of {name}.\n")

    def record(_self: Pipeline, document: Document) -> DocumentRecord:
        if document.id == "b.txt":
            raise IndexError("slip")
        return DocumentRecord(document, ())

    monkeypatch.setattr(Pipeline, "record", record)
    items = list(Pipeline().records(source_files([str(tmp_path)])))
    assert [isinstance(item, Failure) for item in items] == [False, True, False]
    assert isinstance(items[1], Failure)
    assert items[1].error == "IndexError"


def test_poisonous_document_leaves_those_alone_that_are_read_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        write(tmp_path / name, f"Garlic lowers blood pressure, says {name}.\n")

    def poisoned(document: Document) -> list[Unit]:
        if document.id == "b.txt":
            raise IndexError("slip")
        return reading_units(document)

    monkeypatch.setattr("kg.extraction.extractor.reading_units", poisoned)
    items = list(Pipeline().records(source_files([str(tmp_path)])))
    assert [len(item.claims) if isinstance(item, DocumentRecord) else -1 for item in items] == [
        1, -1, 1,
    ]  # fmt: skip


def test_attempts_keep_the_order_of_documents_and_failures() -> None:
    texts = ["Garlic lowers blood pressure.", "x " * 40_000, *(f"Zinc {n}." for n in range(70))]
    given: list[Document | Failure] = [
        next(iter(read_bytes(text.encode(), f"{n:03}.txt"))) for n, text in enumerate(texts)
    ]
    given.insert(1, Failure("bad", "ReadError", "is bad"))
    found = list(Pipeline().attempts(iter(given)))
    names = [item.document if isinstance(item, Failure) else item.document.id for item in found]
    assert names == [item.document if isinstance(item, Failure) else item.id for item in given]


def test_read_documents_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    path = write(
        tmp_path / "m.jsonl", '{"id": "a", "text": "One."}\n{\n{"id": "b", "text": "Two."}'
    )
    items = list(read_documents(*source_files([str(path)])))
    assert [getattr(item, "id", "failed") for item in items] == ["a", "failed", "b"]


def test_records_have_exact_quotes_and_are_alike_on_two_runs(tmp_path: Path) -> None:
    text = "# Garlic\n\nGarlic lowers blood pressure [1]. It may cause heartburn (x).\n"
    path = write(tmp_path / "a.md", text)
    first, second = (list(Pipeline().records(source_files([str(path)]))) for _ in range(2))
    assert first == second
    (record,) = first
    assert isinstance(record, DocumentRecord)
    assert record.claims
    for claim in record.claims:
        assert record.document.text[claim.quote.start : claim.quote.end] == claim.quote.exact
        assert claim.grade is not None

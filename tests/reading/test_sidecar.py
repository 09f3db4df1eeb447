from pathlib import Path

import pytest
import yaml

from kg.errors import ReadError
from kg.model.document import CitationState, Document
from kg.reading import read_bytes, read_path, skeleton
from kg.reading.sidecar import read_sidecar, supply

TEXT = "Zinc\n\nZinc may help (x, x). It is in oysters (x).\n"


@pytest.fixture
def document() -> Document:
    return next(read_bytes(TEXT.encode(), "zinc.txt"))


def filled(*references: list[str]) -> bytes:
    entries = [{"marker": n, "references": r} for n, r in enumerate(references, start=1)]
    return yaml.safe_dump({"markers": entries}).encode()


def test_supply_resolves_placeholders_in_order(document: Document) -> None:
    sidecar = read_sidecar(filled(["10.5555/a", "pmid:123456"], ["https://example.org/b"]), "s")
    supplied = supply(document, sidecar)
    assert [m.state for m in supplied.markers] == [CitationState.RESOLVED] * 2
    works = {r.id: r.work for r in supplied.references}
    assert [[works[r] for r in m.references] for m in supplied.markers] == [
        ["doi:10.5555/a", "pmid:123456"],
        ["url:example.org/b"],
    ]


def test_supply_leaves_what_nobody_named(document: Document) -> None:
    supplied = supply(document, read_sidecar(filled(["10.5555/a"]), "s"))
    assert [p.state for p in supplied.markers[0].pointers] == [
        CitationState.RESOLVED,
        CitationState.PLACEHOLDER,
    ]
    assert supplied.markers[1] == document.markers[1]


def test_supply_counts_one_work_once(document: Document) -> None:
    supplied = supply(document, read_sidecar(filled(["10.5555/a"], ["doi:10.5555/A"]), "s"))
    assert len(supplied.references) == 1


@pytest.mark.parametrize(
    "entry",
    [
        {"marker": 9, "references": ["10.5555/a"]},
        {"marker": 1, "text": "(x)", "references": ["10.5555/a"]},
    ],
)
def test_supply_reports_an_entry_that_does_not_fit(
    document: Document, entry: dict[str, object]
) -> None:
    sidecar = read_sidecar(yaml.safe_dump({"markers": [entry]}).encode(), "s")
    supplied = supply(document, sidecar)
    assert supplied.markers == document.markers
    assert [note.kind for note in supplied.diagnostics] == ["sidecar"]


@pytest.mark.parametrize(
    "data",
    [
        b"markers: [",
        b"other: 1",
        b"- 1",
        b"markers: [{marker: one}]",
        b"a: &x 1\nmarkers: *x",
        b"\xff",
    ],
)
def test_read_sidecar_refuses(data: bytes) -> None:
    with pytest.raises(ReadError):
        read_sidecar(data, "s.refs.yaml")


def test_skeleton_lists_open_markers_and_reads_back(document: Document) -> None:
    written = skeleton(document)
    sidecar = read_sidecar(written.encode(), "s")
    assert [(e.marker, e.text) for e in sidecar.markers] == [(1, "(x, x)"), (2, "(x)")]
    assert supply(document, sidecar) == document


def test_read_path_finds_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "zinc.txt").write_text(TEXT)
    (tmp_path / "zinc.refs.yaml").write_bytes(filled(["10.5555/a", "10.5555/b"]))
    found = next(read_path(tmp_path / "zinc.txt"))
    assert found.markers[0].state is CitationState.RESOLVED

"""The demonstration sources are what the manifest says, and cite only confirmed works."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from kg.model.document import CitationState, Document
from kg.reading import read_path

SOURCES = Path(__file__).parents[2] / "sources"
MANIFEST = tomllib.loads((SOURCES / "manifest.toml").read_text(encoding="utf-8"))["source"]
FILES = [entry["file"] for entry in MANIFEST]


def document(name: str) -> Document:
    (only,) = read_path(SOURCES / name)
    return only


def confirmed() -> list[dict[str, str]]:
    lines = (SOURCES / "references.tsv").read_text(encoding="utf-8").splitlines()
    header, *rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_manifest_names_every_source():
    assert sorted(FILES) == sorted(path.name for path in SOURCES.glob("*.md"))


@pytest.mark.parametrize("entry", MANIFEST, ids=FILES)
def test_manifest_hash_holds(entry):
    data = (SOURCES / entry["file"]).read_bytes()
    assert hashlib.sha256(data).hexdigest() == entry["sha256"]
    assert data.decode().startswith(f"# {entry['title']}\n")
    assert entry["licence"]


@pytest.mark.parametrize("name", FILES)
def test_every_reference_was_confirmed(name):
    rows = {row["reference"]: row for row in confirmed() if row["file"] == name}
    references = document(name).references
    assert {reference.id for reference in references} == set(rows)
    for reference in references:
        row = rows[reference.id]
        assert row["confirmed_by"]
        assert row["work"].partition(":")[2].lower() in reference.raw.lower()
        assert row["year"] in reference.raw
        assert _words(row["title"]) in _words(reference.raw)


@pytest.mark.parametrize("name", FILES)
def test_every_reference_is_cited_and_every_marker_resolves_or_is_a_placeholder(name):
    read = document(name)
    cited = {reference for marker in read.markers for reference in marker.references}
    assert cited == {reference.id for reference in read.references}
    states = {pointer.state for marker in read.markers for pointer in marker.pointers}
    assert states <= {CitationState.RESOLVED, CitationState.PLACEHOLDER}


def test_leukopenia_has_confirmed_works_and_open_placeholders():
    read = document("leukopenia.md")
    states = [pointer.state for marker in read.markers for pointer in marker.pointers]
    assert len(read.references) >= 12
    assert states.count(CitationState.PLACEHOLDER) >= 10


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))

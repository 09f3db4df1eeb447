"""A work that is linked to and not listed has an entry of its own."""

import pytest

from kg.model.document import CitationState, Document
from kg.reading import read_bytes

PAGE = """<html><body><main><h1>Iron</h1>
<p>Iron loss causes anemia (<a href="https://doi.org/10.5555/ABC">one study</a>). Tea slows the
uptake of iron <a href="https://pubmed.ncbi.nlm.nih.gov/15313359/">in a trial</a>, and so does
coffee <a href="https://doi.org/10.5555/abc">there</a>.{more}</p>{end}</main></body></html>"""


def read(more: str = "", end: str = "") -> Document:
    return next(read_bytes(PAGE.format(more=more, end=end).encode(), "a.html"))


def test_each_linked_work_has_one_entry_with_its_identifier():
    document = read()
    assert [(entry.id, entry.raw) for entry in document.references] == [
        ("doi:10.5555/abc", "(one study)"),
        ("pmid:15313359", "in a trial"),
    ]
    assert [(entry.doi, entry.pmid) for entry in document.references] == [
        ("10.5555/abc", None),
        (None, "15313359"),
    ]


def test_every_resolved_pointer_reaches_an_entry():
    document = read(more=" See doi:10.5555/zzz and PMC1234567.")
    known = {entry.id for entry in document.references}
    pointers = [pointer for marker in document.markers for pointer in marker.pointers]
    assert len(pointers) == 5
    for pointer in pointers:
        assert pointer.state is CitationState.RESOLVED
        assert pointer.references
        assert known.issuperset(pointer.references)


@pytest.mark.parametrize("title", ["References", "Sources"])
def test_a_listed_work_keeps_its_entry(title):
    listed = f"<h2>{title}</h2><ol><li>Lee A. Iron. J Ex. 2016. doi:10.5555/abc</li></ol>"
    document = read(end=listed)
    reached = {r for m in document.markers for p in m.pointers for r in p.references}
    assert [entry.id for entry in document.references if entry.doi] == ["entry-1"]
    assert reached == {"entry-1", "pmid:15313359"}

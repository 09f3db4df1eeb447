"""Graphs that are loaded before all documents are known end up as if they had been made last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import graph_factory as f
import pytest

from kg.errors import StoreError
from kg.graph import Provenance, Store, early_load
from kg.graph.change import Change
from kg.graph.drafts import Drafter, GraphDraft
from kg.graph.generations import Layout
from kg.model.appraisal import Corpus
from kg.model.packed import PackedRecord
from kg.model.record import DocumentRecord

RUN = Provenance(version="1", rules="r")
NAMES = [f"{n}.md" for n in range(6)]


def records() -> list[DocumentRecord]:
    return [f.record(name, salt=name) for name in NAMES]


def draft(record: DocumentRecord, change: Change) -> GraphDraft:
    made = Drafter(change.mint.base, RUN)
    return made.draft(record, PackedRecord.of(record), f.evidence(record))


def early(
    store: Store,
    drafted: Sequence[DocumentRecord],
    corpus: Corpus,
    then: Callable[[Change], object] = lambda _change: None,
) -> None:
    """Write documents by their drafts, do something else to the change, and commit it."""
    with store.change() as change:
        for record in drafted:
            change.add(record, RUN, draft=draft(record, change))
        then(change)
        change.commit(corpus)


def assert_same(store: Store, written: Sequence[DocumentRecord], corpus: Corpus) -> None:
    """Compare a store with one that is written without drafts."""
    with Store.create(store.path.with_name("plain")) as plain:
        plain.write(written, corpus, provenance=RUN)
        assert list(store.nquads()) == list(plain.nquads())
        assert store.manifest.graphs == plain.manifest.graphs
        assert store.manifest.documents == plain.manifest.documents


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "store")


@pytest.mark.parametrize("batch", [1, 100, 1_000_000])
def test_drafts_give_the_store_that_is_made_without(
    store: Store, monkeypatch: pytest.MonkeyPatch, batch: int
) -> None:
    monkeypatch.setattr(early_load, "_BATCH", batch)
    early(store, records(), f.corpus(*records()))
    assert_same(store, records(), f.corpus(*records()))


def test_a_draft_holds_the_lines_of_its_graph(store: Store) -> None:
    record = f.record()
    with store.change() as change:
        made = draft(record, change)
    lines = made.lines().decode().splitlines()
    assert lines == sorted(set(lines))
    assert len(lines) == made.entry.quads
    assert all(line.endswith(f"<{made.entry.iri}> .") for line in lines)


def test_sources_of_equal_bytes_share_a_graph_with_both_names(store: Store) -> None:
    twins = [f.record("a.md"), f.record("b.md")]
    early(store, twins, f.corpus(twins[0]))
    assert_same(store, twins, f.corpus(twins[0]))


def test_evidence_that_turns_out_otherwise_is_what_counts(store: Store) -> None:
    corpus = f.corpus(*records())
    other = replace(corpus, evidence=corpus.evidence[2:])  # that of the first document is gone
    early(store, records(), other)
    assert_same(store, records(), other)


def test_a_document_that_is_replaced_after_its_draft_is_what_counts(store: Store) -> None:
    changed = replace(records()[1], unattached=())
    final = [records()[0], changed, *records()[2:]]
    early(store, records(), f.corpus(*final), lambda change: change.add(changed, RUN))
    assert_same(store, final, f.corpus(*final))


def test_a_document_that_is_removed_after_its_draft_leaves_nothing(store: Store) -> None:
    early(store, records(), f.corpus(*records()[1:]), lambda change: change.remove(NAMES[0]))
    assert_same(store, records()[1:], f.corpus(*records()[1:]))


def test_a_store_that_has_graphs_takes_no_drafts(store: Store) -> None:
    early(store, records()[:3], f.corpus(*records()[:3]))
    with store.change() as change:
        assert not change.takes_drafts
    early(store, records()[3:], f.corpus(*records()))
    assert_same(store, records(), f.corpus(*records()))


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_a_change_that_is_given_up_leaves_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, error: type[BaseException]
) -> None:
    monkeypatch.setattr(early_load, "_BATCH", 1)

    def give_up(_change: Change) -> None:
        raise error

    before = store.nquads_digest()
    with pytest.raises(error):
        early(store, records(), f.corpus(), give_up)
    assert len(list(Layout(store.path).generations.iterdir())) == 1
    assert store.nquads_digest() == before
    early(store, records(), f.corpus(*records()))
    assert_same(store, records(), f.corpus(*records()))


def test_a_full_disk_while_loading_ends_the_change(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(early_load, "_BATCH", 1)
    monkeypatch.setattr(early_load, "_load", full)
    with pytest.raises(StoreError, match="No space left"):
        early(store, records(), f.corpus())
    assert len(list(Layout(store.path).generations.iterdir())) == 1

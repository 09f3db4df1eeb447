"""Records on disk: whole after a crash, durable once they are synchronised."""

from __future__ import annotations

import graph_factory as f
import pytest

from kg.errors import StoreError
from kg.graph import durable, record_files
from kg.graph.record_files import RecordFiles
from kg.model.packed import PackedRecord


def test_a_record_comes_back_and_so_do_its_claims_alone(tmp_path):
    files, record = RecordFiles(tmp_path / "records"), f.record()
    digest = files.write(PackedRecord.of(record))
    files.sync()
    assert files.read(digest) == record
    assert files.read_claims(digest) == record.claims


def test_an_empty_file_that_a_crash_left_is_written_again(tmp_path):
    files, packed = RecordFiles(tmp_path), PackedRecord.of(f.record())
    digest = files.write(packed)
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="damaged"):
        files.read(digest)
    assert RecordFiles(tmp_path).write(packed) == digest
    assert path.read_bytes() == packed.data


def test_a_file_that_a_dead_writer_left_is_synchronised_too(tmp_path, monkeypatch):
    packed, synced = PackedRecord.of(f.record()), []
    RecordFiles(tmp_path).write(packed)  # and dies
    monkeypatch.setattr(record_files, "sync", synced.append)
    files = RecordFiles(tmp_path)
    files.write(packed)
    files.sync()
    (path,) = tmp_path.rglob("*.json")
    assert synced == [path, path.parent, tmp_path]


def test_every_file_and_every_folder_of_names_is_synchronised(tmp_path, monkeypatch):
    synced = []
    monkeypatch.setattr(
        record_files, "sync", lambda path: (synced.append(path), durable.sync(path))
    )
    files = RecordFiles(tmp_path / "records")
    for number in range(20):
        files.write(PackedRecord.of(f.record(salt=str(number))))
    files.sync()
    written = list((tmp_path / "records").rglob("*.json"))
    assert len(written) == 20
    assert set(synced) == {*written, *(path.parent for path in written), tmp_path / "records"}
    synced.clear()
    files.sync()
    assert synced == []

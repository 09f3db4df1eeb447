"""The store: a folder with records and quads, written in one step, read beside the writer."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import StoreError
from kg.graph.creation import make_empty
from kg.graph.generations import Layout
from kg.graph.locking import writer_lock
from kg.graph.provenance import Provenance
from kg.graph.reader import NO_PROVENANCE, StoreReader
from kg.terms import DEFAULT_BASE

if TYPE_CHECKING:
    from kg.graph.change import Change
    from kg.graph.entity_quads import ConceptTerm
    from kg.graph.manifest import Manifest
    from kg.model.appraisal import Corpus, Judgement
    from kg.model.record import DocumentRecord


class Store(StoreReader):
    """A store of documents, claims and what was derived from them.

    Reading never waits for writing: a store that is open shows the generation it was opened with,
    until :meth:`reload` or an own write.
    """

    def __init__(self, path: Path, *, read_only: bool) -> None:
        super().__init__(path)
        self._read_only = read_only

    @classmethod
    def create(cls, path: str | os.PathLike[str], *, base: str = DEFAULT_BASE) -> Store:
        """Make an empty store, or open the one that is there.

        Raises:
            StoreError: The folder holds something else, cannot be written, or has another base.
        """
        root = Path(path)
        layout = Layout(root)
        if not layout.pointer.exists():
            if root.is_dir() and any(root.iterdir()) and not layout.lock.exists():
                raise StoreError(
                    "the folder is not empty and is no store",
                    path=str(root),
                    remedy="name a new folder",
                )
            make_empty(layout, base)
        store = cls(root, read_only=False)
        if store.manifest.base != base:
            store.close()
            message = f"the store has the base {store.manifest.base}"
            raise StoreError(message, path=str(root), remedy="name the same base, or a new folder")
        return store

    @classmethod
    def open(cls, path: str | os.PathLike[str], *, read_only: bool = False) -> Store:
        """Open a store.

        Raises:
            StoreError: There is no store here, or it is damaged.
        """
        return cls(Path(path), read_only=read_only)

    @staticmethod
    def exists(path: str | os.PathLike[str]) -> bool:
        """Return whether a folder holds a store."""
        return Layout(Path(path)).pointer.exists()

    @contextlib.contextmanager
    def change(self) -> Iterator[Change]:
        """Hold the writer's lock and give a change to fill and commit.

        Raises:
            StoreError: The store is read-only, another process writes it, or the disk is full.
        """
        from kg.graph.change import Change  # noqa: PLC0415 - a query does without

        if self._read_only:
            raise StoreError("the store was opened for reading only", path=str(self.path))
        if self.manifest.is_imported:
            raise StoreError(
                "the store was imported, without documents, and is only read",
                path=str(self.path),
                remedy="build one from the sources",
            )
        with writer_lock(self._layout.lock):
            self.reload()
            change = Change(self._layout, self.manifest, self.corpus(), self.kept)
            try:
                with contextlib.closing(change):
                    yield change
            except OSError as error:
                self._layout.drop_unfinished()
                reason = error.strerror or str(error)
                raise StoreError(
                    f"writing failed: {reason}", path=str(self.path),
                    remedy="the store is as it was before; make room and repeat",
                ) from error  # fmt: skip
            self.reload()
            if self._layout.clear_old():
                self._files.keep_only(entry.record for entry in self.manifest.documents)

    def write(  # noqa: PLR0913 - the options are named
        self,
        records: Iterable[DocumentRecord],
        corpus: Corpus | None = None,
        *,
        removed: Sequence[str] = (),
        provenance: Provenance = NO_PROVENANCE,
        paths: Mapping[str, Path] | None = None,
        concepts: Iterable[ConceptTerm] = (),
    ) -> Manifest:
        """Add or replace documents and drop others, in one step.

        Args:
            records: New and changed documents; those not named stay as they are.
            corpus: What appraisal makes of all documents; None keeps the last one.
            removed: Ids of documents to drop.
            provenance: How the claims were made.
            paths: Document id → where its source was read, for ``kg validate``.
            concepts: Concepts of the vocabularies, for labels and ``skos:broader``.

        Raises:
            StoreError: Another process writes the store, or the disk is full.
        """
        with self.change() as change:
            for record in records:
                change.add(record, provenance, (paths or {}).get(record.document.id))
            for document in removed:
                change.remove(document)
            return change.commit(corpus, concepts)

    def add_judgements(
        self,
        judgements: Iterable[Judgement],
        corpus: Corpus | None = None,
        concepts: Iterable[ConceptTerm] = (),
    ) -> Manifest:
        """Record people's decisions; they are kept for ever.

        Args:
            judgements: New decisions.
            corpus: What appraisal makes of all documents and decisions; None keeps the last one.
            concepts: Concepts of the vocabularies, as for :meth:`write`.
        """
        with self.change() as change:
            change.judge(judgements)
            return change.commit(corpus, concepts)

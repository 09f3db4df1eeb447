"""Sources to a store: what changed is extracted, all of it is appraised, one step publishes it."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

from kg.appraisal import appraise_corpus
from kg.build.catalogues import apply_catalogue, new_works, read_catalogues
from kg.build.finishing import Item
from kg.build.lookup import Lookup
from kg.build.pipeline import Failure, source_files
from kg.build.planning import Chunk, Task, cut, plan_tasks
from kg.build.provenance import current_provenance
from kg.build.shards import ShardFolder, Shards
from kg.build.summary import BuildSummary, Tally, grade_counts
from kg.build.workers import Workers, work_off
from kg.graph import ConceptTerm, Provenance, Store
from kg.graph.change import Change
from kg.graph.drafts import Drafter

SHARDS = "building"
Observer = Callable[[Item], None]


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How to build.

    Attributes:
        workers: Number of processes; the result is the same for any.
        max_memory: Bytes of data a worker may hold, or None.
        works: Bibliographies that say what the cited works are.
        lookup: Asks services about cited works of which nothing is known, or None.
        engine: What runs the workers: processes of this machine, or a Ray cluster.
        address: Of the cluster; None starts one on this machine.
        shards: Where the cluster's finished chunks go, as fsspec takes it; None is a folder in the
            store, which every machine of the cluster must see.
    """

    workers: int = 1
    max_memory: int | None = None
    works: tuple[Path, ...] = ()
    lookup: Lookup | None = None
    engine: Literal["pool", "ray"] = "pool"
    address: str | None = None
    shards: str | None = None


class Crew(Protocol):
    """Whoever turns chunks into shards."""

    def run(self, chunks: Iterable[Chunk]) -> Iterator[Chunk]:
        """Yield chunks as their shards are finished, in no fixed order."""


@dataclass(slots=True)
class _Run:
    """One build under way."""

    store: Store
    change: Change
    provenance: Provenance
    observe: Observer
    built: int = 0
    unchanged: int = 0
    failures: list[Failure] = field(default_factory=list)
    paths: dict[str, Path] = field(default_factory=dict)

    def pending(self, sources: Sequence[str]) -> Iterator[Task]:
        """Yield the tasks that the store does not have yet, made the same way."""
        for task in plan_tasks(source_files(sources)):
            if isinstance(task, Failure):
                self.fail(task)
                continue
            if task.place is not None:
                self.paths[task.name] = task.place
            if self._is_known(task):
                self.unchanged += 1
            else:
                yield task

    def _is_known(self, task: Task) -> bool:
        # A bibliography beside the file may have changed, and the store does not know it.
        return not task.has_company and self.store.has(task.name, task.sha256, self.provenance)

    def take(self, item: Item) -> None:
        """Add what became of a document."""
        if isinstance(item, Failure):
            self.fail(item)
            return
        place = self.paths.get(item.document)
        self.change.add(item.record, self.provenance, place, item.draft)
        self.built += 1
        self.observe(item)

    def fail(self, failure: Failure) -> None:
        """Note a document that is left out."""
        self.failures.append(failure)
        self.observe(failure)


def build(
    sources: Sequence[str],
    store: Store,
    options: BuildOptions = BuildOptions(),
    observe: Observer = lambda _item: None,
) -> BuildSummary:
    """Build or extend a store from ``sources``; nothing is published unless all of it is.

    Args:
        sources: Files, folders or ``-``.
        store: Open for writing; no other process may write it meanwhile.
        options: Number of processes and memory.
        observe: Is shown every finished document and every failure, in no fixed order.

    Raises:
        ReadError: A bibliography cannot be read.
        StoreError: Another process writes the store, or the disk is full.
    """
    provenance = current_provenance()
    known = read_catalogues(options.works)
    with store.change() as change:
        drafter = Drafter(change.mint.base, provenance) if change.takes_drafts else None
        shards, crew = _crew(store.path, options, provenance, drafter)
        run = _Run(store, change, provenance, observe)
        chunks = cut(run.pending(sources), provenance.key)
        for chunk in crew.run(chunks):
            for item in shards.read(chunk.id):
                run.take(item)
        apply_catalogue(change, new_works(change, known, options.lookup))
        tally = Tally()
        corpus = appraise_corpus(
            tally.watch(change.records()), change.judgements, checks=change.kept.checks
        )
        manifest = change.commit(corpus, concept_terms())
    shards.clear()
    return BuildSummary(
        store=str(store.path),
        built=run.built,
        unchanged=run.unchanged,
        documents=tally.documents,
        claims=tally.claims,
        citations=tally.citations(),
        grades=grade_counts(corpus),
        unattached=tally.unattached,
        propositions=len(corpus.propositions),
        conflicts=len(corpus.conflicts),
        quads=manifest.quads,
        failures=tuple(sorted(run.failures, key=lambda f: (f.document, f.error, f.message))),
    )


def _crew(
    store: Path, options: BuildOptions, provenance: Provenance, drafter: Drafter | None
) -> tuple[Shards, Crew]:
    if options.engine == "ray":
        from kg.build.cluster import Cluster  # noqa: PLC0415 - an extra
        from kg.build.shared_shards import SharedShards  # noqa: PLC0415 - an extra

        shared = SharedShards(options.shards or (store / SHARDS).absolute().as_uri())
        return shared, Cluster(
            shared, provenance.key, options.workers, options.address, options.max_memory, drafter
        )
    folder = ShardFolder(store / SHARDS)
    work = functools.partial(work_off, drafter=drafter)
    return folder, Workers(folder.root, options.workers, options.max_memory, work)


def concept_terms() -> Iterator[ConceptTerm]:
    """Yield the concepts of the vocabulary that have an identifier, for the graph."""
    from kg.lexicon.installed import default_vocabulary  # noqa: PLC0415 - start-up time

    for concept in default_vocabulary().concepts:
        if concept.id is not None:
            yield ConceptTerm(
                curie=concept.id,
                label=concept.label,
                synonyms=concept.synonyms,
                exact_matches=concept.exact_matches,
                type=concept.type,
            )

"""Cuts a corpus into chunks whose names depend on nothing but what is in them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.build.pipeline import Failure, read_documents
from kg.model.codec import to_plain
from kg.model.document import Document
from kg.reading import SourceFile

# Files that hold many documents are read here and sent on document by document; so is standard
# input, which no other process can read. Everything else is read where it is extracted.
_CONTAINERS = (".jsonl", ".ndjson")
_STANDARD_INPUT = "-"

MAX_TASKS = 16
MAX_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Task:
    """A document to be worked on: a file still to be read, or a document already read.

    Attributes:
        name: Id of the document.
        digest: Hex digest of the bytes and of what stands beside them.
        sha256: Digest of the source alone; empty where it cannot be read.
        size: Bytes or code points, for cutting chunks.
        place: The file that holds the document; None for standard input.
        has_company: Whether something beside the file (a bibliography) takes part.
    """

    name: str
    digest: str
    sha256: str
    size: int
    file: SourceFile | None = None
    document: Document | None = None
    place: Path | None = None
    has_company: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Tasks that one worker takes in one go.

    Attributes:
        id: Hex digest of the run's key and of the tasks.
    """

    id: str
    tasks: tuple[Task, ...]


def plan_tasks(files: Iterable[SourceFile]) -> Iterator[Task | Failure]:
    """Yield a task for every document of ``files``, and a failure for what cannot be read."""
    for file in files:
        if str(file.path) == _STANDARD_INPUT or file.name.lower().endswith(_CONTAINERS):
            place = None if str(file.path) == _STANDARD_INPUT else file.path
            for item in read_documents(file):
                yield item if isinstance(item, Failure) else _document_task(item, place)
        else:
            yield _file_task(file)


def _document_task(document: Document, place: Path | None) -> Task:
    references = repr(to_plain(document.references)).encode()
    digest = hashlib.sha256(f"{document.id}\0{document.source.sha256}\0".encode() + references)
    return Task(
        document.id,
        digest.hexdigest(),
        document.source.sha256,
        len(document.text),
        document=document,
        place=place,
    )


def _file_task(file: SourceFile) -> Task:
    try:
        sha256, size = _digest_of(file.path), file.path.stat().st_size
    except OSError:  # the reader will say what is wrong with it
        return Task(file.name, hashlib.sha256(file.name.encode()).hexdigest(), "", 0, file=file)
    company = company_of(file.path)
    parts = [file.name, sha256, *(f"{path.name}={_digest_of(path)}" for path in company)]
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()
    return Task(
        file.name, digest, sha256, size, file=file, place=file.path, has_company=bool(company)
    )


def company_of(path: Path) -> tuple[Path, ...]:
    """Return the bibliographies beside a document: files of its stem that readers take with it."""
    candidates = (path.with_name(f"{path.stem}{suffix}") for suffix in COMPANY)
    return tuple(candidate for candidate in candidates if candidate.is_file())


COMPANY = (".refs.yaml", ".refs.yml", ".refs.json", ".bib", ".ris", ".nbib", ".csl.json")


def _digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def cut(tasks: Iterable[Task], key: Sequence[str]) -> Iterator[Chunk]:
    """Yield chunks of consecutive tasks.

    Args:
        tasks: In order.
        key: What else decides about the result: version, rules, model.
    """
    batch: list[Task] = []
    size = 0
    for task in tasks:
        if batch and (len(batch) >= MAX_TASKS or size + task.size > MAX_BYTES):
            yield chunk_of(batch, key)
            batch, size = [], 0
        batch.append(task)
        size += task.size
    if batch:
        yield chunk_of(batch, key)


def chunk_of(tasks: Sequence[Task], key: Sequence[str]) -> Chunk:
    """Return the chunk of ``tasks``, named by its content."""
    parts = [*key, *(f"{task.name}={task.digest}" for task in tasks)]
    return Chunk(hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32], tuple(tasks))

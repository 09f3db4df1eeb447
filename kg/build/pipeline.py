"""One document from source to graded claims; what goes wrong stays with that document."""

from __future__ import annotations

import functools
import gc
import logging
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model.document import Document
from kg.model.record import DocumentRecord
from kg.reading import SourceFile, read_path, walk

if TYPE_CHECKING:
    from kg.extraction import Extractor
    from kg.extraction.proposing.gate import Passed
    from kg.extraction.proposing.proposals import Proposer
    from kg.grounding import Grounder

_LOG = logging.getLogger(__name__)

_YOUNG = 20_000  # objects that may be made before the collector looks: some 5 MB
_GROUP = 32  # documents, and
_GROUP_SIZE = 60_000  # code points, that are parsed together

BLAS_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be taken through, and why.

    Attributes:
        document: Its name.
        error: Name of the error's class.
        message: One line: place, what is wrong, remedy.
    """

    document: str
    error: str
    message: str


@dataclass(slots=True)
class Pipeline:
    """Read, extract, ground, appraise: the stages of one document, in their order.

    The stages are made once and kept: the parser's model takes half a second to load.

    Args:
        proposer: Another extractor beside the rules, whose proposals pass the gate; None for none.
    """

    proposer: Proposer | None = None
    _stages: tuple[Extractor, Grounder] | None = field(default=None, init=False)

    def record(self, document: Document) -> DocumentRecord:
        """Return a read document with its grounded, cited and graded claims.

        Raises:
            KgError: A stage refuses the document.
        """
        from kg.appraisal import appraise  # noqa: PLC0415 - start-up time

        extractor, grounder = self.stages()
        claims, refused = extractor.extract(document), 0
        if self.proposer is not None:
            passed = self._admitted(document, self.proposer)
            claims, refused = (*claims, *passed.claims), passed.refused_count
        record = appraise(document, grounder.ground(document, claims))
        return replace(record, refused=refused) if refused else record

    @staticmethod
    def _admitted(document: Document, proposer: Proposer) -> Passed:
        from kg.extraction.proposing.gate import admit  # noqa: PLC0415 - start-up time

        proposed = proposer.propose(document)
        passed = admit(document, proposed.proposals, proposer.name, proposed.malformed)
        for reason, count in passed.refused:
            _LOG.info("%s: %d proposals refused: %s", document.id, count, reason.value)
        return passed

    def stages(self) -> tuple[Extractor, Grounder]:
        """Return the extractor and the grounder, made on first use."""
        if self._stages is None:
            single_threaded()
            from kg.extraction import Extractor  # noqa: PLC0415 - start-up time
            from kg.grounding import Grounder  # noqa: PLC0415 - start-up time

            self._stages = (Extractor(), Grounder())
            _spare_collector()
        return self._stages

    def records(self, files: Iterable[SourceFile]) -> Iterator[DocumentRecord | Failure]:
        """Yield a record or a failure for every document of ``files``, in their order."""
        yield from self.attempts(item for file in files for item in read_documents(file))

    def attempts(self, items: Iterable[Document | Failure]) -> Iterator[DocumentRecord | Failure]:
        """Yield a record or a failure for every document, in order; failures pass through.

        Documents are parsed some at a time; what each gives does not depend on its company.
        """
        for group in _groups(items):
            self._read_ahead([item for item in group if isinstance(item, Document)])
            for item in group:
                yield item if isinstance(item, Failure) else self.attempt(item)

    def _read_ahead(self, documents: list[Document]) -> None:
        if len(documents) < 2:
            return
        try:
            self.stages()[0].read_ahead(documents)
        except Exception:  # noqa: BLE001 - one of them is poisonous: each is then tried by itself
            _LOG.debug("documents cannot be parsed together", exc_info=True)

    def attempt(self, document: Document) -> DocumentRecord | Failure:
        """Return the record of a document, or why there is none."""
        try:
            return self.record(document)
        except KgError as error:
            return failure_of(document.id, error)
        except Exception as error:  # noqa: BLE001 - one poisonous document must not stop the others
            _LOG.debug("unexpected error in %s", document.id, exc_info=True)
            return failure_of(document.id, error)


def extract_records(sources: Sequence[str]) -> Iterator[DocumentRecord | Failure]:
    """Yield a record or a failure for every document that ``sources`` name.

    Sources are files, folders (walked, sorted) or ``-`` for standard input. Order is that of
    :func:`source_files`, then that of the documents within a file.
    """
    return Pipeline().records(source_files(sources))


def source_files(sources: Sequence[str]) -> tuple[SourceFile, ...]:
    """Return the files of ``sources``, each once, sorted by name, with names that are unique.

    A member of a folder is named relative to that folder; where two folders hold members of the
    same name, the later one is named by its whole path.
    """
    found: dict[str, SourceFile] = {}
    seen: set[str] = set()
    for file in walk(sources):
        place = os.path.realpath(file.path) if str(file.path) != "-" else "-"
        if place in seen:
            continue
        seen.add(place)
        name = file.name if file.name not in found else file.path.as_posix()
        found[name] = SourceFile(file.path, name)
    return tuple(found[name] for name in sorted(found))


def read_documents(file: SourceFile) -> Iterator[Document | Failure]:
    """Yield the documents of a file, and a failure for each that cannot be read."""
    try:
        documents = read_path(file.path, name=file.name)
    except KgError as error:
        yield failure_of(file.name, error)
        return
    yield from _each(documents, file.name)


def _each(documents: Iterator[Document], name: str) -> Iterator[Document | Failure]:
    while True:
        try:
            yield next(documents)
        except StopIteration:
            return
        except KgError as error:
            yield failure_of(error.path or name, error)
        except Exception as error:  # noqa: BLE001 - a reader's slip must not stop the other files
            _LOG.debug("unexpected error in %s", name, exc_info=True)
            yield failure_of(name, error)
            return


def failure_of(document: str, error: Exception) -> Failure:
    """Return an error as a failure of ``document``, worded in one line that names it."""
    kind = type(error).__name__
    if isinstance(error, KgError):
        line = str(error) if error.path else f"{document}: {error}"
        return Failure(document, kind, _one_line(line))
    detail = _one_line(str(error)) or "no detail given"
    remedy = "this is a fault in citegraph; run again with --debug and report it"
    return Failure(document, kind, f"{document}: {kind}: {detail}; {remedy}")


def _groups(items: Iterable[Document | Failure]) -> Iterator[list[Document | Failure]]:
    """Yield items in groups of a few documents, bounded in text so that their parses fit memory."""
    group: list[Document | Failure] = []
    size = 0
    for item in items:
        length = len(item.text) if isinstance(item, Document) else 0
        if group and (len(group) >= _GROUP or size + length > _GROUP_SIZE):
            yield group
            group, size = [], 0
        group.append(item)
        size += length
    if group:
        yield group


def _one_line(text: str) -> str:
    return " ".join(text.split())[:500]


def _spare_collector() -> None:
    """Let the garbage collector look less often.

    A parse makes thousands of small objects in cycles; with the defaults, a look every 700 objects,
    a fifth of the time of extraction went into looking.
    """
    if 0 < gc.get_threshold()[0] < _YOUNG:
        gc.set_threshold(_YOUNG, 20, 20)


@functools.cache
def single_threaded() -> None:
    """Give the parser's linear algebra one thread, before it is loaded.

    More threads cost more than they bring on matrices this small, and they make workers fight.
    """
    for name in BLAS_THREADS:
        os.environ.setdefault(name, "1")

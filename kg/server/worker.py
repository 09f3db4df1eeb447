"""The process that runs queries: reads questions from standard input, answers on standard output.

It is ended from outside when a query takes too long; a timer of its own ends it should the server
be gone by then. Its memory is bounded by the kernel.
"""

from __future__ import annotations

import resource
import signal
import sys
from pathlib import Path
from typing import BinaryIO

from kg.errors import KgError, QueryError
from kg.graph import Store
from kg.graph.generations import Layout
from kg.graph.querying import Graphs
from kg.query.formats import RESULT_FORMATS
from kg.query.results import Result, TooManyRowsError, Triples
from kg.query.runner import QueryRunner
from kg.server.messages import Answer, Ask, refusal
from kg.server.things import describe

_GRACE = 2.0  # seconds beyond the limit after which the process ends by itself


class Worker:
    """Answers questions about one store.

    Args:
        path: The store's folder.
        most_rows: Most rows of a result.
    """

    def __init__(self, path: str, most_rows: int) -> None:
        self._layout = Layout(Path(path))
        self._store = Store.open(path, read_only=True)
        self._generation = self._layout.current()
        self._most_rows = most_rows

    def answer(self, ask: Ask) -> Answer:
        """Return the answer to a question; what is wrong with it becomes a refusal."""
        try:
            self._refresh()
            if ask.kind == "resource":
                return describe(self._store, ask.text, ask.formats)
            return _written(self._result(ask), ask.formats)
        except TooManyRowsError as error:
            return refusal(413, str(error))
        except QueryError as error:
            return refusal(400, str(error))
        except KgError as error:
            return refusal(503, str(error))
        except MemoryError:
            return refusal(413, "the query needs more memory than it may have; narrow it")

    def _refresh(self) -> None:
        current = self._layout.current()
        if current != self._generation:
            self._store.reload()
            self._generation = current

    def _result(self, ask: Ask) -> Result:
        runner = QueryRunner(self._store, self._most_rows, checks_terms=False)
        if ask.kind == "named":
            return runner.run_named(ask.text, ask.settings)
        return runner.run(ask.text, Graphs(*ask.graphs) if ask.graphs is not None else None)


def _written(result: Result, formats: tuple[str, ...]) -> Answer:
    for name in formats:
        entry = RESULT_FORMATS[name]
        if entry.holds_triples == isinstance(result, Triples):
            return Answer(200, entry.media_type, entry.write(result).encode())
    kind = "triples" if isinstance(result, Triples) else "rows"
    return refusal(406, f"this query gives {kind}, which no accepted media type can hold")


def serve(worker: Worker, seconds: float, incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer until the server closes its end."""
    outgoing.write(b"ready\n")
    outgoing.flush()
    for line in incoming:
        signal.setitimer(signal.ITIMER_REAL, seconds + _GRACE)
        answer = worker.answer(Ask.parse(line))
        signal.setitimer(signal.ITIMER_REAL, 0)
        outgoing.write(answer.head() + answer.body)
        outgoing.flush()


def main() -> None:
    """Run with the arguments: store, seconds, rows, bytes of memory."""
    path, seconds, rows, memory = sys.argv[1:5]
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    _warm_up()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    worker = Worker(path, int(rows))
    serve(worker, float(seconds), sys.stdin.buffer, sys.stdout.buffer)


def _warm_up() -> None:
    """Import what the first query would otherwise wait for."""
    import rdflib.plugins.sparql.algebra  # noqa: F401, PLC0415 - the guard's parser


if __name__ == "__main__":
    main()

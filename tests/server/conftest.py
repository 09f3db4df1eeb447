"""A real server process on 127.0.0.1 over the specimens of the query tests."""

# ruff: noqa: S310 - the addresses are the test's own
from __future__ import annotations

import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "query"))

if TYPE_CHECKING:
    pass

START = "import sys; from kg.cli import main; sys.exit(main())"


@dataclass(frozen=True)
class Got:
    status: int
    type: str
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode()


def _lowered(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.lower(): value for name, value in headers.items()}


class Server:
    """A running ``kg serve``."""

    def __init__(self, store: Path, *options: str) -> None:
        self.store = store
        command = [sys.executable, "-c", START, "serve", "--store", str(store), "--port", "0"]
        self.process = subprocess.Popen([*command, *options], stderr=subprocess.PIPE, text=True)
        assert self.process.stderr is not None
        self.first_line = self.process.stderr.readline()
        self.address = self.first_line.split()[0] if self.first_line.startswith("http") else ""
        self.url = self.address.partition("?")[0]

    def get(self, path: str, accept: str = "", **headers: str) -> Got:
        return self._send(urllib.request.Request(self.url + path), accept, headers)

    def post(self, path: str, body: bytes, content_type: str, accept: str = "") -> Got:
        request = urllib.request.Request(self.url + path, data=body, method="POST")
        return self._send(request, accept, {"Content-Type": content_type})

    def post_with(self, path: str, body: bytes, headers: Mapping[str, str]) -> Got:
        request = urllib.request.Request(self.url + path, data=body, method="POST")
        return self._send(request, "", dict(headers))

    def ask(self, query: str, accept: str = "application/sparql-results+json") -> Got:
        body = urlencode({"query": query}).encode()
        return self.post("sparql", body, "application/x-www-form-urlencoded", accept)

    def _send(self, request: urllib.request.Request, accept: str, headers: dict[str, str]) -> Got:
        for name, value in headers.items():
            request.add_header(name, value)
        if accept:
            request.add_header("Accept", accept)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                found = _lowered(answer.headers)
                return Got(answer.status, answer.headers.get_content_type(), answer.read(), found)
        except urllib.error.HTTPError as error:
            with error:
                kind = error.headers.get_content_type()
                return Got(error.code, kind, error.read(), _lowered(error.headers))

    def stop(self, with_signal: int = signal.SIGTERM) -> int:
        if self.process.poll() is None:
            self.process.send_signal(with_signal)
        code = self.process.wait(timeout=30)
        assert self.process.stderr is not None
        self.process.stderr.close()
        return code


@pytest.fixture(scope="session")
def served_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import query_specimens  # noqa: PLC0415 - found by the path above

    path = tmp_path_factory.mktemp("server") / "store"
    query_specimens.make_store(path)
    return path


@pytest.fixture(scope="session")
def server(served_store: Path) -> Iterator[Server]:
    started = Server(served_store, "--timeout", "2", "--max-rows", "5000")
    yield started
    started.stop()


@pytest.fixture
def start(served_store: Path) -> Iterator[Callable[..., Server]]:
    """Return a function that starts further servers."""
    running: list[Server] = []

    def begin(*options: str, store: Path = served_store) -> Server:
        running.append(Server(store, *options))
        return running[-1]

    yield begin
    for each in running:
        each.stop()

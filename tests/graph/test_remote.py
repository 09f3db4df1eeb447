"""A real Oxigraph server, started here, as a remote store."""

from __future__ import annotations

import http.client
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import graph_factory as f
import pytest

from kg.errors import QueryError, StoreError
from kg.graph import Store
from kg.graph.remote import RemoteStore


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def remote(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteStore]:
    beside = Path(sys.executable).parent / "oxigraph"
    binary = str(beside) if beside.exists() else shutil.which("oxigraph")
    if binary is None:
        pytest.skip("the oxigraph server is not installed")
    port, folder = free_port(), tmp_path_factory.mktemp("server")
    address = f"127.0.0.1:{port}"
    command = [
        binary, "serve", "--location", str(folder), "--bind", address, "--union-default-graph",
    ]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        for _ in range(100):
            connection = http.client.HTTPConnection(address, timeout=1)
            try:
                connection.request("GET", "/")
                connection.getresponse().read()
                break
            except OSError:
                time.sleep(0.1)
            finally:
                connection.close()
        yield RemoteStore(f"http://{address}/query", f"http://{address}/store")
        process.terminate()


def test_load_puts_every_graph_and_replaces_them(remote: RemoteStore, tmp_path: Path):
    records = [f.record(f"{n}.md", salt=str(n)) for n in range(2)]
    store = Store.create(tmp_path / "s")
    store.write(records, f.corpus(*records))
    written = remote.load(store)
    assert written == len(list(remote.graphs()))
    (row,) = remote.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert int(row["n"]) == store.manifest.quads
    store.write([], f.corpus(records[0]), removed=["1.md"])
    remote.load(store)
    (row,) = remote.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")
    assert int(row["n"]) == store.manifest.quads
    assert remote.query("ASK { ?c a kg:Claim ; kg:polarity kg:polarity-negated }")["boolean"]


def test_same_query_gives_the_same_rows_as_the_embedded_store(remote: RemoteStore, tmp_path: Path):
    record = f.record()
    store = Store.create(tmp_path / "s")
    store.write([record], f.corpus(record))
    remote.load(store)
    query = "SELECT ?c ?q { ?c a kg:Claim ; kg:quoteText ?q } ORDER BY ?c"
    local = [{"c": r["c"].value, "q": r["q"].value} for r in store.query(query)]
    assert remote.select(query) == local


def test_bad_query_is_our_error(remote: RemoteStore):
    with pytest.raises(QueryError, match="400"):
        remote.query("SELECT nothing")


def test_server_that_is_not_there_is_named():
    nobody = f"http://127.0.0.1:{free_port()}"
    with pytest.raises(StoreError, match="does not answer"):
        RemoteStore(nobody + "/query", nobody + "/store").delete_graph("http://e/g")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/x", "nonsense"])
def test_other_addresses_are_refused(url: str):
    with pytest.raises(StoreError, match="not a web address"):
        RemoteStore(url, url).delete_graph("http://e/g")

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from kg.build.pipeline import Failure, Pipeline
from kg.errors import ExtractionError
from kg.extraction.proposing import endpoint as endpoint_module
from kg.extraction.proposing.endpoint import Endpoint, endpoint_from, parse_answer, pieces
from kg.reading import read_bytes

TEXT = "Valerian may relieve insomnia. Gout is painful.\n"
CLAIM = {
    "quote": "Valerian may relieve insomnia.",
    "subject": {"text": "Valerian"},
    "predicate": "affects",
    "object": {"text": "insomnia"},
    "confidence": 0.4,
}
Handle = Callable[[BaseHTTPRequestHandler, Any], None]


@contextmanager
def stub(handle: Handle) -> Iterator[str]:
    """Serve completions on the loopback address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            handle(self, body)

        def log_message(self, *_: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def answer(handler: BaseHTTPRequestHandler, content: object) -> None:
    """Answer with a completion of ``content``."""
    data = json.dumps({"choices": [{"message": {"content": json.dumps(content)}}]}).encode()
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(data)))
    handler.end_headers()
    handler.wfile.write(data)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    for name in ("KG_ENDPOINT_URL", "KG_ENDPOINT_MODEL", "KG_ENDPOINT_KEY"):
        monkeypatch.delenv(name, raising=False)


def test_endpoint_sends_the_text_as_data_and_reads_proposals() -> None:
    (document,) = read_bytes(TEXT.encode(), "text.md")
    seen: list[Any] = []

    def handle(handler: BaseHTTPRequestHandler, body: Any) -> None:
        seen.append((handler.path, handler.headers["Authorization"], body))
        answer(handler, {"claims": [CLAIM, {"quote": "no more"}]})

    with stub(handle) as url:
        proposed = Endpoint(url, "small", key="secret").propose(document)
    assert [p.quote for p in proposed.proposals] == [CLAIM["quote"]]
    assert proposed.malformed == 1
    ((path, authorization, body),) = seen
    assert path == "/v1/chat/completions"
    assert authorization == "Bearer secret"
    system, user = body["messages"]
    assert json.loads(user["content"]) == {"text": TEXT.strip()}
    assert "Valerian" not in system["content"]


def test_pipeline_takes_gated_proposals_beside_the_rules() -> None:
    (document,) = read_bytes(TEXT.encode(), "text.md")
    invented = {**CLAIM, "quote": "Valerian cures insomnia."}

    def handle(handler: BaseHTTPRequestHandler, body: Any) -> None:
        answer(handler, {"claims": [CLAIM, invented, 7]})

    with stub(handle) as url:
        record = Pipeline(Endpoint(url, "small")).record(document)
    assert record.refused == 2
    by_extractor = {(c.extractor, c.predicate.value) for c in record.claims}
    assert ("endpoint:small", "affects") in by_extractor
    assert ("rules", "treats") in by_extractor
    assert all(claim.id and claim.grade for claim in record.claims)
    assert Pipeline().record(document).refused == 0


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"\xff",
        b'{"choices": []}',
        b'{"choices": [{"message": {"content": "free text"}}]}',
        b'{"choices": [{"message": {"content": "{\\"claims\\": 3}"}}]}',
        b"[" * 200_000,
    ],
)
def test_parse_answer_counts_what_is_no_answer(data: bytes) -> None:
    assert parse_answer(data).malformed == 1
    assert not parse_answer(data).proposals


def _too_much(handler: BaseHTTPRequestHandler, body: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(100):
            handler.wfile.write(b" " * 65_536)
    except OSError:  # the client hung up, as it should
        return


def _slow(handler: BaseHTTPRequestHandler, body: Any) -> None:
    time.sleep(2)


def _drip(handler: BaseHTTPRequestHandler, body: Any) -> None:
    handler.send_response(200)
    handler.end_headers()
    try:
        for _ in range(30):
            handler.wfile.write(b" ")
            handler.wfile.flush()
            time.sleep(0.1)
    except OSError:
        return


def _error(handler: BaseHTTPRequestHandler, body: Any) -> None:
    handler.send_error(500)


def _elsewhere(handler: BaseHTTPRequestHandler, body: Any) -> None:
    handler.send_response(302)
    handler.send_header("Location", "http://127.0.0.1:1/")
    handler.end_headers()


@pytest.mark.parametrize("handle", [_too_much, _slow, _drip, _error, _elsewhere])
def test_endpoint_that_misbehaves_is_an_error_in_bounded_time(handle: Handle) -> None:
    (document,) = read_bytes(TEXT.encode(), "text.md")
    started = time.monotonic()
    with stub(handle) as url:
        with pytest.raises(ExtractionError, match="endpoint") as caught:
            Endpoint(url, "small", timeout=0.5).propose(document)
        assert time.monotonic() - started < 2
    assert caught.value.remedy


def test_pipeline_names_the_document_that_the_endpoint_failed() -> None:
    (document,) = read_bytes(TEXT.encode(), "text.md")
    with stub(_error) as url:
        item = Pipeline(Endpoint(url, "small")).attempt(document)
    assert isinstance(item, Failure)
    assert item.message.startswith("text.md: endpoint failed")


@pytest.mark.parametrize("url", ["file:///etc/hostname", "ftp://127.0.0.1/", "http:///v1", "x"])
def test_endpoint_takes_http_addresses_only(url: str) -> None:
    with pytest.raises(ExtractionError, match="not an http address"):
        Endpoint(url, "small")


def test_endpoint_from_is_off_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert endpoint_from(None, None) is None
    assert endpoint_from(None, "small") is None
    with pytest.raises(ExtractionError, match="needs a model"):
        endpoint_from("http://127.0.0.1:1/v1", None)
    monkeypatch.setenv(endpoint_module.URL_VARIABLE, "http://127.0.0.1:1/v1")
    monkeypatch.setenv(endpoint_module.MODEL_VARIABLE, "small")
    assert endpoint_from(None, None) == Endpoint("http://127.0.0.1:1/v1", "small")


def test_pieces_cover_the_document_within_the_limit() -> None:
    text = "Zinc helps colds. " * 800
    (document,) = read_bytes(text.encode(), "text.md")
    found = pieces(document)
    assert len(found) > 2
    assert all(len(piece) <= 6_000 for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())

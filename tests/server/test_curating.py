"""Decisions through the web app: off by default, from its own page only, never in the store."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.appraisal.patches import parse_patch
from kg.cli.running import run
from kg.graph import Store
from kg.server.curating import Curation

ARTICLE = """# Garlic

Garlic lowers blood pressure [1]. Garlic may cause heartburn.

## References

1. Sorrel D. Garlic for hypertension. Sample Rev. 2016;44:101-8. doi:10.5555/srev.2016.101
"""


def decision(store: Path, number: int = 0, **changed: object) -> dict[str, object]:
    with Store.open(store, read_only=True) as opened:
        claim = list(opened.claims())[number]
    made: dict[str, object] = {
        "claim": claim.id, "document": claim.document, "exact": claim.quote.exact,
        "prefix": claim.quote.prefix, "suffix": claim.quote.suffix, "start": claim.quote.start,
        "subject": claim.subject.label, "predicate": claim.predicate.value,
        "object": claim.object.label, "polarity": claim.polarity.value, "decision": "reject",
        "reason": "not-a-claim", "curator": "Ada", "decided_at": "2026-05-01T10:00:00Z",
    }  # fmt: skip
    return made | changed


def patch(*decisions: dict[str, object]) -> bytes:
    value = {"format": "citegraph-patch", "version": 1, "judgements": decisions}
    return json.dumps(value).encode()


@pytest.fixture(scope="module")
def taking(
    server: Any, served_store: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Any]:
    """Return a server that takes decisions, and a function that sends some."""
    file = tmp_path_factory.mktemp("decisions") / "patch.json"
    taker: Any = type(server)(served_store, "--curate", str(file))
    token = taker.address.partition("token=")[2]

    def send(body: bytes, **changed: str | None):
        headers = {
            "Content-Type": "application/json",
            "Origin": taker.url.rstrip("/"),
            "X-Citegraph-Token": token,
        }
        headers |= {name.replace("_", "-"): value for name, value in changed.items()}  # type: ignore[misc]
        return taker.post_with("judgements", body, {k: v for k, v in headers.items() if v})

    taker.send, taker.token, taker.file = send, token, file
    yield taker
    taker.stop()


@pytest.fixture
def desk(taking: Any) -> Any:
    """Return that server, with no decisions taken yet."""
    taking.file.unlink(missing_ok=True)
    return taking


def test_server_takes_no_decisions_unless_asked_to(server, served_store: Path) -> None:
    headers = {"Content-Type": "application/json", "Origin": server.url.rstrip("/")}
    got = server.post_with("judgements", patch(decision(served_store)), headers)
    assert got.status == 404
    assert '<meta name="citegraph-token"' not in server.get("").text
    assert "token" not in server.first_line


def test_decisions_are_added_to_the_patch_and_the_store_stays(desk, served_store: Path) -> None:
    with Store.open(served_store, read_only=True) as opened:
        before, judged = opened.nquads_digest(), opened.judgements()
    first, second = (
        decision(served_store),
        decision(served_store, 1, decision="accept", reason="correct"),
    )
    assert json.loads(desk.send(patch(first)).body) == {"saved": 1, "decisions": 1}
    assert json.loads(desk.send(patch(first, second)).body) == {"saved": 2, "decisions": 2}
    found = parse_patch(desk.file.read_bytes(), "patch")
    assert {judgement.claim for judgement in found} == {first["claim"], second["claim"]}
    with Store.open(served_store, read_only=True) as opened:
        assert opened.nquads_digest() == before
        assert opened.judgements() == judged


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"X_Citegraph_Token": None}, 403),
        ({"X_Citegraph_Token": "x" * 43}, 403),
        ({"X_Citegraph_Token": "ü"}, 403),
        ({"Origin": None}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Host": "evil.example"}, 400),
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "application/x-www-form-urlencoded"}, 415),
    ],
)
def test_requests_that_the_own_page_did_not_send_are_refused(
    desk, served_store: Path, changed: dict[str, str | None], status: int
) -> None:
    assert desk.send(patch(decision(served_store)), **changed).status == status
    assert not desk.file.exists()


def test_malformed_and_unfitting_decisions_are_refused(desk, served_store: Path) -> None:
    good = decision(served_store)
    for body in (
        b"", b"[]", b"{", patch(), patch({**good, "more": 1}), patch({**good, "reason": "whim"}),
        patch({**good, "curator": " "}), patch({**good, "start": "0"}), patch(*[good] * 101),
        b"[" * 5_000,
    ):  # fmt: skip
        assert desk.send(body).status == 400, body[:40]
    assert desk.send(patch({**good, "claim": "nothing"})).status == 404
    assert desk.send(patch({**good, "claim": "x> } INSERT DATA { <a:a> <a:a> 1 } #"})).status == 404
    assert desk.send(b" " * 400_000).status == 413
    assert not desk.file.exists()


def test_decisions_of_many_requests_at_once_are_all_kept(desk, served_store: Path) -> None:
    bodies = [patch(decision(served_store, note=f"note {n}")) for n in range(8)]
    statuses: list[int] = []
    threads = [
        threading.Thread(target=lambda body=body: statuses.append(desk.send(body).status))
        for body in bodies
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [200] * 8
    assert len(parse_patch(desk.file.read_bytes(), "patch")) == 8


def test_token_is_given_to_the_page_by_its_address_only(desk) -> None:
    plain, own = desk.get(""), desk.get(f"?token={desk.token}")
    assert desk.token not in plain.text
    assert desk.token in own.text
    assert own.headers["cache-control"] == "no-store"
    assert desk.get("?token=guess").status == 403
    for path in ("console", "openapi.json", "queries", "completions"):
        assert desk.token not in desk.get(path).text


@pytest.mark.parametrize(
    ("options", "words"),
    [(("--host", "0.0.0.0"), "on this machine only"), (("--cors", "https://a.example"), "--cors")],  # noqa: S104 - refused
)
def test_decisions_are_not_taken_where_others_could_send_them(
    start, tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    server = start("--curate", str(tmp_path / "patch.json"), *options)
    assert words in server.first_line
    assert server.process.wait(timeout=30) == 2


def test_file_that_is_no_patch_is_left_alone(start, tmp_path: Path) -> None:
    file = tmp_path / "notes.json"
    file.write_text("my notes", encoding="utf-8")
    server = start("--curate", str(file))
    assert server.process.wait(timeout=30) == 2
    assert file.read_text(encoding="utf-8") == "my notes"


def test_file_that_cannot_be_written_is_said_so(desk, served_store: Path) -> None:
    folder = desk.file.parent
    away = folder.rename(folder.with_name("away"))
    try:
        assert desk.send(patch(decision(served_store))).status == 503
    finally:
        away.rename(folder)


def test_tokens_differ_and_are_compared_as_wholes(tmp_path: Path) -> None:
    one, other = Curation(tmp_path), Curation(tmp_path)
    assert one.token != other.token
    assert len(one.token) >= 43
    assert one.is_token(one.token)
    assert not any(one.is_token(given) for given in (None, "", one.token[:-1], other.token, "é"))


@pytest.mark.browser
def test_decision_made_on_the_served_page_is_applied(browser, start, tmp_path: Path) -> None:
    article, store, file = tmp_path / "garlic.md", tmp_path / "store", tmp_path / "patch.json"
    article.write_text(ARTICLE, encoding="utf-8")
    assert run(["build", str(article), "--store", str(store)]) == 0
    with Store.open(store, read_only=True) as opened:
        claim = next(c for c in opened.claims() if c.object.label == "heartburn")
    server = start("--curate", str(file), store=store)
    page = browser.new_page()
    page.goto(f"{server.address}#claim={claim.id}")
    page.wait_for_selector("html[data-ready]")
    page.click('[data-decision="reject"]')
    page.select_option("#judge-reason", "no-relation")
    page.fill("#judge-curator", "Ada")
    page.click("#judge-save")
    page.locator("#said", has_text="Saved").wait_for(state="attached")
    assert run(["curate", "apply", str(file), "--store", str(store)]) == 0
    assert run(["build", str(article), "--store", str(store)]) == 0
    with Store.open(store, read_only=True) as opened:
        assert opened.corpus().rejected == (claim.id,)
        assert [judgement.curator for judgement in opened.judgements()] == ["Ada"]
    page.goto(server.url)
    page.wait_for_selector("html[data-ready]")
    shown = re.search(r'id="data">(.*?)</script>', page.content(), re.DOTALL)
    assert shown is not None
    page.close()

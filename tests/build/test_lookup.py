"""The look-up client against a server of our own on the loopback interface."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from kg.appraisal import audit
from kg.build.building import BuildOptions, build
from kg.build.lookup import Hosts, Lookup
from kg.graph import Store
from kg.model.document import Reference

CROSSREF = {
    "message": {
        "DOI": "10.5555/zinc.2",
        "title": ["Zinc and fatigue"],
        "issued": {"date-parts": [[2020, 1]]},
        "author": [{"family": "Osei", "given": "Kwame"}],
        "updated-by": [{"type": "retraction", "DOI": "10.5555/zinc.2.r"}],
    }
}
BY_TITLE = {"message": {"items": [
    {"DOI": "10.5555/other", "title": ["Zinc and sleep"]},
    {"DOI": "10.5555/zinc.2", "title": ["Zinc and fatigue"],
     "issued": {"date-parts": [[2020]]}},
]}}  # fmt: skip
PUBMED = """<PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>99999902</PMID><Article>
<ArticleTitle>Zinc and fatigue.</ArticleTitle><PublicationTypeList>
<PublicationType>Randomized Controlled Trial</PublicationType></PublicationTypeList></Article>
</MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/zinc.2</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle></PubmedArticleSet>"""
OPENALEX = {"ids": {"pmid": "https://pubmed.ncbi.nlm.nih.gov/99999902"}, "is_retracted": True}


class Service:
    """Answers by path, notes what was asked, and fails as often as it is told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.failures: list[int] = []
        self.answers: dict[str, bytes] = {
            "/crossref/works/10.5555%2Fzinc.2": json.dumps(CROSSREF).encode(),
            "/crossref/works": json.dumps(BY_TITLE).encode(),
            "/pubmed/esearch.fcgi": b'{"esearchresult": {"idlist": ["99999902"]}}',
            "/pubmed/efetch.fcgi": PUBMED.encode(),
            "/openalex/works/doi:10.5555%2Fzinc.2": json.dumps(OPENALEX).encode(),
        }


@pytest.fixture
def service() -> Iterator[tuple[Service, Hosts]]:
    state = Service()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            state.asked.append(self.path)
            body = state.answers.get(urlsplit(self.path).path)
            status = state.failures.pop(0) if state.failures else 200 if body else 404
            self.send_response(status)
            if status in {301, 302}:
                self.send_header("Location", "/crossref/works")
            if status == 429:
                self.send_header("Retry-After", "3")
            self.end_headers()
            self.wfile.write(body or b"" if status == 200 else b"")

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    root = f"http://127.0.0.1:{server.server_port}"
    yield state, Hosts(f"{root}/crossref", f"{root}/pubmed", f"{root}/openalex")
    server.shutdown()
    server.server_close()


def client(tmp_path: Path, hosts: Hosts, waits: list[float] | None = None) -> Lookup:
    record = [] if waits is None else waits
    return Lookup(tmp_path / "cache", "me@example.org", hosts, 0.0, record.append)


CITED = Reference("2", "Osei K. Zinc.", "doi:10.5555/zinc.2", doi="10.5555/zinc.2")


def test_find_gathers_ids_design_and_retraction(service, tmp_path):
    state, hosts = service
    found = client(tmp_path, hosts).find(CITED)
    assert (found.pmid, found.design, found.retracted) == ("99999902", "rct", True)
    assert found.raw == CITED.raw
    asked = [parse_qs(urlsplit(path).query) for path in state.asked]
    assert all("me@example.org" in q.get("mailto", q.get("email", [])) for q in asked)


def test_find_asks_nothing_twice_even_in_another_run(service, tmp_path):
    state, hosts = service
    first = client(tmp_path, hosts).find(CITED)
    count = len(state.asked)
    again = Lookup(tmp_path / "cache", None, hosts, 0.0, lambda _: None)
    assert again.find(CITED) == first
    assert len(state.asked) == count == 4


def test_find_by_title_takes_only_the_same_title_and_year(service, tmp_path):
    _, hosts = service
    cited = Reference("1", "", "key:zinc-and-fatigue|2020|osei", title="Zinc and fatigue",
                      year="2020", authors=("Osei K",))  # fmt: skip
    assert client(tmp_path, hosts).find(cited).doi == "10.5555/zinc.2"
    other = Reference("1", "", "key:zinc-and-hair|2020|osei", title="Zinc and hair", year="2020")
    assert client(tmp_path, hosts).find(other) is None


def test_find_backs_off_and_tries_again(service, tmp_path):
    state, hosts = service
    state.failures = [429, 503]
    waits: list[float] = []
    assert client(tmp_path, hosts, waits).find(CITED).retracted is True
    assert waits[:2] == [3.0, 2.0]


@pytest.mark.parametrize("status", [403, 302])
def test_find_leaves_a_host_alone_that_refuses_or_leads_elsewhere(service, tmp_path, status):
    state, hosts = service
    state.failures = [status]
    lookup = client(tmp_path, hosts)
    assert lookup.find(CITED) is None
    assert lookup.find(CITED) is None
    assert len(lookup.problems) == len(state.asked) == 1


def test_find_survives_answers_that_are_none(service, tmp_path):
    state, hosts = service
    state.answers = dict.fromkeys(state.answers, b"<html>busy</html>")
    lookup = client(tmp_path, hosts)
    assert lookup.find(CITED) is None
    assert len(lookup.problems) == 3


def test_requests_to_one_host_keep_their_distance(service, tmp_path):
    _, hosts = service
    waits: list[float] = []
    Lookup(tmp_path / "cache", None, hosts, 30.0, waits.append).find(CITED)
    assert len(waits) == 3
    assert all(25 < wait <= 30 for wait in waits)


def test_hosts_are_https_by_default():
    hosts = Hosts()
    assert all(h.startswith("https://") for h in (hosts.crossref, hosts.pubmed, hosts.openalex))


def test_build_with_lookup_reports_the_retraction(service, tmp_path):
    state, hosts = service
    (tmp_path / "a.md").write_text(
        "Zinc reduces fatigue in adults [1].\n\n## References\n\n"
        "1. Osei K. Zinc and fatigue. Acta Ficta. 2020;1:1-2. doi:10.5555/zinc.2\n",
        encoding="utf-8",
    )
    store = Store.create(tmp_path / "store")
    sources = [str(tmp_path / "a.md")]
    build(sources, store)
    assert state.asked == []
    build(sources, store, BuildOptions(lookup=client(tmp_path, hosts)))
    kinds = {f.kind.value for f in audit(tuple(store.records()), store.corpus())}
    assert "retracted" in kinds
    build(sources, store)
    assert {grade.grade.level for grade in store.corpus().grades} == {0}

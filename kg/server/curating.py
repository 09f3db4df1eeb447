"""People's decisions through the web app: checked, and added to a patch file that they name.

The store itself is never written: ``kg curate apply FILE`` records what the file holds. A request
must come from the page that this server gave out: it carries the page's token and the server's own
origin, which no other site's script can send.

Source: https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
"""

from __future__ import annotations

import hmac
import json
import secrets
import threading
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from kg.appraisal.patches import format_patch, merge, parse_patch
from kg.errors import CurationError, KgError, ServeError
from kg.graph.durable import write_durably
from kg.graph.locking import writer_lock
from kg.server.messages import Answer, Ask, refusal
from kg.server.protocol import body_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from kg.graph import Minter
    from kg.model.appraisal import Judgement

LOOPBACK = ("127.0.0.1", "localhost", "::1")
TOKEN_HEADER = "x-citegraph-token"  # noqa: S105 - the name of a header
MOST_AT_ONCE = 100
_MOST_IN_FILE = 32_000_000  # bytes, as `kg curate apply` takes them


@dataclass(frozen=True, slots=True)
class Curation:
    """Where decisions go, and what a request must know to add one.

    Attributes:
        file: The patch file.
        token: Known to the page that this server gives out, and new at every start.
    """

    file: Path
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def is_token(self, given: str | None) -> bool:
        """Say whether a text is the token, in a time that tells nothing about it."""
        return given is not None and hmac.compare_digest(given.encode(), self.token.encode())

    def check(self, host: str, origins: Iterable[str]) -> None:
        """Refuse to start where others could send decisions.

        Raises:
            ServeError: The server would be reached from other machines or sites, or the file holds
                something else than decisions.
        """
        if host not in LOOPBACK:
            raise ServeError(f"decisions are taken on this machine only, not on {host}",
                             remedy="leave out --host or --curate")  # fmt: skip
        if tuple(origins):
            raise ServeError("decisions are not taken while other sites may ask",
                             remedy="leave out --cors or --curate")  # fmt: skip
        PatchFile(self.file).read()


def request_fault(curation: Curation, request: Request) -> Answer | None:
    """Return the refusal of a request that the server's own page did not send, or None."""
    headers = request.headers
    own = f"http://{headers.get('host', '')}"
    if (
        headers.get("origin") != own
        or headers.get("sec-fetch-site", "same-origin") != "same-origin"
    ):
        return refusal(403, "decisions are taken from this server's own page only")
    if not curation.is_token(headers.get(TOKEN_HEADER)):
        return refusal(403, "the page is not of this run of the server; load it again")
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return refusal(415, "send application/json")
    return None


def read_decisions(body: bytes) -> tuple[Judgement, ...] | Answer:
    """Return the decisions of a request's body, or why it is refused."""
    try:
        found = parse_patch(body, "the request")
    except CurationError as error:
        return refusal(400, str(error))
    if not 0 < len(found) <= MOST_AT_ONCE:
        return refusal(400, f"a request has 1 to {MOST_AT_ONCE} decisions")
    return found


class PatchFile:
    """A patch file that grows; whoever reads it sees it whole."""

    _guard = threading.Lock()

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> tuple[Judgement, ...]:
        """Return what it holds; nothing where there is no file.

        Raises:
            CurationError: The file is no patch.
        """
        if not self._path.exists():
            return ()
        return parse_patch(self._path.read_bytes(), str(self._path))

    def add(self, decisions: tuple[Judgement, ...]) -> Answer:
        """Add decisions that are not there yet; none is ever overwritten.

        Raises:
            CurationError: The file was damaged meanwhile.
            StoreError: Another process is adding decisions, or the folder cannot be written.
            OSError: The disk is full.
        """
        with self._guard, writer_lock(self._path.with_name(f"{self._path.name}.lock")):
            both = merge(self.read(), decisions)
            data = format_patch(both).encode()
            if len(data) > _MOST_IN_FILE:
                return refusal(413, f"{self._path.name} is full; apply it and name a new one")
            write_durably(self._path, data)
        value = {"saved": len(decisions), "decisions": len(both)}
        return Answer(200, "application/json", json.dumps(value).encode())


class Decisions:
    """Takes decisions from requests.

    Args:
        curation: Where they go.
        most: Bytes that a request may have.
        mint: Names the claims of the store.
        ask: Asks the store.
    """

    def __init__(
        self, curation: Curation, most: int, mint: Minter, ask: Callable[[Ask], Awaitable[Answer]]
    ) -> None:
        self._curation = curation
        self._most = most
        self._mint = mint
        self._ask = ask

    async def take(self, request: Request) -> Answer:
        """Check a request and save what it decides."""
        fault = request_fault(self._curation, request)
        if fault is not None:
            return fault
        body = await body_of(request, self._most)
        if body is None:
            return refusal(413, f"the request has more than {self._most:,} bytes")
        decisions = read_decisions(body)
        if isinstance(decisions, Answer):
            return decisions
        unknown = await self._unknown(decisions)
        if unknown is not None:
            return unknown
        return await run_in_threadpool(self._save, decisions)

    async def _unknown(self, decisions: tuple[Judgement, ...]) -> Answer | None:
        """Return the refusal of decisions about claims that the store does not have."""
        iris = sorted({self._mint.claim(decision.claim) for decision in decisions})
        values = " ".join(f"<{iri}>" for iri in iris)
        query = f"SELECT ?claim {{ VALUES ?claim {{ {values} }} ?claim a kg:Claim }}"
        answer = await self._ask(Ask("sparql", query, ("json",)))
        if answer.status != 200:
            return answer
        bindings = json.loads(answer.body)["results"]["bindings"]
        known = {binding["claim"]["value"] for binding in bindings}
        missing = [iri for iri in iris if iri not in known]
        return refusal(404, f"the store has no claim {missing[0]}") if missing else None

    def _save(self, decisions: tuple[Judgement, ...]) -> Answer:
        try:
            return PatchFile(self._curation.file).add(decisions)
        except (KgError, OSError) as error:
            return refusal(503, f"the decision cannot be saved: {error}")

"""The addresses of the web app."""

from __future__ import annotations

import contextlib
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.graph import Minter
from kg.graph.exports.jsonld import context
from kg.query.named_queries import named_queries
from kg.server.curating import Curation, Decisions
from kg.server.descriptions import openapi, service_description
from kg.server.limits import ServeLimits
from kg.server.messages import Answer, Ask, refusal
from kg.server.negotiation import THING_TYPES, accepted
from kg.server.pages import ASSETS, asset, completions, console_page, queries_json, thing_page
from kg.server.pool import Pool
from kg.server.protocol import read_request, result_formats

_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SAFE = {"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer"}
_HTML = "text/html"
TOKEN = "token"  # noqa: S105 - the name of a parameter


@dataclass(frozen=True, slots=True)
class ServeOptions:
    """What is served, and to whom.

    Attributes:
        store: The store's folder.
        base: Start of the store's IRIs.
        page: Makes the page, with the token to save decisions or without; called whenever it is
            asked for.
        hosts: Names under which browsers may reach the server.
        origins: Sites whose scripts may ask it; none unless named.
        curation: Where decisions go; None takes none.
    """

    store: Path
    base: str
    page: Callable[[str | None], str]
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    origins: tuple[str, ...] = ()
    curation: Curation | None = None
    limits: ServeLimits = field(default_factory=ServeLimits)


class WebApp:
    """Answers requests about one store."""

    def __init__(self, options: ServeOptions) -> None:
        self._options = options
        self._pool = Pool(options.store, options.limits)
        self._decisions = None
        if options.curation is not None:
            most, mint = options.limits.body, Minter(options.base)
            self._decisions = Decisions(options.curation, most, mint, self._pool.ask)

    @contextlib.asynccontextmanager
    async def lifespan(self, _: Starlette) -> AsyncIterator[None]:
        """Start the processes that run queries, and end them."""
        try:
            await self._pool.start()
            yield
        finally:
            await self._pool.close()

    async def page(self, request: Request) -> Response:
        """Answer with the page, which carries its own policy; with the token it can save."""
        curation, given = self._options.curation, request.query_params.get(TOKEN)
        if curation is None or given is None:
            html = await run_in_threadpool(self._options.page, None)
            return Response(html, media_type=_HTML, headers=_SAFE)
        if not curation.is_token(given):
            return _response(refusal(403, "the address is not of this run of the server"))
        html = await run_in_threadpool(self._options.page, curation.token)
        return Response(html, media_type=_HTML, headers={**_SAFE, "Cache-Control": "no-store"})

    async def judge(self, request: Request) -> Response:
        """Add the decisions of the page to the patch file."""
        if self._decisions is None:
            return _response(refusal(404, "start the server with --curate to save decisions"))
        return _response(await self._decisions.take(request))

    async def sparql(self, request: Request) -> Response:
        """Answer the SPARQL protocol; without a query, describe the service."""
        if request.method in ("GET", "HEAD") and not request.url.query:
            endpoint = str(request.url.replace(query=""))
            text = service_description(endpoint, self._options.base)
            return _response(Answer(200, "text/turtle", text.encode()))
        asked = await read_request(request, self._options.limits.body)
        return _response(asked if isinstance(asked, Answer) else await self._pool.ask(asked))

    async def named(self, request: Request) -> Response:
        """Run a named query; its parameters are those of the address."""
        values = dict(request.query_params)
        formats = result_formats(values, request.headers.get("accept", ""))
        if isinstance(formats, Answer):
            return _response(formats)
        values.pop("format", None)
        settings = {key: value for key, value in values.items() if value}
        ask = Ask("named", request.path_params["name"], formats, settings)
        return _response(await self._pool.ask(ask))

    async def queries(self, _: Request) -> Response:
        """List the named queries."""
        return _response(Answer(200, "application/json", queries_json(named_queries())))

    async def completions(self, _: Request) -> Response:
        """Give the console its terms."""
        return _response(Answer(200, "application/json", completions(self._options.base)))

    async def console(self, _: Request) -> Response:
        """Answer with the query console."""
        return _page(console_page())

    async def openapi(self, _: Request) -> Response:
        """Describe the addresses."""
        value = openapi(version("citegraph"), self._options.limits, named_queries())
        return _response(Answer(200, "application/json", json.dumps(value).encode()))

    async def context(self, _: Request) -> Response:
        """Answer with the context of our JSON-LD."""
        data = json.dumps({"@context": context()}, indent=1).encode()
        return _response(Answer(200, "application/ld+json", data))

    async def asset(self, request: Request) -> Response:
        """Answer with a file of the console; only those that are listed exist."""
        name = request.path_params["name"]
        if name not in ASSETS:
            return _response(refusal(404, "there is no such file"))
        return _response(Answer(200, ASSETS[name], asset(name)))

    async def thing(self, request: Request) -> Response:
        """Answer with what the store says about the IRI that ends in this path."""
        path = request.scope.get("raw_path", b"").decode("ascii", "replace").partition("?")[0]
        if _climbs(path):
            return _response(refusal(403, "the path leads out of the store"))
        formats = _thing_formats(request)
        if not formats:
            return _response(refusal(406, f"things come as {', '.join(sorted(THING_TYPES))}"))
        is_html = formats[0] == "html"
        wanted = ("rows",) if is_html else formats
        iri = self._options.base + path.removeprefix("/")
        answer = await self._pool.ask(Ask("resource", iri, wanted))
        if not is_html or answer.status != 200:
            return _response(answer, {"Vary": "Accept"})
        html = thing_page(json.loads(answer.body), self._options.base, path)
        return _page(html, {"Vary": "Accept"})


def _thing_formats(request: Request) -> tuple[str, ...]:
    wanted = request.query_params.get("format")
    if wanted is None:
        return accepted(request.headers.get("accept", ""), THING_TYPES)
    return (wanted,) if wanted in THING_TYPES.values() else ()


def _climbs(path: str) -> bool:
    """Say whether a path has parts that a file system would take for a way out."""
    plain = unquote(unquote(path)).replace("\\", "/")
    parts = plain.removeprefix("/").split("/")
    return ".." in parts or "\0" in plain or plain.startswith("//")


def _response(answer: Answer, more: dict[str, str] | None = None) -> Response:
    headers = {**_SAFE, "Content-Security-Policy": "default-src 'none'; sandbox", **(more or {})}
    return Response(answer.body, answer.status, headers, answer.media_type)


def _page(html: str, more: dict[str, str] | None = None) -> Response:
    headers = {**_SAFE, "Content-Security-Policy": _POLICY, **(more or {})}
    return Response(html, media_type=_HTML, headers=headers)


def create_app(options: ServeOptions) -> Starlette:
    """Return the web app."""
    web = WebApp(options)
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=list(options.hosts))]
    if options.origins:
        allowed = list(options.origins)
        middleware.append(
            Middleware(CORSMiddleware, allow_origins=allowed, allow_methods=["GET", "POST"])
        )
    routes = [
        Route("/", web.page),
        Route("/sparql", web.sparql, methods=["GET", "POST"]),
        Route("/console", web.console),
        Route("/queries", web.queries),
        Route("/queries/{name}", web.named),
        Route("/completions", web.completions),
        Route("/openapi.json", web.openapi),
        Route("/context.jsonld", web.context),
        Route("/judgements", web.judge, methods=["POST"]),
        Route("/static/{name}", web.asset),
        Route("/{path:path}", web.thing),
    ]
    return Starlette(routes=routes, middleware=middleware, lifespan=web.lifespan)

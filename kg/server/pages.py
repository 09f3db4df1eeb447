"""The HTML of things and of the console."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from kg.query.named_queries import NamedQuery
from kg.terms import PREFIXES, own_terms

if TYPE_CHECKING:
    from jinja2 import Environment

#: Name → media type; nothing else is served from the package.
ASSETS = {
    "chart.js": "text/javascript",
    "console.js": "text/javascript",
    "console.css": "text/css",
}


@cache
def asset(name: str) -> bytes:
    """Return a file of the web app.

    Raises:
        KeyError: There is none of that name.
    """
    if name not in ASSETS:
        raise KeyError(name)
    return resources.files("kg.server").joinpath("static", name).read_bytes()


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - start-up

    return Environment(
        loader=PackageLoader("kg.server", "static"), autoescape=True, undefined=StrictUndefined
    )


def console_page() -> str:
    """Return the query console."""
    return _environment().get_template("console.html.j2").render()


def thing_page(rows: dict[str, Any], base: str, path: str) -> str:
    """Return the page of one thing.

    Args:
        rows: As :func:`kg.server.things.describe` gives them.
        base: Start of the store's IRIs; links to them stay on this server.
        path: Path of this page.
    """

    def link(iri: str) -> str:
        if iri.startswith(base):
            return "/" + iri.removeprefix(base)
        return iri if iri.startswith(("http://", "https://")) else ""

    template = _environment().get_template("thing.html.j2")
    return template.render(thing=rows, link=link, path=path)


@cache
def completions(base: str) -> bytes:
    """Return what the console completes and shortens, as JSON: terms, prefixes, the base."""
    start = PREFIXES["kg"]
    terms = sorted(f"kg:{iri.removeprefix(start)}" for iri in own_terms())
    value = {"prefixes": dict(PREFIXES), "terms": terms, "base": base}
    return json.dumps(value).encode()


def queries_json(queries: tuple[NamedQuery, ...]) -> bytes:
    """Return the named queries as JSON."""
    value = [
        {
            "name": query.name,
            "title": query.title,
            "description": query.description,
            "parameters": [
                {
                    "name": p.name,
                    "kind": p.kind.value,
                    "required": p.is_required,
                    "default": p.default,
                    "meaning": p.meaning,
                }
                for p in query.parameters
            ],
            "sparql": query.text,
        }
        for query in queries
    ]
    return json.dumps(value).encode()

"""What the server says about itself: SPARQL service description and OpenAPI.

Source: https://www.w3.org/TR/sparql11-service-description/, https://spec.openapis.org/oas/v3.1.0.
"""

from __future__ import annotations

from typing import Any

from kg.query.named_queries import NamedQuery
from kg.server.limits import ServeLimits
from kg.server.negotiation import RESULT_TYPES, THING_TYPES

_FORMATS = (
    "SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV",
    "Turtle", "N-Triples", "N-Quads", "JSON-LD", "RDF_XML",
)  # fmt: skip
_KINDS = ("claim", "entity", "document", "work", "proposition", "study", "quantity", "conflict")


def service_description(endpoint: str, base: str) -> str:
    """Return the service description as Turtle.

    Args:
        endpoint: Address of the endpoint, percent-encoded.
        base: Start of the store's IRIs.
    """
    formats = ", ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in _FORMATS)
    return f"""@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

[] a sd:Service ;
  sd:endpoint <{endpoint}> ;
  sd:supportedLanguage sd:SPARQL11Query ;
  sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset [ a sd:Dataset ;
    sd:defaultGraph [ a sd:Graph ; void:uriSpace "{base}" ] ] .
"""


def openapi(version: str, limits: ServeLimits, queries: tuple[NamedQuery, ...]) -> dict[str, Any]:
    """Return the OpenAPI description of every address."""
    rows: dict[str, Any] = {name: {} for name in RESULT_TYPES}
    paths: dict[str, Any] = {
        "/": {"get": _operation("The page: graph, claims, article, findings", {"text/html": {}})},
        "/console": {"get": _operation("The query console", {"text/html": {}})},
        "/sparql": {
            "get": _operation("SPARQL 1.1 Protocol, query", rows, _texts("query", "format")),
            "post": {
                **_operation("SPARQL 1.1 Protocol, query", rows),
                "requestBody": {
                    "required": True,
                    "content": {
                        "application/sparql-query": {"schema": {"type": "string"}},
                        "application/x-www-form-urlencoded": {
                            "schema": {
                                "type": "object",
                                "required": ["query"],
                                "properties": {"query": {"type": "string"}},
                            }
                        },
                    },
                },
            },
        },
        "/queries": {"get": _operation("The named queries", {"application/json": {}})},
    }
    for query in queries:
        given = [*(p.name for p in query.parameters), "format"]
        required = {p.name for p in query.parameters if p.is_required}
        paths[f"/queries/{query.name}"] = {
            "get": _operation(query.title, rows, _texts(*given, required=required))
        }
    things: dict[str, Any] = {name: {} for name in THING_TYPES}
    for kind in _KINDS:
        where = {**_texts("key", required={"key"})[0], "in": "path"}
        paths[f"/{kind}/{{key}}"] = {
            "get": _operation(
                f"What the store says of a {kind}", things, [where, *_texts("format")]
            )
        }
    words = (
        f"Read-only. A query may take {limits.seconds:g} s (then 408) and give "
        f"{limits.rows:,} rows (then 413)."
    )
    info = {"title": "citegraph", "version": version, "description": words}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def _operation(
    summary: str, content: dict[str, Any], parameters: list[dict[str, Any]] | None = None
) -> dict[str, Any]:
    codes = {"400": "Refused", "404": "Unknown", "406": "No such form", "408": "Too slow"}
    responses: dict[str, Any] = {"200": {"description": "Found", "content": content}}
    responses |= {code: {"description": words} for code, words in codes.items()}
    return {"summary": summary, "parameters": parameters or [], "responses": responses}


def _texts(*names: str, required: set[str] | None = None) -> list[dict[str, Any]]:
    needed = required if required is not None else {"query"}
    return [
        {"name": name, "in": "query", "required": name in needed, "schema": {"type": "string"}}
        for name in names
    ]

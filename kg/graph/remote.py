"""A remote SPARQL 1.1 store as a target: loaded graph by graph, queried through HTTP.

Works with what speaks the Graph Store Protocol and the SPARQL 1.1 Protocol: Oxigraph, Fuseki,
GraphDB, Virtuoso, QLever. Only the addresses that the user names are ever asked; redirects to
other hosts are not followed.

Source: https://www.w3.org/TR/sparql11-http-rdf-update/, https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import base64
import http.client
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from kg.errors import QueryError, StoreError
from kg.graph.store import Store
from kg.terms import PREFIXES

_RESULTS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_LARGEST_ANSWER = 1 << 30


@dataclass(frozen=True, slots=True)
class RemoteStore:
    """A SPARQL 1.1 server.

    Attributes:
        query_url: Where queries go, such as ``http://127.0.0.1:7878/query``.
        graph_url: The Graph Store Protocol's address, such as ``http://127.0.0.1:7878/store``.
        user: Name for basic authentication, or None.
        password: Password, or None.
        timeout: Seconds to wait for an answer.
    """

    query_url: str
    graph_url: str
    user: str | None = None
    password: str | None = None
    timeout: float = 60.0

    def load(self, store: Store) -> int:
        """Replace every graph of a store on the server and drop those it no longer has.

        Each graph is replaced in one request, so a reader sees a document whole or not at all.
        Graphs outside the store's base are left alone.

        Returns:
            How many graphs were written.
        """
        base = store.manifest.base
        names = [graph.iri for graph in store.manifest.graphs if graph.quads]
        for name in names:
            self.put_graph(name, store.graph_lines(name))
        for stale in sorted({g for g in self.graphs() if g.startswith(base)} - set(names)):
            self.delete_graph(stale)
        return len(names)

    def put_graph(self, graph: str, lines: list[str]) -> None:
        """Replace one graph by the triples of N-Quads lines."""
        body = "".join(line[: line.rindex(" <")] + " .\n" for line in lines)
        self._send("PUT", self._graph_address(graph), body.encode(), {"Content-Type": _TRIPLES})

    def delete_graph(self, graph: str) -> None:
        """Drop one graph; one that is not there is dropped already."""
        self._send("DELETE", self._graph_address(graph), None, {}, missing_is_fine=True)

    def graphs(self) -> Iterator[str]:
        """Yield the names of all graphs on the server."""
        for row in self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"):
            yield row["g"]

    def select(self, sparql: str) -> list[dict[str, str]]:
        """Run a SELECT; return a row as variable → value, without unbound variables."""
        found = self.query(sparql)
        return [
            {name: str(term["value"]) for name, term in row.items()}
            for row in found["results"]["bindings"]
        ]

    def query(self, sparql: str) -> dict[str, Any]:
        """Run a SELECT or ASK with our prefixes declared; return the SPARQL results as JSON.

        Raises:
            QueryError: The server refuses the query or does not answer with results.
        """
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Accept": _RESULTS,
        }
        body = urlencode({"query": prefixes + sparql}).encode()
        try:
            answer = json.loads(self._send("POST", self.query_url, body, headers))
        except ValueError as error:
            if isinstance(error, StoreError):
                raise QueryError(error.message, path=self.query_url) from error
            raise QueryError("the server's answer is no JSON", path=self.query_url) from error
        if not isinstance(answer, dict) or not ({"results", "boolean"} & answer.keys()):
            raise QueryError("the server's answer has no results", path=self.query_url)
        return answer

    def _graph_address(self, graph: str) -> str:
        return f"{self.graph_url}?graph={quote(graph, safe='')}"

    def _send(
        self,
        method: str,
        url: str,
        body: bytes | None,
        headers: dict[str, str],
        *,
        missing_is_fine: bool = False,
    ) -> bytes:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise StoreError("not a web address", path=url)
        make = (
            http.client.HTTPSConnection if parts.scheme == "https" else http.client.HTTPConnection
        )
        connection = make(parts.hostname, parts.port, timeout=self.timeout)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            connection.request(method, target, body, {**headers, **self._authorization()})
            response = connection.getresponse()
            answer = response.read(_LARGEST_ANSWER)
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"the server does not answer: {error}", path=url) from error
        finally:
            connection.close()
        if response.status >= 300 and not (missing_is_fine and response.status == 404):
            words = answer[:300].decode("utf-8", "replace").replace("\n", " ")
            raise StoreError(f"the server answers {response.status}: {words}", path=url)
        return answer

    def _authorization(self) -> dict[str, str]:
        if self.user is None:
            return {}
        token = base64.b64encode(f"{self.user}:{self.password or ''}".encode()).decode()
        return {"Authorization": f"Basic {token}"}
